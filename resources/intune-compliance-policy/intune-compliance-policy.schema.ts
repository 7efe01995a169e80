import { z } from "zod";
import { deviceThreatLevelSchema } from "../../model/device-threat-level";
import { findAssignmentProblems, groupAssignmentDefaults, groupAssignmentShape } from "../../model/group-assignment";
import { guidSchema } from "../../model/identifiers";
import { intuneNameSchema, optionalDescription } from "../../model/intune-object";
import type { GraphType } from "../../model/graph-type";
import { inGraph } from "../../model/managed-property";
import { canonicalJson } from "../../model/revision";

/** Device platforms with compliance policies of their own, limited to those that Lookout protects.
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-devicecompliancepolicy */
export const CompliancePlatform = {
  /** iOS and iPadOS. */
  Ios: "ios",
  /** Android Enterprise: work profile on a personal device. */
  AndroidWorkProfile: "androidWorkProfile",
  /** Android Enterprise: fully managed, dedicated, or work profile on a company-owned device. */
  AndroidDeviceOwner: "androidDeviceOwner",
} as const;
export type CompliancePlatform = (typeof CompliancePlatform)[keyof typeof CompliancePlatform];

/** Actions for noncompliant devices.
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-devicecomplianceactiontype */
export const ComplianceAction = {
  /** Marks the device noncompliant, which Conditional Access evaluates. */
  Block: "block",
  /** Sends the email of a notification template. */
  Notification: "notification",
  /** Sends a push notification. */
  PushNotification: "pushNotification",
  /** Adds the device to the list of devices to retire, where an administrator retires it. */
  Retire: "retire",
} as const;
export type ComplianceAction = (typeof ComplianceAction)[keyof typeof ComplianceAction];

/** Range of the grace period, in hours.
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-devicecomplianceactionitem */
export const graceHoursLimits = { minimum: 0, maximum: 8760 } as const;

const graceHoursMessage = `Intune accepts whole hours from ${graceHoursLimits.minimum} to ${graceHoursLimits.maximum} (a year); set a value in that range`;

const actionSchema = z
  .strictObject({
    action: z.enum(ComplianceAction, {
      error: "the action must be block, notification, pushNotification or retire; this package does not wipe devices",
    }),
    graceHours: z
      .number({ error: graceHoursMessage })
      .refine(
        (hours) => Number.isInteger(hours) && hours >= graceHoursLimits.minimum && hours <= graceHoursLimits.maximum,
        graceHoursMessage,
      ),
    notificationTemplateId: guidSchema.optional(),
    copyToGroupIds: z
      .array(guidSchema, { error: "the groups that get a copy must be a list of object ids" })
      .optional(),
  })
  .superRefine(({ action, notificationTemplateId, copyToGroupIds }, context) => {
    const isMail = action === ComplianceAction.Notification;
    if (isMail && notificationTemplateId === undefined) {
      context.addIssue({
        code: "custom",
        path: ["notificationTemplateId"],
        message: "a notification requires the id of its message template in Intune; set it",
      });
    }
    if (!isMail && notificationTemplateId !== undefined) {
      context.addIssue({
        code: "custom",
        path: ["notificationTemplateId"],
        message: "only the action notification has a message template; remove it, or choose that action",
      });
    }
    if (!isMail && copyToGroupIds !== undefined && copyToGroupIds.length > 0) {
      context.addIssue({
        code: "custom",
        path: ["copyToGroupIds"],
        message: "only the action notification is copied to groups; remove them, or choose that action",
      });
    }
  });
export type NoncomplianceAction = z.infer<typeof actionSchema>;

const oneBlockMessage =
  "Intune requires exactly one block action, which marks the device as not compliant; declare one, with its grace period";

/** The settings of a compliance policy. */
export const compliancePolicySchema = z
  .strictObject({
    platform: inGraph(
      z.enum(CompliancePlatform, {
        error: "the platform must be ios, androidWorkProfile or androidDeviceOwner",
      }),
      "@odata.type",
    ),
    displayName: inGraph(intuneNameSchema, "displayName"),
    description: optionalDescription,
    maximumThreatLevel: inGraph(
      deviceThreatLevelSchema,
      ["deviceThreatProtectionEnabled", "deviceThreatProtectionRequiredSecurityLevel"],
      {
        form: {
          write: (level) => [true, level],
          // While the threat protection requirement is off, the level has no effect and must not count as the actual one.
          read: (enabled, level) => (enabled === true ? level : "off"),
        },
      },
    ),
    actionsForNoncompliance: inGraph(
      z
        .array(actionSchema, { error: "the actions for noncompliance must be a list" })
        .refine(
          (actions) => actions.filter(({ action }) => action === ComplianceAction.Block).length === 1,
          oneBlockMessage,
        ),
      "scheduledActionsForRule",
      { action: "scheduleActionsForRules" },
    ),
    ...groupAssignmentShape,
  })
  .superRefine((policy, context) => {
    for (const issue of findAssignmentProblems(policy)) context.addIssue({ code: "custom", ...issue });
  });
