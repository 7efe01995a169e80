import assert from "node:assert/strict";
import fc from "fast-check";
import type { ProviderProcess } from "../provider/provider-process";
import { Fixture } from "../provider/provider-under-test";

type State = Record<string, unknown>;

const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
const keys = ["pilot", "sales", "staff"];
const idOf = (key: string) => `00000000-0000-4000-8000-${String(keys.indexOf(key) + 1).padStart(12, "0")}`;
const groupsOf = (rings: readonly string[]) =>
  Object.fromEntries(rings.map((key) => [key, { objectId: idOf(key), displayName: `Lookout ${key}` }]));
const reaching = (reached: string, more: State = {}): State => ({
  rings: keys,
  reached,
  groups: groupsOf(keys),
  ...more,
});

interface Reach {
  readonly rings: string[];
  readonly reached: string;
}
const rolloutOf = ({ rings, step }: { rings: string[]; step: number }) => {
  return { rings, reached: rings[step % rings.length] ?? "", groups: groupsOf(rings) };
};
const reached = ({ rings, reached: last }: Reach) => rings.slice(0, rings.indexOf(last) + 1);

describe("the staged rollout's provider process", function () {
  this.timeout(60_000);
  let fixture: Fixture;
  let provider: ProviderProcess;

  const reasons = async (news: State, olds: State = {}): Promise<string[]> =>
    (await provider.check(news, olds)).failures.map(({ property, reason }) => `${property}: ${reason}`);

  before(async () => {
    fixture = await Fixture.start("StagedRollout");
    provider = await fixture.provider();
  });
  after(() => fixture.end());

  it("shows in its inputs who becomes protected, so that a preview shows it", async () => {
    const { inputs } = await provider.check(reaching("sales"));
    assert.deepEqual(inputs.protected, ["pilot: Lookout pilot", "sales: Lookout sales"]);
  });

  it("goes on to the next ring without a question", async () => {
    assert.deepEqual(await reasons(reaching("sales"), reaching("pilot")), []);
  });

  it("refuses to narrow, and names whose protection would end", async () => {
    const [reason, ...others] = await reasons(reaching("pilot"), reaching("staff"));
    assert.match(
      reason ?? "",
      /^reached: this removes the protection of sales \(Lookout sales\), staff \(Lookout staff\)/,
    );
    assert.match(reason ?? "", /set confirmNarrowingTo to pilot/);
    assert.equal(others.length, 0);
  });

  it("keeps the last day of the pilot, refuses one that is none, and sees that it was moved", async () => {
    const until = (pilotUntil: string) => reaching("pilot", { pilotUntil });
    const { inputs, failures } = await provider.check(until("2027-01-31"));
    assert.deepEqual([inputs.pilotUntil, failures], ["2027-01-31", []]);
    assert.match(
      (await reasons(until("31.1.2027"))).join(),
      /^pilotUntil: the last day of the pilot must be a date such as/,
    );
    const changes = async (before: State, after: State) =>
      (
        await provider.diff(
          "staged-rollout",
          (await provider.check(before)).inputs,
          (await provider.check(after)).inputs,
        )
      ).changes;
    assert.equal(await changes(until("2027-01-31"), until("2027-02-28")), true);
    assert.equal(await changes(until("2027-01-31"), until("2027-01-31")), false);
    assert.equal(await changes(reaching("pilot"), until("2027-01-31")), true);
  });

  it("narrows when that is confirmed", async () => {
    assert.deepEqual(await reasons(reaching("pilot", { confirmNarrowingTo: "pilot" }), reaching("staff")), []);
  });

  it("refuses a confirmation that is left over once the rollout goes on", async () => {
    const olds = reaching("pilot", { confirmNarrowingTo: "pilot" });
    const [reason] = await reasons(reaching("sales", { confirmNarrowingTo: "pilot" }), olds);
    assert.match(
      reason ?? "",
      /^confirmNarrowingTo: this confirms narrowing to pilot, but the rollout reaches sales; remove it/,
    );
  });

  it("refuses to remove a ring that was reached", async () => {
    const rings = ["pilot", "staff"];
    const [reason] = await reasons({ rings, reached: "staff", groups: groupsOf(rings) }, reaching("staff"));
    assert.match(reason ?? "", /removes the protection of sales/);
  });

  it("refuses another group behind a ring that was reached, also while the new one is not made yet", async () => {
    for (const objectId of [idOf("staff"), unknown]) {
      const groups = { ...groupsOf(keys), pilot: { objectId, displayName: "Lookout pilot 2" } };
      const [reason] = await reasons(reaching("pilot", { groups }), reaching("pilot"));
      assert.match(reason ?? "", /removes the protection of pilot \(Lookout pilot\).*you replaced a group/);
    }
  });

  it("accepts a ring that is not made yet, and one that is added behind those that were reached", async () => {
    const groups = { ...groupsOf(keys), staff: { objectId: unknown, displayName: "Lookout staff" } };
    const olds = { rings: ["pilot", "sales"], reached: "pilot", groups: groupsOf(["pilot", "sales"]) };
    assert.deepEqual(await reasons(reaching("pilot", { groups }), olds), []);
  });

  it("names a ring that does not exist together with those that do", async () => {
    const [reason] = await reasons(reaching("everyone"));
    assert.match(reason ?? "", /^reached: this is not one of the rings: pilot, sales, staff/);
  });

  it("lets nobody lose protection without a word, whatever the change", async () => {
    const state = fc.record({
      rings: fc.shuffledSubarray(keys, { minLength: 1 }),
      step: fc.nat({ max: keys.length - 1 }),
    });
    await fc.assert(
      fc.asyncProperty(state, state, async (one, other) => {
        const [before, after] = [rolloutOf(one), rolloutOf(other)];
        const losing = reached(before).filter((key) => !reached(after).includes(key));
        const refused = (await reasons(after, before)).length > 0;
        assert.equal(refused, losing.length > 0);
      }),
      { numRuns: 60 },
    );
  });
});
