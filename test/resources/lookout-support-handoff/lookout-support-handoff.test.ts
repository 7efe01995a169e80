import assert from "node:assert/strict";
import fc from "fast-check";
import { simpleParser } from "mailparser";
import { revisionOf } from "../../../model/revision";
import {
  HandoffStatus,
  LookoutTenant,
} from "../../../resources/lookout-support-handoff/lookout-support-handoff.schema";
import type { ProviderProcess } from "../provider/provider-process";
import { Fixture } from "../provider/provider-under-test";

type State = Record<string, unknown>;

const id = "lookout-support-handoff";
const group = (digit: number) => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`;
const facts = { tenantId: group(1), fullAccessGroupId: group(2) };
/** What support would take for a request to create a Lookout tenant. */
const requestsTenant = /please create (?:one|a new one)/;
const sent = (revision: unknown) => ({ revision, by: "kim@contoso.com", at: "2026-01-31T09:00:00Z" });

/** As the engine hands inputs over, which has no undefined. */
const withoutUndefined = (inputs: State): State =>
  Object.fromEntries(Object.entries(inputs).filter(([, value]) => value !== undefined));

describe("the hand-over to Lookout's support", function () {
  this.timeout(60_000);
  let fixture: Fixture;
  let provider: ProviderProcess;

  const checked = async (news: State) => {
    const { inputs, failures } = await provider.check({ ...facts, ...news });
    assert.deepEqual(failures, []);
    return inputs;
  };

  before(async () => {
    fixture = await Fixture.start("LookoutSupportHandoff");
    provider = await fixture.provider();
  });
  after(() => fixture.end());

  it("is a draft that mail programs read, the same every time", async () => {
    const inputs = await checked({ from: "kim@contoso.com", organization: "Contoso – Süd" });
    const [{ outs }, again] = [await provider.create(inputs), await provider.create(inputs)];
    assert.equal(outs.eml, again.outs.eml);
    assert.match(String(outs.eml), /^X-Unsent: 1\r\n/m);
    assert.doesNotMatch(String(outs.eml), /^Date:/m);
    const read = await simpleParser(String(outs.eml));
    assert.equal(read.from?.value[0]?.address, "kim@contoso.com");
    assert.equal(read.subject, outs.subject);
    assert.equal(read.text?.trim(), String(outs.text).trim());
    assert.match(read.text ?? "", /Contoso – Süd/);
  });

  it("names every id that changed since the mail that was recorded, over several updates and back", async () => {
    const { outs: first } = await provider.create(await checked({}));
    assert.equal(first.handoffStatus, "to be sent");
    const record = { sent: sent(first.revision) };
    const second = await provider.update(id, first, await checked(record));
    assert.deepEqual([second.handoffStatus, second.changes], ["sent", null]);
    const third = await provider.update(id, second, await checked({ ...record, fullAccessGroupId: group(3) }));
    const fourth = await provider.update(
      id,
      third,
      await checked({ ...record, fullAccessGroupId: group(4), readOnlyAccessGroupId: group(5) }),
    );
    assert.equal(fourth.handoffStatus, "to be sent");
    assert.equal(
      fourth.changes,
      `Full access group, object ID: ${group(2)} becomes ${group(4)}\nRead-only access group, object ID: add ${group(5)}`,
    );
    assert.match(String(fourth.text), new RegExp(`${group(2)} becomes ${group(4)}`));
    const back = await provider.update(id, fourth, await checked(record));
    assert.deepEqual([back.handoffStatus, back.changes], ["sent", null]);
  });

  it("never requests a Lookout tenant again once a mail is recorded", async () => {
    const groups = { restrictedAccessGroupId: group(3), lookoutTenant: "none" };
    const { outs: first } = await provider.create(await checked(groups));
    assert.match(String(first.text), requestsTenant);
    const record = { sent: sent(first.revision) };
    const recorded = await provider.update(id, first, await checked({ ...groups, ...record }));
    assert.doesNotMatch(String(recorded.text), requestsTenant);
    const fewer = await provider.update(id, recorded, await checked({ lookoutTenant: "none", ...record }));
    assert.equal(fewer.handoffStatus, "to be sent");
    assert.match(String(fewer.text), new RegExp(`Restricted access group, object ID: remove ${group(3)}`));
    assert.doesNotMatch(String(fewer.text), requestsTenant);
    // The mail may have gone out all the same.
    const reverted = await provider.update(id, fewer, await checked({ lookoutTenant: "none" }));
    assert.equal(reverted.handoffStatus, "to be sent");
    assert.doesNotMatch(String(reverted.text), requestsTenant);
    assert.match(String(reverted.text), /tell us whether a Lookout tenant is associated/);
  });

  it("makes no mail due when the tenant that Lookout created is declared as tied, or the contact changes", async () => {
    const { outs: first } = await provider.create(await checked({ lookoutTenant: "separate" }));
    const record = { sent: sent(first.revision) };
    const recorded = await provider.update(id, first, await checked({ lookoutTenant: "separate", ...record }));
    const primaryContact = { name: "Ada Park", email: "ada.park@contoso.com" };
    const tied = await provider.update(
      id,
      recorded,
      await checked({ lookoutTenant: "tied", primaryContact, ...record }),
    );
    assert.deepEqual([tied.handoffStatus, tied.changes, tied.revision], ["sent", null, first.revision]);
    assert.match(String(tied.text), /primary contact is Ada Park, ada\.park@contoso\.com\.$/m);
  });

  it("keeps what an earlier release recorded: no change, no new mail, and the changes since then", async () => {
    const inputs = { restrictedAccessGroupId: group(3), lookoutTenant: "none", sent: sent("r-800ea75cf099") };
    const news = await checked(inputs);
    // As the release before this one wrote it: the answer is part of the revision and of what was sent.
    const old = {
      ...news,
      revision: "r-800ea75cf099",
      handoffStatus: "sent",
      changes: null,
      sentFacts: { ...facts, restrictedAccessGroupId: group(3), lookoutTenant: "none" },
      pendingFacts: [],
    };
    assert.equal((await provider.diff(id, old, news)).changes, false);
    const signed = await provider.update(id, old, await checked({ ...inputs, contactName: "Kim" }));
    assert.deepEqual([signed.handoffStatus, signed.changes, signed.revision], ["sent", null, "r-800ea75cf099"]);
    const { restrictedAccessGroupId, ...others } = inputs;
    const fewer = await provider.update(id, old, await checked(others));
    assert.equal(fewer.changes, `Restricted access group, object ID: remove ${restrictedAccessGroupId}`);
    assert.doesNotMatch(String(fewer.text), requestsTenant);
  });

  it("counts a mail of an earlier release that is recorded only now", async () => {
    const answer = { lookoutTenant: "separate" };
    const news = await checked(answer);
    const old = {
      ...news,
      revision: "r-2a1075e01f1d",
      handoffStatus: "to be sent",
      sentFacts: null,
      pendingFacts: [{ ...facts, ...answer }],
    };
    const record = { sent: sent("r-2a1075e01f1d") };
    const { handoffStatus } = await provider.update(id, old, await checked({ ...answer, ...record }));
    assert.equal(handoffStatus, "sent");
    const moved = await provider.update(id, old, await checked({ ...answer, ...record, fullAccessGroupId: group(4) }));
    assert.equal(moved.changes, `Full access group, object ID: ${group(2)} becomes ${group(4)}`);
  });

  it("is due exactly while Lookout does not have these ids, and requests a tenant only before the first record", async () => {
    const records = ["keep", "present", "as an earlier release", "unknown", "take back"] as const;
    const steps = fc.array(
      fc.record({
        fullAccessGroupId: fc.constantFrom(group(2), group(3)),
        restrictedAccessGroupId: fc.constantFrom(undefined, group(4)),
        lookoutTenant: fc.constantFrom(undefined, ...Object.values(LookoutTenant)),
        record: fc.constantFrom(...records),
      }),
      { minLength: 1, maxLength: 6 },
    );
    const requestingAnswers: (string | undefined)[] = [LookoutTenant.None, LookoutTenant.Separate];
    await fc.assert(
      fc.asyncProperty(steps, async (sequence) => {
        let state: State | undefined;
        let record: State = {};
        let lastAnswer: string | undefined;
        let everRecorded = false;
        const applyInputs = async (inputs: State, ids: string) => {
          const news = await checked(withoutUndefined({ ...inputs, ...record }));
          state = state === undefined ? (await provider.create(news)).outs : await provider.update(id, state, news);
          const due = state.handoffStatus === HandoffStatus.ToBeSent;
          assert.equal(
            due,
            lastAnswer !== ids,
            `${String(state.handoffStatus)}, told ${lastAnswer ?? "nothing"}, now ${ids}`,
          );
          const expected = !everRecorded && requestingAnswers.includes(inputs.lookoutTenant as string | undefined);
          assert.equal(requestsTenant.test(String(state.text)), expected, String(state.text));
          return state;
        };
        for (const { record: act, lookoutTenant, ...groups } of sequence) {
          const ids = { tenantId: facts.tenantId, ...groups };
          const inputs = { ...groups, lookoutTenant };
          const { revision } = await applyInputs(inputs, revisionOf(ids));
          if (act === "keep") continue;
          everRecorded ||= act !== "take back";
          if (act === "take back") [record, lastAnswer] = [{}, undefined];
          else if (act === "unknown") record = { sent: sent("r-ffffffffffff") };
          else {
            lastAnswer = revisionOf(ids);
            record = { sent: sent(act === "present" ? revision : revisionOf({ ...ids, lookoutTenant })) };
          }
          await applyInputs(inputs, revisionOf(ids));
        }
      }),
      { numRuns: 60 },
    );
  });

  it("refuses a path for an id, and one group for two roles", async () => {
    const { failures } = await provider.check({
      ...facts,
      fullAccessGroupId: `/groups/${group(2)}`,
      restrictedAccessGroupId: group(5),
      readOnlyAccessGroupId: group(5),
    });
    assert.deepEqual(
      failures.map(({ property }) => property),
      ["fullAccessGroupId", "readOnlyAccessGroupId"],
    );
    assert.match(failures[1]?.reason ?? "", /restrictedAccessGroupId is the same group/);
  });

  it("sends nothing to anybody", async () => {
    const { outs } = await provider.create(await checked({}));
    await provider.delete(id, await provider.update(id, outs, await checked({ sent: sent(outs.revision) })));
    assert.deepEqual(fixture.tenant.requests(), []);
    await provider.printed(/Lookout still has the ids/);
  });
});
