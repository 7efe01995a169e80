import {
  androidDefaults,
  intuneMtdConnectorDefaults,
  iosDefaults,
} from "../../resources/intune-mtd-connector/intune-mtd-connector.schema";
import { azureadTypes, componentTypes, dynamicTypes } from "../../model/resource-types";
import { revisionOf } from "../../model/revision";
import { lookoutForWork } from "../../resources/intune-store-app/intune-store-app.schema";
import { normalizeLookoutConnector } from "../../resources/lookout-connector/lookout-connector.schema";
import { consoleRevisionOf, consoleSettingsTypes } from "../../resources/lookout-settings/console-settings";
import { normalizeThreatClassifications } from "../../resources/lookout-threat-classifications/lookout-threat-classifications.schema";
import type { Resource } from "./policy-process";

export const ids = {
  full: "11111111-1111-4111-8111-111111111111",
  restricted: "22222222-2222-4222-8222-222222222222",
  pilot: "33333333-3333-4333-8333-333333333333",
  staff: "44444444-4444-4444-8444-444444444444",
  breakGlass: "55555555-5555-4555-8555-555555555555",
} as const;

const pilotGroup = { objectId: ids.pilot, displayName: "Lookout Pilot" } as const;
const assigned = { includedGroupIds: [ids.pilot], excludedGroupIds: [] } as const;
const connectorSettings = {
  heartbeatMinutes: 15,
  enrollmentGroupNames: ["Lookout Pilot"],
  deviceStatusSync: true,
  threatStatusSync: true,
  errorEmail: "soc@contoso.com",
};
const enrollmentSettings = { daysUntilDisconnected: 30 };
const risks = {
  risks: { TROJAN: "high", ADWARE: { android: "medium", ios: "low" } },
  deviceGroups: { Executives: { ADWARE: "high" } },
} as const;

/** Yesterday's record that these settings were entered. */
function acknowledged(settings: object) {
  const at = new Date(Date.now() - 24 * 60 * 60 * 1000).toISOString();
  return { mode: "console", acknowledgement: { revision: revisionOf(settings), by: "ada", at } };
}
const handling = { adopt: false } as const;

