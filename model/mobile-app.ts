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

/** How an app reaches the devices of those it is assigned to. Graph has `uninstall` too; taking Lookout off devices is left to
 *  people. Source: https://learn.microsoft.com/graph/api/resources/intune-shared-installintent */
export const InstallIntent = {
  /** Intune installs it. */
  Required: "required",
  /** Users find it in the Company Portal. */
  Available: "available",
  /** The same, also on devices that are not enrolled. */
  AvailableWithoutEnrollment: "availableWithoutEnrollment",
} as const;
export type InstallIntent = (typeof InstallIntent)[keyof typeof InstallIntent];

/** Properties that say who gets an app, and how. */
export const appAssignmentShape = {
  intent: inGraph(
    z.enum(InstallIntent, {
      error: "the intent is required, available or availableWithoutEnrollment; uninstalling is left to people",
    }),
    "intent",
    { action: "assign" },
  ),
  ...groupAssignmentShape,
} as const;

/** Who gets an app, and how. */
export interface AppAssignment extends GroupAssignment {
  readonly intent: InstallIntent;
}

/** Intune installs the app for those who are named, and nobody is. */
export const appAssignmentDefaults = { intent: InstallIntent.Required, ...groupAssignmentDefaults } as const;

/** Settings of an assignment that depend on the app's type. */
export type AppAssignmentOptions = Readonly<Record<string, unknown>> & { readonly "@odata.type": string };

/** The parameters of the action assign, whose name for apps is not the one that policies have.
 *  Source: https://learn.microsoft.com/graph/api/intune-apps-mobileapp-assign */
export function toAppAssignments(assignment: AppAssignment, options: AppAssignmentOptions | undefined) {
  return {
    mobileAppAssignments: toAssignmentTargets(assignment).map((target) => ({
      "@odata.type": "#microsoft.graph.mobileAppAssignment",
      intent: assignment.intent,
      target,
      // An exclusion installs nothing, so it has nothing to set.
      settings: target["@odata.type"] === "#microsoft.graph.groupAssignmentTarget" ? (options ?? null) : null,
    })),
  };
}

const assignmentSchema = z.looseObject({
  intent: z.string().nullish(),
  target: z.unknown(),
  settings: z.record(z.string(), z.unknown()).nullish(),
});

/** An app's assignment as it was found. */
export interface SeenAppAssignment extends GroupAssignment {
  /** Several, in one text, when the assignments do not agree; undefined when there are none. */
  readonly intent: string | undefined;
  readonly otherTargets: readonly string[];
  /** The settings of each assignment that includes a group. */
  readonly options: readonly (Readonly<Record<string, unknown>> | undefined)[];
}

/** Reads an app's assignments; undefined when the answer does not have them. */
export function fromAppAssignments(assignments: unknown): SeenAppAssignment | undefined {
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

/** One text for all orders and spellings of the same assignment. Without a group the intent says nothing. */
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
