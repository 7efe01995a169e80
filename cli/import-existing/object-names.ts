import type { ListedConditionalAccessPolicy } from "pulumi-lookout-intune/internal/clients/graph/conditional-access-policies";
import { describeNameCaution, findNameProblem } from "pulumi-lookout-intune/internal/model/group-names";
import {
  describeNameDifference,
  findNameTwins,
  quoteDifferent,
} from "pulumi-lookout-intune/internal/model/name-comparison";
import type { LocatedReading } from "./plan";

const conditionalAccessKind = "conditionalAccess";

interface NamedObject {
  /** Objects of one kind are in one list of a console, so their names must differ. */
  readonly kind: string;
  readonly id: string;
  readonly displayName: string;
}

/** What to know about the names of existing objects, as whole sentences: characters that nobody sees, and names that people take for
 *  one another. */
export function describeObjectNames(
  located: readonly LocatedReading[],
  conditionalAccess: readonly ListedConditionalAccessPolicy[],
): string[] {
  const objects: NamedObject[] = [
    ...located.map(({ location, reading }) => ({
      kind: location.split(".")[0] ?? "",
      id: reading.id,
      displayName: reading.displayName,
    })),
    ...conditionalAccess.map(({ id, displayName }) => ({ kind: conditionalAccessKind, id, displayName })),
  ];
  const kinds = new Set(objects.map(({ kind }) => kind));
  return [...kinds].flatMap((kind) => {
    const alike = objects.filter((object) => object.kind === kind);
    return [
      ...alike.flatMap(({ id, displayName }) => {
        const caution = describeNameCaution(displayName);
        if (caution === undefined) return [];
        // The integration's own policy is always a new one.
        const isRefused = kind === conditionalAccessKind && findNameProblem(displayName, "new") !== undefined;
        return [`${kind} (${id}): ${caution}${isRefused ? " Rename the policy before you declare it." : ""}`];
      }),
      ...findNameTwins(alike, ({ displayName }) => displayName).map(
        ({ first, second, difference }) =>
          `${kind}: ${quoteDifferent(first.displayName, difference)} (${first.id}) is not ` +
          `${quoteDifferent(second.displayName, difference)} (${second.id}): ${describeNameDifference(difference)}.`,
      ),
    ];
  });
}
