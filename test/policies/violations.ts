import { changed, compliant, compliantStack, stackWith } from "./compliant-stack";
import { type Resource, unknownString } from "./policy-process";

/** One thing changed in a compliant resource, and the one rule that must object. */
export interface Violation {
  readonly what: string;
  readonly resource: Resource;
  readonly policy: string;
  readonly says: RegExp;
  /** Rules that besides report what they could not judge. */
  readonly notJudged?: readonly string[];
}

/** The same of a stack, which only rules for whole stacks judge. */
export type StackViolation = Omit<Violation, "resource"> & { readonly stack: readonly Resource[] };

const { connector, enrollmentSettings, intuneConnector, group, accessGroups, enrollmentGroup } = compliant;
export const disconnectWindow = "lookout-disconnect-window-limited";

export const violations: readonly Violation[] = [
  {
    what: "a disconnect window above Lookout's limit",
    resource: changed(enrollmentSettings, { daysUntilDisconnected: 91 }),
    policy: disconnectWindow,
    says: /is 91, but 1 to 90 days are allowed/,
  },
  {
    what: "a disconnect window below Lookout's limit",
    resource: changed(enrollmentSettings, { daysUntilDisconnected: 0 }),
    policy: disconnectWindow,
    says: /is 0, but 1 to 90/,
  },
  {
    what: "a disconnect window of part of a day",
    resource: changed(enrollmentSettings, { daysUntilDisconnected: 1.5 }),
    policy: disconnectWindow,
    says: /is 1\.5, but 1 to 90 days .* to a whole number/,
  },
  {
    what: "a missing disconnect window",
    resource: changed(enrollmentSettings, { daysUntilDisconnected: undefined }),
    policy: disconnectWindow,
    says: /is not set, but 1 to 90/,
  },
  {
    what: "device status sync switched off",
    resource: changed(connector, { deviceStatusSync: false }),
    policy: "lookout-state-sync-on",
    says: /deviceStatusSync is off/,
  },
  {
    what: "an absent threat status sync",
    resource: changed(connector, { threatStatusSync: undefined }),
    policy: "lookout-state-sync-on",
    says: /threatStatusSync is off/,
  },
  {
    what: "iOS without App Sync",
    resource: changed(intuneConnector, { ios: { enabled: true, appSync: false } }),
    policy: "intune-ios-app-sync-on",
    says: /ios\.appSync is off while iOS is on/,
  },
  {
    what: "a connector with both platforms off",
    resource: changed(intuneConnector, { android: { enabled: false }, ios: { enabled: false } }),
    policy: "intune-connector-protects-platform",
    says: /neither Android nor iOS is switched on/,
  },
  {
    what: "a connector without any platform",
    resource: changed(intuneConnector, { android: undefined, ios: undefined }),
    policy: "intune-connector-protects-platform",
    says: /neither Android nor iOS is switched on/,
  },
  {
    what: "a group that is not security-enabled",
    resource: changed(group, { securityEnabled: false, mailEnabled: true }),
    policy: "entra-groups-security-enabled",
    says: /securityEnabled is not true/,
  },
  {
    what: "a group that leaves securityEnabled out",
    resource: changed(group, { securityEnabled: undefined }),
    policy: "entra-groups-security-enabled",
    says: /securityEnabled is not true/,
  },
];

export const stackViolations: readonly StackViolation[] = [
  {
    what: "an enrollment group name with the wrong case",
    stack: stackWith(changed(connector, { enrollmentGroupNames: ["lookout pilot"] })),
    policy: "lookout-enrollment-groups-match",
    says: /"lookout pilot", but the group is called "Lookout Pilot"/,
  },
  {
    what: "an enrollment group that the stack does not have",
    stack: stackWith(changed(connector, { enrollmentGroupNames: ["Lookout Pilot", "Others"] })),
    policy: "lookout-enrollment-groups-match",
    says: /"Others", and no group of the stack has that name/,
  },
  {
    what: "a connector without enrollment groups",
    stack: stackWith(changed(connector, { enrollmentGroupNames: undefined })),
    policy: "lookout-enrollment-groups-match",
    says: /has no name, so no device ever enrols/,
  },
  {
    what: "a wrong name beside one that is not known yet",
    stack: stackWith(changed(connector, { enrollmentGroupNames: [unknownString, "lookout pilot"] })),
    policy: "lookout-enrollment-groups-match",
    says: /enrollmentGroupNames\[1\] is "lookout pilot"/,
    notJudged: ["lookout-enrollment-groups-match", "lookout-access-groups-distinct"],
  },
  {
    what: "a connector in a stack without access groups",
    stack: compliantStack.filter(({ name }) => !name.startsWith("access")),
    policy: "lookout-access-groups-distinct",
    says: /no full-access group/,
  },
  {
    what: "access groups without full access",
    stack: stackWith(changed(accessGroups, { fullAccessGroupId: undefined })).filter(
      ({ name }) => name !== "access-full",
    ),
    policy: "lookout-access-groups-distinct",
    says: /full-access group is missing/,
  },
  {
    what: "one group for full and for restricted access",
    stack: stackWith(changed(accessGroups, { restrictedAccessGroupId: accessGroups.props.fullAccessGroupId })),
    policy: "lookout-access-groups-distinct",
    says: /full access and restricted access are the same group/,
  },
  {
    what: "one group for full and for read-only access, beside one that is not known yet",
    stack: stackWith(
      changed(accessGroups, {
        readOnlyAccessGroupId: accessGroups.props.fullAccessGroupId,
        restrictedAccessGroupId: unknownString,
      }),
    ),
    policy: "lookout-access-groups-distinct",
    says: /full access and read-only access are the same group/,
    notJudged: ["lookout-access-groups-distinct"],
  },
  {
    what: "an enrollment group that may also open the console",
    stack: stackWith(changed(enrollmentGroup, { objectId: accessGroups.props.fullAccessGroupId.toUpperCase() })),
    policy: "lookout-access-groups-distinct",
    says: /full access and enrollment \(pilot\) are the same group/,
  },
  {
    what: "a connector that names the full-access group, without any EnrollmentGroup",
    stack: stackWith(changed(connector, { enrollmentGroupNames: ["Lookout Full"] })),
    policy: "lookout-access-groups-distinct",
    says: /full access and enrollment \(enrollmentGroupNames\[0\] of connector\) have groups of one name \("Lookout Full"\)/,
  },
  {
    what: "a connector that names a full-access group of the stack which AccessGroups only refers to",
    stack: [
      ...stackWith(changed(connector, { enrollmentGroupNames: ["Console"] })).filter(
        ({ name }) => name !== "access-full",
      ),
      {
        type: compliant.fullGroup.type,
        name: "console",
        props: { displayName: "Console", securityEnabled: true, objectId: accessGroups.props.fullAccessGroupId },
      },
    ],
    policy: "lookout-access-groups-distinct",
    says: /have groups of one name \("Console"\)/,
  },
  {
    what: "one name for two groups that are yet to be created",
    stack: stackWith(
      changed(accessGroups, { fullAccessGroupId: unknownString }),
      changed(enrollmentGroup, { objectId: unknownString }),
      changed(compliant.fullGroup, { displayName: "Lookout Pilot" }),
    ),
    policy: "lookout-access-groups-distinct",
    says: /full access and enrollment \(pilot\) have groups of one name \("Lookout Pilot"\)/,
  },
];
