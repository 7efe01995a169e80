import { z } from "zod";
import {
  assignmentKey,
  fromAssignmentTargets,
  groupAssignmentDefaults,
  groupAssignmentShape,
  toAssignmentTargets,
  type GroupAssignment,
} from "./group-assignment";
import { inGraph } from "./managed-property";
import { canonicalJson } from "./revision";

/** How Intune delivers an app to the assigned groups. Graph also has `uninstall`; we never remove Lookout from
 *  devices.
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-shared-installintent */
export const InstallIntent = {
  /** Intune installs the app. */
  Required: "required",
  /** Users can install the app from the Company Portal. */
  Available: "available",
  /** Like `available`, also on devices that are not enrolled. */
  AvailableWithoutEnrollment: "availableWithoutEnrollment",
} as const;
export type InstallIntent = (typeof InstallIntent)[keyof typeof InstallIntent];

/** Settings that assign an app. */
export const appAssignmentShape = {
  intent: inGraph(
    z.enum(InstallIntent, {
      error:
        "the intent must be required, available or availableWithoutEnrollment; this package does not uninstall apps",
    }),
    "intent",
    { action: "assign" },
  ),
  ...groupAssignmentShape,
} as const;

/** The assignment of an app. */
export interface AppAssignment extends GroupAssignment {
  readonly intent: InstallIntent;
}

/** Defaults: required, for no groups. */
export const appAssignmentDefaults = { intent: InstallIntent.Required, ...groupAssignmentDefaults } as const;

/** Options of an assignment that depend on the app's type. */
export type AppAssignmentOptions = Readonly<Record<string, unknown>> & { readonly "@odata.type": string };

/** The parameters of the action assign. For apps, Graph names them differently than for policies.
 *  Source: https://learn.microsoft.com/graph/api/intune-apps-mobileapp-assign */
export function toAppAssignments(assignment: AppAssignment, options: AppAssignmentOptions | undefined) {
  return {
    mobileAppAssignments: toAssignmentTargets(assignment).map((target) => ({
      "@odata.type": "#microsoft.graph.mobileAppAssignment",
      intent: assignment.intent,
      target,
      // An exclusion installs nothing, so it has no settings.
      settings: target["@odata.type"] === "#microsoft.graph.groupAssignmentTarget" ? (options ?? null) : null,
    })),
  };
}

const assignmentSchema = z.looseObject({
  intent: z.string().nullish(),
  target: z.unknown(),
  settings: z.record(z.string(), z.unknown()).nullish(),
});

/** The actual assignment of an app. */
export interface ActualAppAssignment extends GroupAssignment {
  /** If the assignments differ, all intents in one text; undefined if there are none. */
  readonly intent: string | undefined;
  readonly otherTargets: readonly string[];
  /** The options of each assignment that includes a group. */
  readonly options: readonly (Readonly<Record<string, unknown>> | undefined)[];
}

/** Flattens an app's assignments; undefined if the response does not contain them. */
export function fromAppAssignments(assignments: unknown): ActualAppAssignment | undefined {
  const read = z.array(assignmentSchema).safeParse(assignments);
  if (!read.success) return undefined;
  const targets = fromAssignmentTargets(read.data.map(({ target }) => target));
  const including = read.data.filter(({ target }) => fromAssignmentTargets([target]).excludedGroupIds.length === 0);
  const intents = [...new Set(read.data.map(({ intent }) => intent ?? "none"))].sort();
  return {
    ...targets,
    intent: intents.length === 0 ? undefined : intents.join(" and "),
    options: including.map(({ settings }) => settings ?? undefined),
  };
}

/** A key that is equal for equal assignments, whatever their order and spelling. Without a group, the intent is
 *  ignored. */
export function appAssignmentKey(
  assignment: GroupAssignment & { readonly intent?: string | undefined; readonly otherTargets?: readonly string[] },
  options: object,
): string {
  const nobody =
    assignment.includedGroupIds.length + assignment.excludedGroupIds.length + (assignment.otherTargets?.length ?? 0) ===
    0;
  const how = nobody ? {} : { intent: assignment.intent, options };
  return canonicalJson({ groups: assignmentKey(assignment), ...how });
}
