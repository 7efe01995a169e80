import { azureadTypes, componentTypes, dynamicTypes } from "../../domain";
import type { Resource } from "./policy-process";

const ids = {
  full: "11111111-1111-4111-8111-111111111111",
  restricted: "22222222-2222-4222-8222-222222222222",
  pilot: "33333333-3333-4333-8333-333333333333",
} as const;

/** A stack that every rule accepts. Tests change one thing of it. */
export const compliant = {
  group: {
    type: azureadTypes.Group,
    name: "pilot-group",
    parent: "pilot",
    props: { displayName: "Lookout Pilot", securityEnabled: true },
  },
  enrollmentGroup: {
    type: componentTypes.EnrollmentGroup,
    name: "pilot",
    props: { displayName: "Lookout Pilot", objectId: ids.pilot },
  },
  fullGroup: {
    type: azureadTypes.Group,
    name: "access-full",
    parent: "access",
    props: { displayName: "Lookout Full", securityEnabled: true },
  },
  accessGroups: {
    type: componentTypes.AccessGroups,
    name: "access",
    props: { fullAccessGroupId: ids.full, restrictedAccessGroupId: ids.restricted },
  },
  connector: {
    type: dynamicTypes.LookoutConnector,
    name: "connector",
    props: {
      mode: "gateway",
      heartbeatMinutes: 15,
      enrollmentGroupNames: ["Lookout Pilot"],
      deviceStatusSync: true,
      threatStatusSync: true,
      errorEmail: "soc@contoso.com",
    },
  },
  enrollmentSettings: {
    type: dynamicTypes.LookoutEnrollmentSettings,
    name: "settings",
    props: { mode: "gateway", daysUntilDisconnected: 30 },
  },
  intuneConnector: {
    type: dynamicTypes.IntuneMtdConnector,
    name: "intune",
    props: {
      partner: "Lookout for Work",
      android: { enabled: true, blockWhenPartnerDataMissing: true, appProtection: false },
      ios: { enabled: true, blockWhenPartnerDataMissing: true, appProtection: false, appSync: true },
    },
  },
} as const satisfies Record<string, Resource>;

export const compliantStack: readonly Resource[] = Object.values(compliant);

/** The resource with some properties changed; undefined takes one away. */
export function changed(resource: Resource, change: Record<string, Resource["props"][string] | undefined>): Resource {
  const props = Object.entries({ ...resource.props, ...change }).filter(([, value]) => value !== undefined);
  return { ...resource, props: Object.fromEntries(props) as Resource["props"] };
}

/** The compliant stack with one resource in another's place. */
export function stackWith(...replacements: readonly Resource[]): Resource[] {
  return compliantStack.map((resource) => replacements.find(({ name }) => name === resource.name) ?? resource);
}
