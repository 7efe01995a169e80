import assert from "node:assert/strict";
import {
  describeHandoffChanges,
  existingTenantWarning,
  normaliseHandoff,
  revisionOf,
  writeHandoffMail,
  type SupportHandoffFacts,
} from "../../domain";

const facts: SupportHandoffFacts = {
  tenantId: "11111111-1111-4111-8111-111111111111",
  fullAccessGroupId: "22222222-2222-4222-8222-222222222222",
  readOnlyAccessGroupId: "33333333-3333-4333-8333-333333333333",
};

describe("the mail to Lookout Enterprise Support", () => {
  it("holds the ids that Lookout needs, and no more", () => {
    const { to, text } = writeHandoffMail(facts, {}, []);
    assert.equal(to, "enterprisesupport@lookout.com");
    const ids = text.match(/[0-9a-f]{8}-[0-9a-f-]{27}/g);
    assert.deepEqual(ids, [facts.tenantId, facts.fullAccessGroupId, facts.readOnlyAccessGroupId]);
    assert.doesNotMatch(text, /Restricted|undefined/);
    assert.ok(text.includes(revisionOf(facts)));
  });

  it("asks for a new Lookout tenant where the existing one cannot be used", () => {
    const text = (lookoutTenant: "none" | "tied" | "separate") =>
      writeHandoffMail({ ...facts, lookoutTenant }, {}, []).text;
    assert.match(text("separate"), /not associated with this Entra tenant[^]*create a new one/);
    assert.match(text("tied"), /is associated with this Entra tenant/);
    assert.match(text("none"), /have no Lookout tenant yet/);
  });

  it("leads with what changed since the last one, id by id", () => {
    const moved = "44444444-4444-4444-8444-444444444444";
    const { readOnlyAccessGroupId, ...kept } = facts;
    const now = { ...kept, fullAccessGroupId: moved, restrictedAccessGroupId: moved };
    const changes = describeHandoffChanges(facts, now);
    assert.deepEqual(changes, [
      `Full access group, object ID: ${facts.fullAccessGroupId} becomes ${moved}`,
      `Restricted access group, object ID: add ${moved}`,
      `Read-only access group, object ID: remove ${readOnlyAccessGroupId ?? ""}`,
    ]);
    const { subject, text } = writeHandoffMail(now, { organisation: "Contoso", contactName: "Kim" }, changes);
    assert.match(subject, /changed/);
    assert.match(
      text,
      /of Contoso that we sent you before have changed[^]*becomes[^]*Everything as it is now[^]*\nKim\n/,
    );
    assert.doesNotMatch(text, /gives consent/);
  });

  it("has the same revision for the same ids in other case, and for another sender", () => {
    const upper = { ...facts, tenantId: facts.tenantId.toUpperCase() };
    assert.equal(revisionOf(normaliseHandoff(upper)), revisionOf(normaliseHandoff(facts)));
  });
});

describe("the warning of an existing Lookout tenant", () => {
  it("is given until somebody answered that there is none or that it is tied", () => {
    assert.match(existingTenantWarning(undefined, "the.setting") ?? "", /set the\.setting to none, tied or separate/);
    assert.match(existingTenantWarning("separate", "x") ?? "", /cannot be used/);
    assert.equal(existingTenantWarning("none", "x"), undefined);
    assert.equal(existingTenantWarning("tied", "x"), undefined);
  });
});