/** A stack that every rule accepts, with the inputs as the resources' own checks leave them. Tests change one thing of it. */
export const compliant = {
  group: {
    type: azureadTypes.Group,
    name: "pilot-group",
    parent: "pilot",
    protect: true,
    props: { displayName: "Lookout Pilot", securityEnabled: true, objectId: ids.pilot },
  },
  enrollmentGroup: { type: componentTypes.EnrollmentGroup, name: "pilot", props: pilotGroup },
  fullGroup: {
    type: azureadTypes.Group,
    name: "access-full",
    parent: "access",
    protect: true,
    props: { displayName: "Lookout Full", securityEnabled: true, objectId: ids.full },
  },
  accessGroups: {
    type: componentTypes.AccessGroups,
    name: "access",
    props: { fullAccessGroupId: ids.full, restrictedAccessGroupId: ids.restricted },
  },
  connector: {
    type: dynamicTypes.LookoutConnector,
    name: "connector",
    props: { ...connectorSettings, ...acknowledged(normalizeLookoutConnector(connectorSettings)) },
  },
  enrollmentSettings: {
    type: dynamicTypes.LookoutEnrollmentSettings,
    name: "settings",
    props: { ...enrollmentSettings, ...acknowledged(enrollmentSettings) },
  },
  rollout: {
    type: dynamicTypes.StagedRollout,
    name: "rollout",
    props: {
      rings: ["pilot", "staff"],
      reached: "pilot",
      groups: { pilot: pilotGroup, staff: { objectId: ids.staff, displayName: "Lookout Staff" } },
    },
  },
  intuneConnector: {
    type: dynamicTypes.IntuneMtdConnector,
    name: "intune",
    props: {
      ...intuneMtdConnectorDefaults,
      android: androidDefaults,
      ios: iosDefaults,
      unresponsiveAfterDays: 7,
      connected: true,
    },
  },
  classifications: {
    type: dynamicTypes.LookoutThreatClassifications,
    name: "classifications",
    props: { ...risks, ...acknowledged(normalizeThreatClassifications(risks)) },
  },
  iosApp: {
    type: dynamicTypes.IntuneStoreApp,
    name: "app-ios",
    props: {
      platform: "ios",
      displayName: "Lookout for Work",
      appStoreUrl: lookoutForWork.appStoreUrl.ios,
      intent: "required",
      ...assigned,
      ...handling,
    },
  },
  androidApp: {
    type: dynamicTypes.IntuneManagedGooglePlayApp,
    name: "app-android",
    props: { packageId: "com.lookout.enterprise", intent: "required", ...assigned },
  },
  iosCompliance: {
    type: dynamicTypes.IntuneCompliancePolicy,
    name: "compliance-ios",
    props: { platform: "ios", displayName: "Lookout - iOS", maximumThreatLevel: "low", ...assigned, ...handling },
  },
  androidCompliance: {
    type: dynamicTypes.IntuneCompliancePolicy,
    name: "compliance-android",
    props: {
      platform: "androidWorkProfile",
      displayName: "Lookout - Android",
      maximumThreatLevel: "low",
      ...assigned,
      ...handling,
    },
  },
  threatFeed: {
    type: dynamicTypes.LookoutThreatFeed,
    name: "feed",
    props: { title: "Domains blocked by Contoso", domains: ["parcel-tracking.example"], adopt: false },
  },
  conditionalAccess: {
    type: azureadTypes.ConditionalAccessPolicy,
    name: "require-compliance",
    props: {
      displayName: "Lookout - require a compliant device",
      state: "enabled",
      conditions: {
        applications: { includedApplications: ["Office365"] },
        clientAppTypes: ["all"],
        users: { includedGroups: [ids.pilot], excludedGroups: [ids.breakGlass] },
      },
      grantControls: { builtInControls: ["compliantDevice"], operator: "OR" },
    },
  },
  servicePrincipal: {
    type: azureadTypes.ServicePrincipal,
    name: "own-app",
    props: { clientId: "66666666-6666-4666-8666-666666666666", useExisting: false },
  },
} as const satisfies Record<string, Resource>;

export const compliantStack: readonly Resource[] = Object.values(compliant);

type Change = Record<string, Resource["props"][string] | undefined>;

/** The resource with some properties changed; undefined takes one away. Settings that a person enters are recorded anew, unless the
 *  change sets what was recorded. */
export function changed(resource: Resource, change: Change): Resource {
  const { acknowledgement } = resource.props;
  const type = consoleSettingsTypes.find((name) => dynamicTypes[name] === resource.type);
  const revision = type && consoleRevisionOf(type, { ...resource.props, ...change });
  const record = revision === undefined ? {} : { acknowledgement: { ...(acknowledgement as object), revision } };
  const props = Object.entries({ ...resource.props, ...record, ...change }).filter(([, value]) => value !== undefined);
  return { ...resource, props: Object.fromEntries(props) as Resource["props"] };
}

/** The provider of dynamic resources as the engine shows it, with the stack's config for its inputs. */
export function providerWith(expects: unknown): Resource {
  return {
    type: "pulumi:providers:pulumi-nodejs",
    name: "default",
    props: { "lookout-intune:policy": JSON.stringify({ expects }), "lookout:mode": "console" },
  };
}

/** The compliant stack with one resource replaced by another. */
export function stackWith(...replacements: readonly Resource[]): Resource[] {
  return compliantStack.map((resource) => replacements.find(({ name }) => name === resource.name) ?? resource);
}

/** The compliant stack with further resources. */
export function stackPlus(...additions: readonly Resource[]): Resource[] {
  return [...compliantStack, ...additions];
}

/** The compliant stack but for some resources. */
export function without(...removed: readonly Resource[]): Resource[] {
  return compliantStack.filter((resource) => !removed.some(({ name }) => name === resource.name));
}
