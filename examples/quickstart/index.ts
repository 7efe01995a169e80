import * as pulumi from "@pulumi/pulumi";
import { ConfigurationMode, DeviceThreatLevel, LookoutIntuneIntegration, WhenAppMissing } from "pulumi-lookout-intune";

const lookout = new pulumi.Config("lookout");

const integration = new LookoutIntuneIntegration("lookout", {
  // console: a person enters Lookout's own settings, led by the runbook. gateway: your configuration gateway applies them.
  mode: lookout.get<ConfigurationMode>("mode") ?? ConfigurationMode.Console,

  // Who may open Lookout's console; nobody may be in both. Restricted access: no access to several configuration and enrollment
  // modules, read-only on Security policy.
  accessGroups: {
    full: { displayName: "Quickstart: Lookout console, full access" },
    restricted: { displayName: "Quickstart: Lookout console, restricted access" },
  },

  // Whose devices Lookout enrolls: a test group first. Add groups under further keys as the rollout grows, and set `rollout` to how far it went.
  enrollmentGroups: { pilot: { displayName: "Quickstart: Lookout pilot" } },

  // Lookout's side.
  connector: { heartbeatMinutes: 60, errorEmail: "soc@contoso.example" },
  enrollmentSettings: { daysUntilDisconnected: 30 },

  // Intune's side: both platforms, with the defaults.
  intuneConnector: { android: {}, ios: {} },

  // The app, for the people in the groups above. For Android a person approves it in managed Google Play first.
  lookoutForWork: { ios: {}, android: { whenMissing: WhenAppMissing.Continue } },

  // From which threat level on a device is not compliant.
  compliance: {
    ios: { maximumThreatLevel: DeviceThreatLevel.Low },
    androidWorkProfile: { maximumThreatLevel: DeviceThreatLevel.Low },
  },
});

/** To be mailed to Lookout Enterprise Support. */
export const tenantId = integration.tenantId;
export const fullAccessGroupId = integration.fullAccessGroupId;
export const restrictedAccessGroupId = integration.restrictedAccessGroupId;

/** Where it stands. */
export const statuses = integration.statuses;
export const intuneConnected = integration.intuneConnected;

/** What is left to do. */
export const runbook = integration.runbook;
export const nextSteps = integration.nextSteps;
