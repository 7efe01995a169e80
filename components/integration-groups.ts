import { findGroupConflicts, type DescribedGroup, type GroupPurpose } from "../model/group-clashes";
import { componentError, type ComponentContext } from "./component-error";
import type { GroupSource } from "./entra-group";
import type { LookoutIntuneIntegrationArgs } from "./integration-args";

/** Refuses groups that clash anywhere in the integration, including rings that are not reached yet, before any resource is
 *  declared. Names and ids that are outputs are checked by the policy pack. */
export function refuseGroupConflicts(context: ComponentContext, args: LookoutIntuneIntegrationArgs): void {
  const [conflict] = findGroupConflicts(describeGroups(args));
  if (conflict === undefined) return;
  const { second, property, value, message } = conflict;
  throw componentError(context, `${second.at}.${property} is "${value}": ${message}.`);
}

/** Describes all groups of an integration. Names and ids that are outputs are left out. */
export function describeGroups({
  accessGroups,
  enrollmentGroups,
  conditionalAccess,
}: LookoutIntuneIntegrationArgs): DescribedGroup[] {
  const { full, restricted, readOnly } = accessGroups;
  return [
    ...describe("accessGroups", { full, restricted, readOnly }, "access"),
    ...describe("enrollmentGroups", enrollmentGroups, "enrollment"),
    ...describe("conditionalAccess", { breakGlassGroup: conditionalAccess?.breakGlassGroup }, "break-glass"),
  ];
}

function describe(
  section: string,
  groups: Readonly<Record<string, GroupSource | undefined>>,
  purpose: GroupPurpose,
): DescribedGroup[] {
  const plain = (value: unknown) => (typeof value === "string" ? value : undefined);
  return Object.entries(groups).flatMap(([key, group]) =>
    group === undefined
      ? []
      : [
          {
            at: `${section}.${key}`,
            purpose,
            displayName: plain(group.displayName),
            existingObjectId: plain(group.existingObjectId),
          },
        ],
  );
}
