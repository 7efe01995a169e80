import {
  appAssignmentKey,
  fromAppAssignments,
  toAppAssignments,
  type AppAssignment,
  type AppAssignmentOptions,
} from "../../model/mobile-app";
import type { GraphObject } from "../../clients/graph/graph-objects";
import { assignOrClear } from "./assignments";
import { entriesWithout, type GraphAction } from "./graph-object.definition";

/** The action that assigns an app. It compares only the options that are declared. */
export function appAssignmentAction<Settings extends AppAssignment>(
  settings: readonly (keyof Settings & string)[],
  optionsOf: (settings: Settings) => AppAssignmentOptions | undefined,
): GraphAction<Settings> {
  return {
    settings: ["intent", "includedGroupIds", "excludedGroupIds", ...settings],
    desired: (desired) =>
      appAssignmentKey(desired, desired.includedGroupIds.map(() => optionsOf(desired) ?? {}).slice(0, 1)),
    actual: (object, desired) => {
      const actual = fromAppAssignments(object.assignments);
      if (actual === undefined) return undefined;
      const declared = Object.keys(optionsOf(desired) ?? {}).filter((key) => key !== "@odata.type");
      return appAssignmentKey(
        actual,
        distinct(actual.options.map((options) => pickOptions(options, declared, desired))),
      );
    },
    ...assignOrClear(
      (desired) => toAppAssignments(desired, optionsOf(desired)),
      ({ assignments }) => ({ mobileAppAssignments: entriesWithout(assignments, ["id", "source", "sourceId"]) }),
    ),
  };

  function pickOptions(
    options: Readonly<Record<string, unknown>> | undefined,
    keys: readonly string[],
    desired: Settings,
  ) {
    const type = optionsOf(desired)?.["@odata.type"];
    return {
      ...(type === undefined ? {} : { "@odata.type": type }),
      ...Object.fromEntries(keys.map((key) => [key, options?.[key]])),
    };
  }
}

/** The actual assignment of an app. Targets that you cannot declare appear among the included groups, in Graph's
 *  words. */
export function appAssignmentFromActual(object: GraphObject, declared: AppAssignment): object {
  const actual = fromAppAssignments(object.assignments);
  if (actual === undefined) return {};
  return {
    // Without an assignment, Graph returns no intent.
    intent: actual.intent ?? declared.intent,
    includedGroupIds: [...actual.includedGroupIds, ...actual.otherTargets],
    excludedGroupIds: actual.excludedGroupIds,
  };
}

function distinct(values: readonly object[]): object[] {
  const texts = [...new Set(values.map((value) => JSON.stringify(value)))];
  return texts.map((text) => JSON.parse(text) as object);
}
