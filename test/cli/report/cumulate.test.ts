import assert from "node:assert/strict";
import fc from "fast-check";
import { sum } from "lookout-intune/internal/report/charts/breakdown";
import { cumulate, thinOut } from "lookout-intune/internal/report/charts/cumulate";
import { integerTicks } from "lookout-intune/internal/report/charts/stacked-bars";

const now = Date.parse("2026-11-25T09:30:00Z");
const ago = (ms: number) => new Date(now - ms).toISOString();

describe("the rollout's curve", () => {
  const step = fc.record({
    at: fc.oneof(fc.nat({ max: 200_000 }), fc.nat({ max: 200_000_000_000 })).map(ago),
    devices: fc.integer({ min: 1, max: 50 }),
  });
  const series = fc.array(
    fc.array(step, { maxLength: 30 }).map((steps) => ({ title: "Platform", steps })),
    { maxLength: 3 },
  );

  it("never falls, starts at nothing and ends now with every activation, over hours as over years", () => {
    fc.assert(
      fc.property(series, (all) => {
        const { points, interval } = cumulate(all, now);
        const activated = sum(all.flatMap(({ steps }) => steps.map(({ devices }) => devices)));
        if (activated === 0) {
          assert.deepEqual(points, []);
          return;
        }
        assert.ok(points.length <= 152, `${points.length} points`);
        assert.equal(sum(points[0]?.devices ?? [1]), 0);
        assert.equal(points.at(-1)?.at, now);
        assert.equal(sum(points.at(-1)?.devices ?? []), activated);
        points.slice(1).forEach((point, index) => {
          const before = points[index];
          assert.ok(before !== undefined && point.at > before.at && point.at - before.at <= interval);
          assert.ok(point.devices.every((count, index) => count >= (before.devices[index] ?? 0)));
        });
      }),
    );
  });

  it("counts an activation at the end of the interval it happened in, not before", () => {
    const steps = [
      { at: ago(10 * 86_400_000), devices: 3 },
      { at: ago(60_000), devices: 4 },
    ];
    const { points } = cumulate([{ title: "iOS", steps }], now);
    for (const { at, devices } of points.slice(1)) {
      const known = steps.filter((one) => Date.parse(one.at) <= at).map((one) => one.devices);
      assert.deepEqual(devices, [sum(known)], new Date(at).toISOString());
    }
  });

  it("stays a curve when a clock is wrong: an activation after the report's time is its end", () => {
    const { points } = cumulate([{ title: "iOS", steps: [{ at: ago(-5000), devices: 1 }] }], now);
    assert.equal(points.at(-1)?.at, now + 5000);
    assert.deepEqual(points.at(-1)?.devices, [1]);
  });

  it("is thinned out for a table, which still ends with now", () => {
    fc.assert(
      fc.property(fc.integer({ min: 60_000, max: 40_000_000_000 }), fc.integer({ min: 1, max: 12 }), (span, rows) => {
        const curve = cumulate([{ title: "iOS", steps: [{ at: ago(span), devices: 1 }] }], now);
        const some = thinOut(curve, rows);
        assert.ok(some.length >= 1 && some.length <= rows);
        assert.equal(some.at(-1), curve.points.at(-1));
      }),
    );
  });
});

describe("a scale of counts", () => {
  it("is marked at whole numbers, evenly apart from nothing up, and not too closely", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1_000_000 }), fc.constantFrom(340, 720), (longest, width) => {
        const ticks = integerTicks(longest, width);
        const [, step = 1] = ticks;
        assert.ok(Number.isInteger(step) && step >= 1);
        assert.deepEqual(
          ticks,
          ticks.map((_tick, index) => index * step),
        );
        assert.ok(
          ticks.length <= width / 110 + 2 && (ticks.at(-1) ?? 0) <= longest && (ticks.at(-1) ?? 0) + step > longest,
        );
      }),
    );
  });
});
