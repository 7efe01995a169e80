import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { LookoutIntuneIntegration } from "pulumi-lookout-intune";
import { EnrollmentMonitoring } from "pulumi-lookout-intune/monitoring";
import { projectConfigSchema } from "../../stack-config/stack-config.schema";
import { parseConfig } from "../../stack/config";
import { mockPulumi, runProgram } from "../components/pulumi-mocks";
import { rawConfig, validConfig } from "./valid-config";

const workspace = "/subscriptions/1/resourceGroups/a/providers/Microsoft.OperationalInsights/workspaces";

/** A config with every section, and a text or number in each that occurs nowhere else. */
const sections = {
  "lookout-intune:supportHandoff": { lookoutTenant: "none", organization: "Canary Industries" },
  "lookout-intune:tenantConsent": { applicationName: "Canary application" },
  "lookout-intune:accessGroups": { full: { displayName: "Canary administrators", protect: true } },
  "lookout-intune:enrollmentGroups": { pilot: { displayName: "Canary pilot" }, staff: { displayName: "Canary staff" } },
  "lookout-intune:rollout": { rings: ["pilot", "staff"], reached: "pilot", pilotUntil: "2033-03-07" },
  "lookout-intune:connector": { heartbeatMinutes: 7301, errorEmail: "canary-errors@contoso.example" },
  "lookout-intune:enrollmentSettings": { daysUntilDisconnected: 73 },
  "lookout-intune:threatClassifications": { presets: ["project-malware-1"], risks: { ADWARE: "medium" } },
  "lookout-intune:notificationPreferences": {
    recipients: [{ email: "canary-reader@contoso.example", notifications: { Daily: true } }],
  },
  "lookout-intune:threatFeed": { title: "Canary feed", domains: ["canary.example"] },
  "lookout-intune:intuneConnector": { android: {}, ios: {} },
  "lookout-intune:lookoutForWork": { ios: { configuration: { Site: "canary-site" } }, android: {} },
  "lookout-intune:compliance": { ios: { displayName: "Canary compliance", maximumThreatLevel: "low" } },
  "lookout-intune:appProtection": {
    ios: { displayName: "Canary protection", maximumThreatLevel: "low", apps: "allCoreMicrosoftApps" },
  },
  "lookout-intune:conditionalAccess": {
    includedApplications: ["Office365"],
    displayName: "Canary access",
    breakGlassGroup: { displayName: "Canary emergency access" },
  },
  "lookout-intune:diagnosticSettings": { workspaceId: `${workspace}/canary-diagnostics` },
  "lookout-intune:monitoring": {
    resourceGroupName: "canary-resources",
    location: "westeurope",
    emails: ["canary-alerts@contoso.example"],
  },
  "lookout:acknowledged": { connector: { revision: "r-0123456789ab", by: "canary-kim", at: "2026-01-31T09:00:00Z" } },
};
const canaries = /canary|2033-03-07|7301/i;
/** Policies accept object ids alone. */
const groupIds = Object.fromEntries(
  [
    "access-full",
    "enrollment-group-pilot-group",
    "enrollment-group-staff-group",
    "conditional-access-break-glass-group",
  ].map((group, index) => [`lookout-${group}`, { objectId: `00000000-0000-4000-8000-00000000000${String(index)}` }]),
);
const secretKeys = Object.keys(sections);

/** A value as Pulumi stores it, without its secrets. */
function plainPart(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plainPart);
  if (value === null || typeof value !== "object") return value;
  if ("4dabf18193072939515e22adb298388d" in value) return "[secret]";
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, plainPart(member)]));
}

// That the values stay secret in outputs and state is shown on the real engine.
describe("a secret section of the stack's config", () => {
  const declare = async (secrets: readonly string[]) => {
    const raw = rawConfig(sections, secrets);
    const { config, monitoring, problems } = parseConfig(raw, { ARM_SUBSCRIPTION_ID: "1" });
    assert.deepEqual(problems, []);
    assert.ok(config !== undefined && monitoring !== undefined);
    const mocked = await mockPulumi({ outputs: groupIds });
    await runProgram(() => {
      const { nextSteps, runbook, runbookPage } = new LookoutIntuneIntegration("lookout", config);
      const { workspaceId, alertRuleIds, recordTo } = new EnrollmentMonitoring("monitoring", monitoring);
      return { nextSteps, runbook, runbookPage, workspaceId, alertRuleIds, recordTo };
    });
    return mocked.declared;
  };

  it("is every section that there is", () => {
    const known = Object.keys(projectConfigSchema.shape).filter((key) => key !== "policy");
    assert.deepEqual(
      known.filter((key) => !secretKeys.includes(`lookout-intune:${key}`)),
      [],
    );
  });

  it("reaches every resource as secrets alone, and leaves the resources' names plain", async () => {
    const declared = await declare(secretKeys);
    for (const { name, inputs } of declared) {
      assert.doesNotMatch(JSON.stringify(plainPart(inputs)), canaries, name);
    }
    const names = (await declare([])).map(({ name }) => name);
    assert.deepEqual(declared.map(({ name }) => name).sort(), names.sort());
    assert.ok(names.includes("lookout-enrollment-group-pilot"));
    const inputsOf = (name: string) => declared.find((one) => one.name === name)?.inputs ?? {};
    const { daysUntilDisconnected, secretInputs } = inputsOf("lookout-enrollment-settings");
    assert.equal(plainPart(daysUntilDisconnected), "[secret]");
    assert.deepEqual(secretInputs, ["/daysUntilDisconnected"]);
    assert.equal(plainPart(inputsOf("lookout-threat-classifications").risks), "[secret]");
  });

  it("leaves the others as they are", async () => {
    const declared = await declare(["lookout-intune:enrollmentSettings"]);
    const secret = declared.filter(({ inputs }) => JSON.stringify(inputs) !== JSON.stringify(plainPart(inputs)));
    assert.deepEqual(
      secret.map(({ name }) => name),
      ["lookout-enrollment-settings"],
    );
  });

  it("is in no message about the config", () => {
    const raw = rawConfig(
      {
        ...sections,
        "lookout-intune:accessGroups": { full: { displayName: "Canary pilot" } },
        "lookout-intune:rollout": { rings: ["pilot", "canary-ring"], reached: "canary-rung" },
        "lookout-intune:connector": { heartbeatMinutes: 0, errorEmail: "canary" },
        "lookout-intune:enrollmentSettings": { daysUntilDisconnected: 7301 },
        "lookout-intune:tenantConsent": { applicationId: "canary" },
      },
      secretKeys,
    );
    const { problems } = parseConfig(raw, { ARM_SUBSCRIPTION_ID: "1" });
    assert.ok(problems.length >= 6, JSON.stringify(problems));
    assert.doesNotMatch(JSON.stringify(problems), canaries);
  });

  it("is in no error of a component, which names the setting", async () => {
    await mockPulumi({ groups: {} });
    const existingObjectId = pulumi.secret("cccccccc-0000-4000-8000-000000000000");
    await assert.rejects(
      runProgram(() => {
        const { config } = parseConfig(rawConfig(validConfig));
        assert.ok(config !== undefined);
        const accessGroups = { full: { existingObjectId } };
        const { fullAccessGroupId } = new LookoutIntuneIntegration("lookout", { ...config, accessGroups });
        return { fullAccessGroupId };
      }),
      ({ message }: Error) => {
        assert.match(message, /full\.existingObjectId is \[secret\], and the group could not be read/);
        assert.doesNotMatch(message, /cccccccc/);
        return true;
      },
    );
  });
});
