import assert from "node:assert/strict";
import { describeNextSteps, listNextSteps, type IntegrationState } from "../../../components/next-steps/next-steps";
import { describeAddConnectorStep } from "../../../model/add-connector-step";
import { connectorStageOf } from "../../../model/connector-stage";

const inGateway: IntegrationState = {
  mode: "gateway",
  tenantId: "tenant-id",
  handoff: { revision: "r-cccccccccccc", status: "to be sent", listsChanges: false, namesContact: true },
  consentStatus: "not checked",
  fullAccessGroupId: "full-id",
  enrollmentGroupNames: ["Lookout Pilot"],
  revisions: { connector: "r-aaaaaaaaaaaa", enrollmentSettings: "r-bbbbbbbbbbbb" },
  statuses: { connector: null, enrollmentSettings: null },
  intuneConnected: true,
  devices: null,
  connectorStage: "set up",
  partnerState: "enabled",
  intunePolicies: { app: false, compliance: false, appProtection: false },
};
const inConsole: IntegrationState = {
  ...inGateway,
  mode: "console",
  statuses: { connector: "awaiting console", enrollmentSettings: "acknowledged" },
};

describe("The next steps", () => {
  it("name, in order, what nobody but a person can do", () => {
    const steps = describeNextSteps(inGateway);

    const expected = [
      /^The operator of this stack: Find out .*already has a Lookout tenant.*not tied to Entra tenant tenant-id cannot be used/,
      /^The owners of the groups: Add the administrators of Lookout's console to group full-id \(full access\)/,
      /"handoffMail" to enterprisesupport@lookout\.com.*acknowledged\.supportHandoff to \{revision: r-cccccccccccc/,
      /^A Global Administrator: .* open https:\/\/aad\.lookout\.com\/les\?action=consent/,
      /to "Lookout Pilot": directly/,
      /This stack does not assign the Lookout for Work app/,
      /^The owners of the devices: Once Lookout for Work is on a phone/,
      /Nothing is enforced on phones without compliance or app/,
    ];
    assert.equal(steps.length, expected.length);
    for (const [at, pattern] of expected.entries()) assert.match(steps[at] ?? "", pattern);
  });

  it("tell the Global Administrator what the link opens, what fails before, and that later sign-ins do not need the role", () => {
    const consent = listNextSteps(inGateway).find(({ action }) => action.id === "consent");

    assert.equal(consent?.action.by, "a Global Administrator");
    assert.match(
      consent.text,
      /mailed the link to your primary contact: open https:\/\/aad\.lookout\.com\/les\?action=consent/,
    );
    assert.match(consent.text, /choose Accept; Lookout's console opens\. Before that, .* "Bad Login Error"\./);
    assert.match(consent.text, /Later sign-ins \(https:\/\/aad\.lookout\.com\) do not need this role\.$/);
  });

  it("ask to compare and record, where Lookout and Intune were in contact before the stack", () => {
    const found: IntegrationState = { ...inConsole, integratedBefore: true };
    const textOf = (id: string, state = found) =>
      listNextSteps(state).find(({ action }) => action.id === id)?.text ?? "";
    assert.match(
      textOf("support-handoff"),
      /in contact before this stack.*send the mail .* only if they differ.*Record it/,
    );
    assert.equal(textOf("consent"), "");
    assert.match(textOf("consent", { ...found, consentStatus: "missing" }), /choose Accept/);
    assert.match(
      textOf("lookout-connector"),
      /Compare them with what stands at https:\/\/aad\.lookout\.com as in the output "runbook"/,
    );
    assert.match(textOf("lookout-connector", inConsole), /Enter them at/);
  });

  it("leave out what was answered, recorded or seen", () => {
    const steps = describeNextSteps({
      ...inGateway,
      lookoutTenant: "none",
      handoff: { ...inGateway.handoff, status: "sent", namesContact: false },
      consentStatus: "found",
    });

    assert.equal(steps.length, 5);
    assert.doesNotMatch(steps.join("\n"), /Lookout tenant|enterprisesupport|consent/);
  });

  it("begin with the Lookout tenant that cannot be used, and wait for the new one only after it was requested", () => {
    const first = (status: "sent" | "to be sent", listsChanges = false) =>
      describeNextSteps({
        ...inGateway,
        lookoutTenant: "separate",
        handoff: { ...inGateway.handoff, status, listsChanges },
      })[0];

    assert.match(
      first("to be sent") ?? "",
      /Set up nothing in the existing Lookout tenant: .* tenant-id and cannot be/,
    );
    assert.doesNotMatch(first("to be sent") ?? "", /Wait/);
    for (const later of [first("sent"), first("to be sent", true)]) {
      assert.match(later ?? "", /Wait for the new Lookout tenant.*Set up nothing in the existing one/);
    }
  });

  it("request the primary contact while the mail is due and names none", () => {
    const named = describeNextSteps(inGateway).join("\n");
    assert.doesNotMatch(named, /no primary contact/);
    const handoff = { ...inGateway.handoff, namesContact: false };
    const mail = describeNextSteps({ ...inGateway, handoff }).find((step) => step.includes("handoffMail"));
    assert.match(mail ?? "", /names no primary contact.*set lookout-intune:supportHandoff\.primaryContact to \{name/);
  });

  it("keep the members of several access groups apart", () => {
    const steps = describeNextSteps({
      ...inGateway,
      restrictedAccessGroupId: "some-id",
      readOnlyAccessGroupId: "ro-id",
    });

    assert.match(
      steps[2] ?? "",
      /some-id \(restricted access: no access to several configuration and .*\) or ro-id \(read only\); nobody may be in two of/,
    );
  });

  it("ask nobody to do something in Lookout's console before people are in the group that opens it", () => {
    const statuses = { connector: "awaiting console", enrollmentSettings: "contradicted" } as const;
    const steps = listNextSteps({ ...inConsole, statuses, threatFeedNote: "Tie the feed.", intuneConnected: false });

    const people = steps.findIndex(({ action }) => action.id === "full-access-members");
    const inLookoutConsole = steps.flatMap(({ action, text }, at) =>
      action.step === "lookout-connector" || /at https:\/\/aad\.lookout\.com|Tie the feed/.test(text) ? [at] : [],
    );
    assert.equal(inLookoutConsole.length, 3);
    assert.ok(people >= 0 && inLookoutConsole.every((at) => at > people));
  });

  it("ask for the console entry of the one revision that nobody recorded", () => {
    const entries = describeNextSteps(inConsole).filter((step) => step.includes("Nobody has recorded"));

    assert.equal(entries.length, 1);
    assert.match(
      entries[0] ?? "",
      /: Nobody has recorded that Lookout's Intune connector settings, revision r-aaaaaaaaaaaa,/,
    );
    assert.match(
      entries[0] ?? "",
      /lookout:acknowledged\.connector to \{revision: r-aaaaaaaaaaaa, by: <who>, at: <when>\}/,
    );
  });

  it("report a contradicted record", () => {
    const statuses = { ...inConsole.statuses, connector: "contradicted" as const };

    assert.match(
      describeNextSteps({ ...inConsole, statuses }).join("\n"),
      /Evidence contradicts the record that Lookout's Intune connector settings/,
    );
  });

  it("ask for no console entry in gateway mode", () => {
    assert.doesNotMatch(describeNextSteps(inGateway).join("\n"), /recorded that|runbook/);
  });

  const atIntune = (state: IntegrationState, partnerState: string | null, intuneConnected = false) => {
    const connectorStage = connectorStageOf(partnerState === null ? undefined : { partnerState });
    return describeNextSteps({ ...state, intuneConnected, connectorStage, partnerState }).join("\n");
  };

  it("name who adds Intune's connector and where, in both modes, as long as nobody has added it", () => {
    for (const state of [inGateway, inConsole]) {
      for (const partnerState of [null, "neverConfigured"]) {
        const steps = atIntune(state, partnerState);
        assert.ok(steps.includes(describeAddConnectorStep()), steps);
        assert.match(steps, /then run "pulumi up" again\. .* nothing is enforced/);
      }
      for (const partnerState of ["notSetUp", "available", "somethingNew"]) {
        assert.ok(!atIntune(state, partnerState).includes("> Add"), partnerState);
      }
    }
    assert.doesNotMatch(describeNextSteps(inConsole).join("\n"), /nothing is enforced/);
  });

  it("wait for Lookout's contact, and report a connector that fails or has an unknown state, also once it is configured", () => {
    assert.match(atIntune(inConsole, "notSetUp"), /After Lookout's connector is created there, wait until .* contact/);
    assert.match(atIntune(inGateway, "unavailable"), /: Wait until Lookout has made contact with Intune, then/);
    assert.match(atIntune(inGateway, "unresponsive", true), /as unresponsive: no heartbeat/);
    assert.match(atIntune(inGateway, "error", true), /as error: the connector reports an error/);
    assert.match(atIntune(inGateway, "somethingNew", true), /as somethingNew, a state that this release does not know/);
  });

  it("ask for no app and no policies once they are declared, and for the approval that only a person can give", () => {
    const intunePolicies = { app: true, compliance: false, appProtection: true };
    const idsOf = (androidFound: boolean) =>
      listNextSteps({ ...inGateway, intunePolicies: { ...intunePolicies, androidFound } }).map(
        ({ action }) => action.id,
      );

    assert.deepEqual(idsOf(true).slice(-2), ["pilot-members", "devices"]);
    assert.deepEqual(idsOf(false).slice(-3), ["pilot-members", "google-play-approval", "devices"]);
  });

  it("request the activation of the app until every device is active", () => {
    const requestsActivation = (devices: IntegrationState["devices"]) =>
      listNextSteps({ ...inGateway, devices }).some(({ action }) => action.id === "devices");

    assert.equal(requestsActivation({ pending: 0, active: 3, disconnected: 0 }), false);
    assert.ok(
      requestsActivation({ pending: 1, active: 3, disconnected: 0 }) &&
        requestsActivation({ pending: 0, active: 3, disconnected: 1 }),
    );
    assert.ok(requestsActivation({ pending: 0, active: 0, disconnected: 0 }) && requestsActivation(null));
  });

  it("end with the next ring, while there is one", () => {
    assert.match(describeNextSteps({ ...inGateway, nextRing: "staff" }).at(-1) ?? "", /rollout\.reached to staff;/);
    assert.doesNotMatch(describeNextSteps(inGateway).join(), /rollout\.reached/);
  });

  const policy: NonNullable<IntegrationState["intunePolicies"]["conditionalAccess"]> = {
    displayName: "Compliant device",
    state: "enabledForReportingButNotEnforced",
    breakGlassGroupId: "emergency-id",
    everyApp: false,
    unmetControls: [],
  };
  const accessSteps = (conditionalAccess?: Partial<typeof policy>) =>
    describeNextSteps({
      ...inGateway,
      intunePolicies: {
        ...{ app: true, compliance: true, appProtection: false },
        ...(conditionalAccess && { conditionalAccess: { ...policy, ...conditionalAccess } }),
      },
    }).slice(6);

  it("cite the page that the person needs: roles, admin centers, how the app is added by hand", () => {
    const steps = (more: Partial<IntegrationState>) => describeNextSteps({ ...inGateway, ...more }).join("\n");
    assert.match(steps({ restrictedAccessGroupId: "some-id" }), /doc\.lookout\.com\S+administrator-permissions/);
    assert.match(steps({}), /Groups are in the Entra admin center, https:\/\/entra\.microsoft\.com\./);
    assert.match(
      steps({}),
      /manually: for enrolled devices .*\/assign-apps, for unenrolled devices \S+\/add-apps-unenrolled-devices\./,
    );
    const intunePolicies = { ...inGateway.intunePolicies, app: true, androidFound: false };
    assert.match(
      steps({ intunePolicies }),
      /Intune admin center, https:\/\/intune\.microsoft\.com, under Apps > Android/,
    );
  });

  it("report that compliance alone keeps nobody out", () => {
    const [only, ...others] = accessSteps();
    assert.match(only ?? "", /keeps its access unless a Conditional Access policy requires .*conditionalAccess\)\.$/);
    assert.deepEqual(others, []);
  });

  it("request a check of the break-glass group, and of the report before the policy is enforced", () => {
    const [group, report, ...others] = accessSteps({});
    assert.match(group ?? "", /group emergency-id contains only the emergency access accounts/);
    assert.match(
      report ?? "",
      /"Compliant device" is in report-only mode\. Review .*Report-only.* set .*\.state to enabled\.$/,
    );
    assert.deepEqual(others, []);
  });

  it("report once the policy is enforced only who is left out, and what it asks for that is not declared", () => {
    assert.equal(accessSteps({ state: "enabled" }).length, 1);
    const [missing] = accessSteps({ state: "enabled", unmetControls: ["a compliance policy for iOS"] });
    assert.match(missing ?? "", /requires more than this stack declares: a compliance policy for iOS\. Declare it/);
    const [, everyApp] = accessSteps({ state: "enabled", everyApp: true });
    assert.match(everyApp ?? "", /applies to all apps\. Test .*excludedApplications\.$/);
    const [, off] = accessSteps({ state: "disabled" });
    assert.match(off ?? "", /is disabled/);
  });
});
