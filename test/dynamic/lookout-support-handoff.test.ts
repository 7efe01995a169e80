import assert from "node:assert/strict";
import { simpleParser } from "mailparser";
import type { ProviderProcess } from "./provider-process";
import { Scene } from "./provider-under-test";

type State = Record<string, unknown>;

const id = "lookout-support-handoff";
const group = (digit: number) => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`;
const facts = { tenantId: group(1), fullAccessGroupId: group(2) };
const sent = (revision: unknown) => ({ revision, by: "kim@contoso.com", at: "2026-01-31T09:00:00Z" });

describe("the hand-over to Lookout's support", function () {
  this.timeout(60_000);
  let scene: Scene;
  let provider: ProviderProcess;

  const checked = async (news: State) => {
    const { inputs, failures } = await provider.check({ ...facts, ...news });
    assert.deepEqual(failures, []);
    return inputs;
  };

  before(async () => {
    scene = await Scene.start("LookoutSupportHandoff");
    provider = await scene.provider();
  });
  after(() => scene.end());

  it("is a draft that mail programs read, the same every time", async () => {
    const inputs = await checked({ from: "kim@contoso.com", organisation: "Contoso – Süd" });
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
    assert.deepEqual(scene.tenant.requests(), []);
    await provider.printed(/Lookout still has the ids/);
  });
});
