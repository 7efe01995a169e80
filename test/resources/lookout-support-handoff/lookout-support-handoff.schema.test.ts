import assert from "node:assert/strict";
import { revisionOf } from "../../../model/revision";
import { findProblems } from "../../../model/validation";
import { describeHandoffChanges, writeHandoffMail } from "../../../resources/lookout-support-handoff/handoff-mail";
import { evaluateHandoff } from "../../../resources/lookout-support-handoff/handoff-record";
import {
  existingTenantWarning,
  handoffSenderSchema,
  normalizeHandoff,
  type SupportHandoffFacts,
} from "../../../resources/lookout-support-handoff/lookout-support-handoff.schema";

const facts: SupportHandoffFacts = {
  tenantId: "11111111-1111-4111-8111-111111111111",
  fullAccessGroupId: "22222222-2222-4222-8222-222222222222",
  restrictedAccessGroupId: "33333333-3333-4333-8333-333333333333",
};
const primaryContact = { name: "Ada Park", email: "ada.park@contoso.com" };
const recordOf = (revision: string) => ({ revision, by: "Kim", at: "2026-01-31T09:00:00Z" });
const sentRecord = (sent: SupportHandoffFacts) => evaluateHandoff(sent, recordOf(revisionOf(sent)));
const unsent = evaluateHandoff(facts, undefined);

describe("the mail to Lookout Enterprise Support", () => {
  it("holds the ids that Lookout needs, each with its role, whom to answer, and no more", () => {
    const { to, text } = writeHandoffMail(facts, { primaryContact }, unsent);
    assert.equal(to, "enterprisesupport@lookout.com");
    assert.equal(
      text,
      [
        "Hello Lookout Enterprise Support,",
        "",
        "Please set up the integration with Microsoft Intune for the Entra tenant:",
        "",
        "  Microsoft Entra tenant (directory) ID:",
        "    11111111-1111-4111-8111-111111111111",
        "  Full access group, object ID (edits everything):",
        "    22222222-2222-4222-8222-222222222222",
        "  Restricted access group, object ID (no access to several configuration and enrollment modules, read-only on Security policy):",
        "    33333333-3333-4333-8333-333333333333",
        "",
        "Members of these groups are to sign in to the Lookout console with the role that the group is named for.",
        "Our primary contact is Ada Park, ada.park@contoso.com.",
        "Please send the link with which our Global Administrator gives consent there.",
        "",
        `Our reference: ${revisionOf(facts)}`,
        "",
      ].join("\n"),
    );
  });

  it("asks to send the link back where it names no primary contact", () => {
    const { text } = writeHandoffMail(facts, {}, unsent);
    assert.match(text, /Please send us the link with which our Global Administrator gives consent\.$/m);
    assert.doesNotMatch(text, /primary contact|undefined/);
  });

  it("accepts a primary contact with a name and an address only", () => {
    const problemsOf = (contact: object) =>
      findProblems(handoffSenderSchema, { primaryContact: contact }).map(({ path }) => path);
    assert.deepEqual(problemsOf(primaryContact), []);
    assert.deepEqual(problemsOf({ name: "", email: "Ada" }), ["primaryContact.name", "primaryContact.email"]);
    assert.deepEqual(problemsOf({ name: "Ada" }), ["primaryContact.email"]);
  });

  it("requests a new Lookout tenant if the existing one cannot be used", () => {
    const text = (lookoutTenant: "none" | "tied" | "separate") =>
      writeHandoffMail({ ...facts, lookoutTenant }, {}, unsent).text;
    assert.match(text("separate"), /not associated with this Entra tenant[^]*create a new one/);
    assert.match(text("tied"), /is associated with this Entra tenant/);
    assert.match(text("none"), /have no Lookout tenant yet/);
  });

  it("leads with what changed since the last one, id by id, names the contact, and asks for nothing again", () => {
    const moved = "44444444-4444-4444-8444-444444444444";
    const { restrictedAccessGroupId, ...kept } = facts;
    const now = { ...kept, fullAccessGroupId: moved, readOnlyAccessGroupId: moved, lookoutTenant: "none" as const };
    const record = sentRecord(facts);
    assert.deepEqual(describeHandoffChanges(record.sentIds, now), [
      `Full access group, object ID: ${facts.fullAccessGroupId} becomes ${moved}`,
      `Restricted access group, object ID: remove ${restrictedAccessGroupId ?? ""}`,
      `Read-only access group, object ID: add ${moved}`,
    ]);
    const sender = { organization: "Contoso", contactName: "Kim", primaryContact };
    const { subject, text } = writeHandoffMail(now, sender, record);
    assert.match(subject, /changed/);
    assert.match(
      text,
      /of Contoso that we sent you before have changed[^]*becomes[^]*Everything as it is now[^]*contact is Ada Park[^]*\nKim\n/,
    );
    assert.doesNotMatch(text, /gives consent|no Lookout tenant|create/);
  });

  it("has the same revision for the same ids in other case, for another sender, and for another answer", () => {
    const upper = normalizeHandoff({ ...facts, tenantId: facts.tenantId.toUpperCase(), lookoutTenant: "tied" });
    assert.equal(evaluateHandoff(upper, undefined).revision, revisionOf(facts));
  });
});

describe("the record of the mail", () => {
  it("names the ids with or without an answer, as earlier releases named them, and the mail keeps that name", () => {
    for (const lookoutTenant of [undefined, "none", "tied", "separate"] as const) {
      const revision = revisionOf({ ...facts, lookoutTenant });
      for (const answer of [undefined, "none", "tied", "separate"] as const) {
        const evaluated = evaluateHandoff({ ...facts, lookoutTenant: answer }, recordOf(revision));
        assert.deepEqual([evaluated.status, evaluated.revision], ["sent", revision]);
      }
    }
    assert.equal(evaluateHandoff(facts, recordOf("r-0123456789ab")).status, "to be sent");
  });

  it("asks which ids Lookout has if that is unknown, and requests no new tenant", () => {
    const unknown = evaluateHandoff(facts, recordOf("r-0123456789ab"));
    const { text } = writeHandoffMail({ ...facts, lookoutTenant: "none" }, {}, unknown);
    assert.match(text, /You may have them from us already[^]*whether a Lookout tenant is associated/);
    assert.doesNotMatch(text, /create/);
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