export type CompliancePolicySettings = z.infer<typeof compliancePolicySchema>;

/** Defaults: mark noncompliant devices immediately, no groups. */
export const compliancePolicyDefaults = {
  actionsForNoncompliance: [{ action: ComplianceAction.Block, graceHours: 0 }],
  ...groupAssignmentDefaults,
} as const;

/** Graph's types of compliance policies, and the version of Graph for each. */
export const compliancePolicyTypes = {
  [CompliancePlatform.Ios]: {
    version: "v1.0",
    collection: "/deviceManagement/deviceCompliancePolicies",
    odataType: "#microsoft.graph.iosCompliancePolicy",
  },
  [CompliancePlatform.AndroidWorkProfile]: {
    version: "v1.0",
    collection: "/deviceManagement/deviceCompliancePolicies",
    odataType: "#microsoft.graph.androidWorkProfileCompliancePolicy",
  },
  // v1.0 lacks the type.
  [CompliancePlatform.AndroidDeviceOwner]: {
    version: "beta",
    collection: "/deviceManagement/deviceCompliancePolicies",
    odataType: "#microsoft.graph.androidDeviceOwnerCompliancePolicy",
  },
} as const satisfies Record<CompliancePlatform, GraphType>;

/** The rule of every policy's scheduled actions: https://github.com/microsoftgraph/microsoft-graph-docs/issues/7746 */
export const scheduledRuleName = "PasswordRequired";

/** Graph's scheduled actions of a compliance policy.
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-deviceconfig-devicecompliancescheduledactionforrule */
export interface ScheduledActionForRule {
  readonly ruleName: typeof scheduledRuleName;
  readonly scheduledActionConfigurations: readonly {
    readonly actionType: ComplianceAction;
    readonly gracePeriodHours: number;
    readonly notificationTemplateId: string;
    readonly notificationMessageCCList: readonly string[];
  }[];
}

export function toScheduledActions(actions: readonly NoncomplianceAction[]): ScheduledActionForRule[] {
  return [
    {
      ruleName: scheduledRuleName,
      scheduledActionConfigurations: actions.map(({ action, graceHours, ...mail }) => ({
        actionType: action,
        gracePeriodHours: graceHours,
        notificationTemplateId: mail.notificationTemplateId ?? "",
        notificationMessageCCList: mail.copyToGroupIds ?? [],
      })),
    },
  ];
}

const noTemplate: readonly (string | null | undefined)[] = [
  null,
  undefined,
  "",
  "00000000-0000-0000-0000-000000000000",
];

const scheduledActionsSchema = z.array(
  z.looseObject({
    scheduledActionConfigurations: z
      .array(
        z.looseObject({
          actionType: z.string(),
          gracePeriodHours: z.number(),
          notificationTemplateId: z.string().nullish(),
          notificationMessageCCList: z.array(z.string()).nullish(),
        }),
      )
      .nullish(),
  }),
);

/** An actual noncompliance action. Actions that you cannot declare keep Graph's name. */
export type ActualNoncomplianceAction = Omit<NoncomplianceAction, "action"> & { readonly action: string };

/** Flattens the scheduled actions of a policy; undefined if the response contains none. */
export function fromScheduledActions(scheduled: unknown): ActualNoncomplianceAction[] | undefined {
  const read = scheduledActionsSchema.safeParse(scheduled);
  if (!read.success) return undefined;
  return read.data
    .flatMap(({ scheduledActionConfigurations }) => scheduledActionConfigurations ?? [])
    .map(({ actionType, gracePeriodHours, notificationTemplateId, notificationMessageCCList }) => ({
      action: actionType,
      graceHours: gracePeriodHours,
      ...(noTemplate.includes(notificationTemplateId)
        ? {}
        : { notificationTemplateId: notificationTemplateId ?? undefined }),
      ...(notificationMessageCCList?.length ? { copyToGroupIds: notificationMessageCCList } : {}),
    }));
}

/** A key that is equal for equal actions, whatever their order and spelling. */
export function noncomplianceActionsKey(actions: readonly ActualNoncomplianceAction[]): string {
  const keys = actions.map(({ action, graceHours, notificationTemplateId, copyToGroupIds = [] }) =>
    canonicalJson({
      action,
      graceHours,
      template: notificationTemplateId?.toLowerCase(),
      copies: copyToGroupIds.map((id) => id.toLowerCase()).sort(),
    }),
  );
  return canonicalJson(keys.sort());
}
