import assert from "node:assert/strict";
import { describeNextSteps, type IntegrationState } from "../../components/next-steps";

const inGateway: IntegrationState = {
  mode: "gateway",
  tenantId: "tenant-id",
  handoff: { revision: "r-cccccccccccc", status: "to be sent" },
  consentStatus: "not checked",
  fullAccessGroupId: "full-id",
  enrollmentGroupNames: ["Lookout Pilot"],
  revisions: { connector: "r-aaaaaaaaaaaa", enrollmentSettings: "r-bbbbbbbbbbbb" },
  statuses: { connector: null, enrollmentSettings: null },
  intuneConnected: true,
  protection: { app: false, compliance: false, appProtection: false },
};
const inConsole: IntegrationState = {
  ...inGateway,
  mode: "console",
  statuses: { connector: "awaiting console", enrollmentSettings: "acknowledged" },
};

describe("The next steps", () => {
  it("name, in order, what nobody but a person can do", () => {
    const steps = describeNextSteps(inGateway);

    assert.equal(steps.length, 6);
    assert.match(steps[0] ?? "", /already has a Lookout tenant.*not tied to Entra tenant tenant-id cannot be used/);
    assert.match(
      steps[1] ?? "",
      /"handoffMail" to enterprisesupport@lookout\.com.*acknowledged\.supportHandoff to \{revision: r-cccccccccccc/,
    );
    assert.match(steps[2] ?? "", /Global Administrator opens https:\/\/aad\.lookout\.com\/les\?action=consent/);
    assert.match(steps[3] ?? "", /into group full-id \(full access\)\.$/);
    assert.match(steps[4] ?? "", /into "Lookout Pilot": directly/);
    assert.match(
      steps[5] ?? "",
      /Nothing is enforced on phones without the Lookout for Work app .* and compliance or app/,
    );
  });

  it("leave out what was answered, recorded or seen", () => {
    const steps = describeNextSteps({
      ...inGateway,
      lookoutTenant: "none",
      handoff: { revision: "r-cccccccccccc", status: "sent" },
      consentStatus: "found",
    });

    assert.equal(steps.length, 3);
    assert.doesNotMatch(steps.join("\n"), /Lookout tenant|enterprisesupport|consent/);
    const [first] = describeNextSteps({ ...inGateway, lookoutTenant: "separate" });
    assert.match(first ?? "", /Wait for the new Lookout tenant/);
  });

  it("keep the members of several access groups apart", () => {
    const steps = describeNextSteps({
      ...inGateway,
      restrictedAccessGroupId: "some-id",
      readOnlyAccessGroupId: "ro-id",
    });

    assert.match(steps[3] ?? "", /nobody into two of them/);
  });

  it("ask for the console entry of the one revision that nobody recorded", () => {
    const entries = describeNextSteps(inConsole).filter((step) => step.startsWith("Nobody has recorded"));

    assert.equal(entries.length, 1);
    assert.match(
      entries[0] ?? "",
      /^Nobody has recorded that Lookout's Intune connector settings, revision r-aaaaaaaaaaaa,/,
    );
    assert.match(
      entries[0] ?? "",
      /lookout:acknowledged\.connector to \{revision: r-aaaaaaaaaaaa, by: <who>, at: <when>\}/,
    );
  });

  it("say that the record is contradicted where it is", () => {
    const statuses = { ...inConsole.statuses, connector: "contradicted" as const };

    assert.match(
      describeNextSteps({ ...inConsole, statuses }).join("\n"),
      /What can be seen contradicts the record that Lookout's Intune connector settings/,
    );
  });

  it("ask for no console entry in gateway mode", () => {
    assert.doesNotMatch(describeNextSteps(inGateway).join("\n"), /recorded that|runbook/);
  });

  it("ask for another update while Intune does not list Lookout, and say that nothing is enforced", () => {
    const steps = describeNextSteps({ ...inConsole, intuneConnected: false }).join("\n");

    assert.match(steps, /then run "pulumi up" again: .* nothing is enforced/);
    assert.doesNotMatch(describeNextSteps(inConsole).join("\n"), /nothing is enforced/);
  });

  it("ask for no more once app and policies are declared, and for the approval that only a person can give", () => {
    const protection = { app: true, compliance: false, appProtection: true };
    const last = (more: object) =>
      describeNextSteps({ ...inGateway, protection: { ...protection, ...more } }).at(-1) ?? "";

    assert.match(last({ androidFound: true }), /^Put the users/);
    assert.match(last({ androidFound: false }), /^Approve Lookout for Work .* in managed Google Play/);
  });

  const policy: NonNullable<IntegrationState["protection"]["conditionalAccess"]> = {
    displayName: "Compliant device",
    state: "enabledForReportingButNotEnforced",
    breakGlassGroupId: "emergency-id",
    everyApp: false,
    unmetControls: [],
  };
  const accessSteps = (conditionalAccess?: Partial<typeof policy>) =>
    describeNextSteps({
      ...inGateway,
      protection: {
        ...{ app: true, compliance: true, appProtection: false },
        ...(conditionalAccess && { conditionalAccess: { ...policy, ...conditionalAccess } }),
      },
    }).slice(5);

  it("say that compliance alone keeps nobody out", () => {
    const [only, ...others] = accessSteps();
    assert.match(only ?? "", /keeps its access unless a Conditional Access policy asks .*conditionalAccess\)\.$/);
    assert.deepEqual(others, []);
  });

  it("ask who is in the break-glass group, and for a look at the report before the policy is enforced", () => {
    const [group, report, ...others] = accessSteps({});
    assert.match(group ?? "", /group emergency-id holds the emergency access accounts and nobody else/);
    assert.match(report ?? "", /"Compliant device" only reports\. Look .*Report-only.* set .*\.state to enabled\.$/);
    assert.deepEqual(others, []);
  });

  it("say once the policy is enforced only who is left out, and what it asks for that is not declared", () => {
    assert.equal(accessSteps({ state: "enabled" }).length, 1);
    const [, missing] = accessSteps({ state: "enabled", unmetControls: ["a compliance policy for iOS"] });
    assert.match(missing ?? "", /asks for more than this stack declares: a compliance policy for iOS\. Declare it/);
    const [, everyApp] = accessSteps({ state: "enabled", everyApp: true });
    assert.match(everyApp ?? "", /guards all apps\. Try .*excludedApplications\.$/);
    const [, off] = accessSteps({ state: "disabled" });
    assert.match(off ?? "", /is switched off/);
  });
});
