import {
  appAssignmentKey,
  fromAppAssignments,
  toAppAssignments,
  type AppAssignment,
  type AppAssignmentOptions,
} from "../../domain";
import type { GraphObject } from "../../services/graph/objects";
import { assignOrClear } from "./assignments";
import type { GraphObjectPart } from "./kind";

/** The part of an app that says who gets it. Of each assignment's options only those count that are declared. */
export function appAssignmentPart<Settings extends AppAssignment>(
  settings: readonly (keyof Settings & string)[],
  optionsOf: (settings: Settings) => AppAssignmentOptions | undefined,
): GraphObjectPart<Settings> {
  return {
    settings: ["intent", "includedGroupIds", "excludedGroupIds", ...settings],
    wanted: (wanted) =>
      appAssignmentKey(wanted, wanted.includedGroupIds.map(() => optionsOf(wanted) ?? {}).slice(0, 1)),
    seen: (object, wanted) => {
      const seen = fromAppAssignments(object.assignments);
      if (seen === undefined) return undefined;
      const declared = Object.keys(optionsOf(wanted) ?? {}).filter((key) => key !== "@odata.type");
      return appAssignmentKey(seen, distinct(seen.options.map((options) => pickOptions(options, declared, wanted))));
    },
    write: assignOrClear((wanted) => toAppAssignments(wanted, optionsOf(wanted))),
  };

  function pickOptions(
    options: Readonly<Record<string, unknown>> | undefined,
    keys: readonly string[],
    wanted: Settings,
  ) {
    const type = optionsOf(wanted)?.["@odata.type"];
    return {
      ...(type === undefined ? {} : { "@odata.type": type }),
      ...Object.fromEntries(keys.map((key) => [key, options?.[key]])),
    };
  }
}

/** Who gets an app, as Graph has it. What nobody can declare stands among the included groups in Graph's words. */
export function appAssignmentSettingsIn(object: GraphObject, declared: AppAssignment): object {
  const seen = fromAppAssignments(object.assignments);
  if (seen === undefined) return {};
  return {
    // Without an assignment Graph has no intent to show.
    intent: seen.intent ?? declared.intent,
    includedGroupIds: [...seen.includedGroupIds, ...seen.otherTargets],
    excludedGroupIds: seen.excludedGroupIds,
  };
}

function distinct(values: readonly object[]): object[] {
  const texts = [...new Set(values.map((value) => JSON.stringify(value)))];
  return texts.map((text) => JSON.parse(text) as object);
}
