import assert from "node:assert/strict";
import { IntuneFixture, type State } from "../graph-object/intune-fixture";
import { failureOf } from "./provider-process";
import { messageOf } from "./provider-under-test";
import { connectorCase } from "./connector-target";
import { diagnosticSettingsCase } from "./diagnostic-settings-target";
import { gatewayCases } from "./gateway-targets";
import { graphObjectCases, managedGooglePlayCase } from "./graph-targets";
import { threatFeedCase } from "./threat-feed-target";
import type { PreparedTarget, TargetCase } from "./target-case";

const cases: readonly TargetCase[] = [
  ...graphObjectCases,
  managedGooglePlayCase,
  diagnosticSettingsCase,
  threatFeedCase,
  ...gatewayCases,
  connectorCase,
];

for (const targetCase of cases) {
  const { type, path } = targetCase;

  describe(`the reconcile engine on ${type}`, function () {
    this.timeout(60_000);
    let fixture: IntuneFixture;
    let target: PreparedTarget;

    before(async () => {
      fixture = await IntuneFixture.start(type);
      target = await targetCase.prepare(fixture);
    });
    beforeEach(async () => {
      if (targetCase.hasRateLimit === true) await fixture.restart();
      await target.clear();
      fixture.writes(path);
    });
    afterEach(() => fixture.fixture.faults());
    after(() => fixture.end());

    /** The next run: nothing goes wrong, and afterwards nothing is left to do. */
    const nextRun = async (id: string, recorded: State, inputs: State): Promise<string[]> => {
      await fixture.fixture.faults();
      fixture.writes(path);
      const outs = await fixture.provider.update(id, recorded, inputs);
      const writes = fixture.writes(path);
      assert.equal((await fixture.provider.diff(id, outs, inputs)).changes, false);
      assert.deepEqual((await fixture.provider.read(id, outs)).inputs, inputs);
      return writes;
    };
    const assertWrites = (writes: readonly string[], expected: readonly RegExp[]) => {
      assert.equal(writes.length, expected.length, writes.join());
      expected.forEach((pattern, index) => {
        assert.match(writes[index] ?? "", pattern);
      });
    };
    /** An update that fails after it began: what the engine records, which must be what the service has. */
    const incomplete = async (id: string, outs: State, changed: State) => {
      const { message, partial } = await failureOf(fixture.provider.update(id, outs, changed));
      assert.ok(partial, message);
      assert.equal(partial.id, id);
      assert.equal(
        (await fixture.provider.diff(id, partial.properties, changed)).changes,
        true,
        "the rest must be seen",
      );
      return { message, recorded: partial.properties };
    };

    it("treats a creation whose answer was lost as done", async () => {
      await fixture.fixture.faults({ ...target.creation, times: 1, kind: { is: "drop", when: "after" } });
      const inputs = await fixture.checked(target.inputs);
      const { id, outs } = await fixture.provider.create(inputs);
      assert.equal(await target.count(), 1);
      assert.deepEqual(await nextRun(id, outs, inputs), []);
    });

    it("creates one object when the answer was lost before the service acted", async () => {
      await fixture.fixture.faults({ ...target.creation, times: 1, kind: { is: "drop", when: "before" } });
      const inputs = await fixture.checked(target.inputs);
      if (target.createdBy === "POST") {
        const { message, partial } = await failureOf(fixture.provider.create(inputs));
        assert.match(message, /no response to POST/);
        assert.equal(partial, undefined);
        assert.equal(await target.count(), 0);
      }
      const { id, outs } = await fixture.provider.create(inputs);
      assert.equal(await target.count(), 1);
      assert.deepEqual(await nextRun(id, outs, inputs), []);
    });

    it("records what a stale read shows, and finds nothing left to write in the next run", async () => {
      const { id, outs, inputs } = await fixture.created(target.inputs);
      const changed = await fixture.checked(target.changed);
      await fixture.fixture.faults({ path, method: "GET", kind: { is: "stale" } });
      const { recorded } = await incomplete(id, outs, changed);
      assert.equal((await fixture.provider.diff(id, recorded, inputs)).changes, false);
      assert.deepEqual(await nextRun(id, recorded, changed), []);
    });

    it("creates nothing when the creation is refused, and creates it in the next run", async () => {
      await fixture.fixture.faults({ ...target.creation, kind: { is: "status", status: 403 } });
      const inputs = await fixture.checked(target.inputs);
      const { message, partial } = await failureOf(fixture.provider.create(inputs));
      assert.match(message, /answered 403/);
      if (target.createdBy === "somebody else") {
        assert.ok(partial, "it is there, so it is recorded");
        assert.equal((await nextRun(partial.id, partial.properties, inputs)).length, 1);
        return;
      }
      assert.equal(partial, undefined);
      await fixture.fixture.faults();
      assert.equal(await target.count(), 0);
      await fixture.created(target.inputs);
    });

    it("records what is there when a write is refused, and writes it in the next run", async () => {
      const { id, outs, inputs } = await fixture.created(target.inputs);
      const changed = await fixture.checked(target.changed);
      await fixture.fixture.faults({ ...target.firstWrite, kind: { is: "status", status: 403 } });
      const { message, recorded } = await incomplete(id, outs, changed);
      assert.match(message, /answered 403/);
      assert.equal((await fixture.provider.diff(id, recorded, inputs)).changes, false);
      assertWrites(await nextRun(id, recorded, changed), target.writes);
    });

    it("ends an update of an object that vanished, deletes it without an error, and has it again in the run after a refresh", async () => {
      const { inRefresh, inUpdate } = target.vanished ?? { inRefresh: "leaves", inUpdate: /pulumi refresh/ };
      const { id, outs, inputs } = await fixture.created(target.inputs);
      await target.removeByHand();
      const read = await fixture.provider.read(id, outs);
      assert.equal(read.id, inRefresh === "stays" ? id : "");
      assert.match(await messageOf(fixture.provider.update(id, outs, inputs)), inUpdate);
      assert.equal(await target.count(), 0);
      await fixture.provider.delete(id, outs);
      await target.clear();
      if (inRefresh === "stays") {
        assert.equal((await fixture.provider.diff(id, read.props, inputs)).changes, true, "every update looks again");
        await nextRun(id, read.props, inputs);
      } else {
        await fixture.created(target.inputs);
      }
      assert.equal(await target.count(), 1);
    });

    it("does not believe a single 404, neither in a refresh nor in an update", async () => {
      const { id, outs } = await fixture.created(target.inputs);
      const missing = {
        path: target.objectPath ?? path,
        method: "GET",
        times: 1,
        kind: { is: "status", status: 404 },
      } as const;
      await fixture.fixture.faults(missing);
      assert.equal((await fixture.provider.read(id, outs)).id, id);
      await fixture.fixture.faults(missing);
      await fixture.provider.update(id, outs, await fixture.checked(target.changed));
    });

    it("adopts an object of somebody else only with adopt, unless nothing would change", async () => {
      await target.createByHand();
      fixture.writes(path);
      const inputs = await fixture.checked(target.inputs);
      if (target.refusal === undefined) {
        await fixture.created(target.inputs);
        return;
      }
      const { message, partial } = await failureOf(fixture.provider.create(inputs));
      assert.match(message, target.refusal);
      assert.equal(partial, undefined);
      assert.deepEqual(fixture.writes(path), []);
      await fixture.created({ ...target.inputs, adopt: true });
      assert.equal(await target.count(), 1);
    });

    it("waits out throttling of the last of its writes", async () => {
      const { id, outs } = await fixture.created(target.inputs);
      const changed = await fixture.checked(target.changed);
      await fixture.fixture.faults({ ...target.lastWrite, times: 1, kind: { is: "throttle", retryAfter: "0.05" } });
      const updated = await fixture.provider.update(id, outs, changed);
      assert.deepEqual(await nextRun(id, updated, changed), []);
    });

    it("records what it wrote before the last write was throttled for too long, and writes the rest in the next run", async () => {
      const { id, outs } = await fixture.created(target.inputs);
      const changed = await fixture.checked(target.changed);
      await fixture.fixture.faults({ ...target.lastWrite, kind: { is: "throttle", retryAfter: "3600" } });
      const { message, recorded } = await incomplete(id, outs, changed);
      assert.match(message, /answered 429/);
      await fixture.fixture.faults();
      const actual = (await fixture.provider.read(id, recorded)).inputs ?? {};
      assert.equal(
        (await fixture.provider.diff(id, recorded, actual)).changes,
        false,
        "recorded as it is at the service",
      );
      assertWrites(await nextRun(id, recorded, changed), target.writes.slice(-1));
    });
  });
}
