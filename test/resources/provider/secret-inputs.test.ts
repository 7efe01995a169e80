import assert from "node:assert/strict";
import { textsToHide } from "../../../model/secret-values";
import { IntuneFixture, type State } from "../graph-object/intune-fixture";
import { failureOf, type ProviderProcess } from "./provider-process";
import { Fixture, lookoutConnection } from "./provider-under-test";

const signature = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" };
const secret = (value: unknown) => ({ ...signature, value });

/** A value without what is marked as secret. */
function plainPart(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainPart);
  if (value === null || typeof value !== "object") return value;
  if ("4dabf18193072939515e22adb298388d" in value) return undefined;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plainPart(member)]));
}

/** What the engine hands over: all values in plaintext. */
function inPlaintext(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inPlaintext);
  if (value === null || typeof value !== "object") return value;
  if ("4dabf18193072939515e22adb298388d" in value) return inPlaintext((value as { value?: unknown }).value);
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, inPlaintext(member)]));
}

// That Pulumi marks the secrets among inputs, and what it does with the marks, is shown on the real engine.
describe("a resource with secret inputs", function () {
  this.timeout(60_000);

  describe("that a person enters in the console", () => {
    let fixture: Fixture;
    let provider: ProviderProcess;
    const settings = { ...lookoutConnection, mode: "console" };
    const declared = { ...settings, secretInputs: ["/errorEmail"] };
    const checked = async (news: State) => inPlaintext((await provider.check(news)).inputs) as State;

    before(async () => {
      fixture = await Fixture.start("LookoutConnector");
      provider = await fixture.provider();
    });
    after(() => fixture.end());

    it("has a secret runbook, task and revision, but no secret status", async () => {
      const { outs } = await provider.create(await checked(declared));
      assert.deepEqual(outs.errorEmail, secret("soc@contoso.com"));
      assert.equal(outs.heartbeatMinutes, 15);
      for (const output of ["runbook", "consoleTask", "revision", "pendingSettings"]) {
        assert.deepEqual(
          Object.keys(outs[output] as object).sort(),
          [...Object.keys(signature), "value"].sort(),
          output,
        );
      }
      assert.equal(outs.consoleStatus, "awaiting console");
      assert.ok(!JSON.stringify(plainPart(outs)).includes("soc@contoso.com"));
      assert.match(JSON.stringify(inPlaintext(outs)), /soc@contoso\.com/);
    });

    it("keeps what it acknowledged secret too", async () => {
      const { outs } = await provider.create(await checked(declared));
      const { revision } = inPlaintext(outs) as { revision: string };
      const acknowledgement = { revision, by: "Kim", at: "2026-01-31T09:00:00Z" };
      const next = await provider.update(
        "lookout-intune-connector",
        inPlaintext(outs) as State,
        await checked({ ...declared, acknowledgement }),
      );
      assert.equal((inPlaintext(next.acknowledgedSettings) as State).errorEmail, "soc@contoso.com");
      assert.equal(plainPart(next.acknowledgedSettings), undefined);
    });

    it("is refused by cause and fix alone, without the property that Pulumi would print with its value", async () => {
      const wrong = { ...declared, errorEmail: "soc-at-contoso", heartbeatMinutes: 0 };
      const { failures } = await provider.check(wrong);
      assert.deepEqual(
        failures.map(({ property }) => property),
        ["heartbeatMinutes", ""],
      );
      assert.match(failures[1]?.reason ?? "", /^a secret input is wrong: .*email/);
      assert.ok(!JSON.stringify(failures).includes("soc-at-contoso"));
    });

    it("is updated once when a value becomes secret or no longer is, and then no more", async () => {
      const plain = (await provider.create(await checked(settings))).outs;
      const marked = inPlaintext((await provider.create(await checked(declared))).outs) as State;
      const changes = async (olds: State, news: State) =>
        (await provider.diff("lookout-intune-connector", olds, await checked(news))).changes;
      assert.equal(await changes(plain, declared), true);
      assert.equal(await changes(marked, settings), true);
      assert.equal(await changes(marked, declared), false);
      assert.equal(await changes(plain, settings), false);
    });

    it("has nothing to do with secrets where there are none", async () => {
      const { inputs } = await provider.check(settings);
      const { outs } = await provider.create(inputs);
      assert.deepEqual(plainPart({ inputs, outs }), { inputs, outs });
      assert.ok(!("secretInputs" in outs));
    });
  });

  describe("in Intune", () => {
    let fixture: IntuneFixture;
    const policy = {
      platform: "ios",
      displayName: "Canary policy",
      maximumThreatLevel: "low",
      secretInputs: ["/displayName", "/maximumThreatLevel"],
    };
    const texts = textsToHide({ name: policy.displayName });
    const checked = async (news: State) => inPlaintext(await fixture.checked(news)) as State;

    before(async () => {
      fixture = await IntuneFixture.start("IntuneCompliancePolicy");
    });
    after(() => fixture.end());

    it("stays secret in state, in a refresh, in the removal's effect and in what a failed update leaves", async () => {
      const { id, outs } = await fixture.provider.create(await checked(policy));
      assert.ok(!JSON.stringify(plainPart(outs)).includes("Canary"));
      assert.deepEqual(outs.maximumThreatLevel, secret("low"));
      assert.equal(outs.platform, "ios");
      const stored = inPlaintext(outs) as State;
      assert.match(String(stored.removalEffect), /Canary policy/);

      const read = await fixture.provider.read(id, stored);
      assert.ok(!JSON.stringify(plainPart(read)).includes("Canary"));
      assert.deepEqual(read.inputs?.displayName, secret("Canary policy"));

      const path = `/deviceManagement/deviceCompliancePolicies/${id}`;
      await fixture.fixture.faults({ path, method: "PATCH", kind: { is: "status", status: 400 } });
      const changed = await checked({ ...policy, maximumThreatLevel: "high" });
      const failure = await failureOf(fixture.provider.update(id, stored, changed));
      await fixture.fixture.faults();
      assert.ok(failure.partial !== undefined, failure.message);
      assert.ok(!JSON.stringify(plainPart(failure.partial)).includes("Canary"));
      assert.deepEqual(failure.partial.properties.secretInputs, policy.secretInputs);
    });

    it("is in no error and no log", async () => {
      const inputs = await checked({ ...policy, displayName: "Canary twice" });
      await fixture.provider.create(inputs);
      const { message } = await failureOf(fixture.provider.create(inputs));
      assert.match(message, /^Intune already has the compliance policy named "\[secret\]"/);
      const id = "00000000-0000-4000-8000-000000000000";
      await fixture.provider.check({ ...policy, adopt: true, adoption: 'adopts "Canary policy": nothing changes' });
      await fixture.provider.printed(/IntuneCompliancePolicy: adopts "\[secret\]": nothing changes/);
      await assert.rejects(fixture.provider.update(id, { ...inputs, tenantId: id }, inputs));
      for (const text of [...texts, "Canary twice"]) assert.ok(!fixture.provider.output().includes(text));
    });
  });

  it("whose domains become a digest has a secret digest", async () => {
    const fixture = await Fixture.start("LookoutThreatFeed");
    try {
      const provider = await fixture.provider();
      const feed = { title: "Blocked domains", domains: ["canary.example"], secretInputs: ["/domains"] };
      const { inputs, failures } = await provider.check(feed);
      assert.deepEqual(failures, []);
      assert.deepEqual([inputs.title, plainPart(inputs.domainsDigest)], ["Blocked domains", undefined]);
    } finally {
      await fixture.end();
    }
  });

  it("whose progress names groups shows their names nowhere, and all else", async () => {
    const fixture = await Fixture.start("StagedRollout");
    try {
      const provider = await fixture.provider();
      const objectId = "00000000-0000-4000-8000-000000000001";
      const rollout = {
        rings: ["pilot"],
        reached: "pilot",
        groups: { pilot: { objectId, displayName: "Canary pilot" } },
        secretInputs: ["/groups/pilot/displayName"],
      };
      const { inputs } = await provider.check(rollout);
      assert.deepEqual(plainPart(inputs), {
        ...rollout,
        groups: { pilot: { objectId, displayName: undefined } },
        protected: undefined,
      });
    } finally {
      await fixture.end();
    }
  });
});
