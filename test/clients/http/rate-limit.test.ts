import assert from "node:assert/strict";
import fc from "fast-check";
import { createRateLimit, shareRateLimits } from "../../../clients/http/rate-limit";

describe("the rate limit", () => {
  it("lets no more callers through in any minute than allowed, holds nobody longer than needed, and keeps their order", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 5 }),
        fc.array(fc.integer({ min: 0, max: 40_000 }), { maxLength: 30 }),
        async (perMinute, gaps) => {
          let time = 0;
          const limit = createRateLimit(
            { calls: perMinute, windowMs: 60_000 },
            () => time,
            (ms) => {
              time += ms;
              return Promise.resolve();
            },
          );
          const admitted: number[] = [];
          for (const gap of gaps) {
            time += gap;
            const requested = time;
            await limit.admit();
            admitted.push(time);
            const before = admitted.at(-1 - perMinute);
            assert.equal(time, Math.max(requested, (before ?? -Infinity) + 60_000));
          }
        },
      ),
    );
  });

  it("serves callers that ask at the same time in their order", async () => {
    let time = 0;
    const limit = createRateLimit(
      { calls: 1, windowMs: 60_000 },
      () => time,
      (ms) => {
        time += ms;
        return Promise.resolve();
      },
    );
    const served: string[] = [];
    await Promise.all(["a", "b", "c"].map((caller) => limit.admit().then(() => served.push(`${caller}@${time}`))));
    assert.deepEqual(served, ["a@0", "b@60000", "c@120000"]);
  });

  it("is one for all who count for the same, and another for others", () => {
    const limitOf = shareRateLimits({ calls: 1, windowMs: 1000 }, "The service");
    assert.equal(limitOf("a"), limitOf("a"));
    assert.notEqual(limitOf("a"), limitOf("b"));
  });
});
