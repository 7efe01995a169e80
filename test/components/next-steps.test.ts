import assert from "node:assert/strict";
import { describeNextSteps, type IntegrationState } from "../../components/next-steps";

const settled = { revision: "r-0123456789ab", consoleStatus: null };
const inGateway: IntegrationState = {
  mode: "gateway",
  tenantId: "tenant-id",
  fullAccessGroupId: "full-id",
  enrollmentGroupNames: ["Lookout Pilot"],
  connector: settled,
  enrollmentSettings: settled,
  intuneConnected: true,
};
const inConsole: IntegrationState = {
  ...inGateway,
  mode: "console",
  connector: { revision: "r-aaaaaaaaaaaa", consoleStatus: "awaiting console" },
  enrollmentSettings: { revision: "r-bbbbbbbbbbbb", consoleStatus: "acknowledged" },
};

describe("The next steps", () => {
  it("name, in order, what nobody but a person can do", () => {
    const steps = describeNextSteps(inGateway);

    assert.equal(steps.length, 6);
    assert.match(steps[0] ?? "", /already has a Lookout tenant.*not tied to Entra tenant tenant-id cannot be used/);
    assert.match(
      steps[1] ?? "",
      /enterprisesupport@lookout\.com: Entra tenant tenant-id, full access group full-id\.$/,
    );
    assert.match(steps[2] ?? "", /Global Administrator opens https:\/\/aad\.lookout\.com\/les\?action=consent/);
    assert.match(steps[3] ?? "", /into group full-id \(full access\)\.$/);
    assert.match(steps[4] ?? "", /into "Lookout Pilot": directly/);
    assert.match(steps[5] ?? "", /This release does not manage these/);
  });

  it("mail the ids of the optional groups, too, and keep their members apart", () => {
    const steps = describeNextSteps({
      ...inGateway,
      restrictedAccessGroupId: "some-id",
      readOnlyAccessGroupId: "ro-id",
    });

    assert.match(steps[1] ?? "", /full-id, restricted access group some-id, read-only access group ro-id\.$/);
    assert.match(steps[3] ?? "", /nobody into two of them/);
  });

  it("ask for the console entry of the one revision that nobody recorded", () => {
    const entries = describeNextSteps(inConsole).filter((step) => step.includes("lookout:acknowledged"));

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
    const connector = { revision: "r-aaaaaaaaaaaa", consoleStatus: "contradicted" as const };

    assert.match(
      describeNextSteps({ ...inConsole, connector }).join("\n"),
      /What Lookout shows contradicts the record/,
    );
  });

  it("ask for no console entry in gateway mode", () => {
    assert.doesNotMatch(describeNextSteps(inGateway).join("\n"), /lookout:acknowledged|runbook/);
  });

  it("ask for another update while Intune does not list Lookout, and say that nothing is enforced", () => {
    const steps = describeNextSteps({ ...inConsole, intuneConnected: false }).join("\n");

    assert.match(steps, /then run "pulumi up" again: .* nothing is enforced/);
    assert.doesNotMatch(describeNextSteps(inConsole).join("\n"), /nothing is enforced/);
  });
});
