import {
  fromAssignmentTargets,
  type GroupAssignment,
  type ActualAssignment,
} from "pulumi-lookout-intune/internal/model/group-assignment";
import { objectHandlingShape } from "pulumi-lookout-intune/internal/model/intune-object";
import { canonicalJson } from "pulumi-lookout-intune/internal/model/revision";
import { findProblems } from "pulumi-lookout-intune/internal/model/validation";
import { assignmentsOf } from "pulumi-lookout-intune/internal/resources/graph-object/assignments";
import { findChanges } from "pulumi-lookout-intune/internal/resources/graph-object/changes";
import type { GraphObjectDefinition } from "pulumi-lookout-intune/internal/resources/graph-object/graph-object.definition";
import { asState } from "pulumi-lookout-intune/internal/resources/provider/state";
import type { GraphCollection, GraphObject } from "pulumi-lookout-intune/internal/clients/graph/objects";

type Values = Readonly<Record<string, unknown>>;

/** An object in Intune, in the words of the config that takes it over. */
export interface Reading {
  readonly id: string;
  readonly displayName: string;
  /** The settings that are not the defaults. */
  readonly config: Values;
  readonly assignment: ActualAssignment;
  /** What the config has no words for, so that the object cannot be declared as it is. */
  readonly refused: readonly string[];
  /** Settings that taking it over would write, though nothing of them is declared otherwise. */
  readonly written: readonly string[];
}

/** Given by where an object stands in the config, or by the rollout. */
const placed: readonly string[] = ["platform", "appIds", "includedGroupIds", "excludedGroupIds"];

/** Reads an object as its resource would after it took it over, by the resource's own rules: what it would find to be different
 *  is what an update would write. `place` holds the settings that its place in the config gives; `named` those that are always said. */
export function readAsDeclared<Settings extends GroupAssignment>(
  definition: GraphObjectDefinition<Settings>,
  place: Values,
  named: readonly (keyof Settings & string)[],
  object: GraphObject,
): Reading {
  const defaults = definition.applyDefaults({ ...place });
  const plain = withGroupsAlone(object);
  const found = asState(definition.fromActual(defaults as unknown as Settings, plain));
  const problems = findProblems(definition.schema, found);
  // What the config has no words for gets the default, where there is one; the object would then be changed.
  const replaced = problems.map(({ steps }) => String(steps[0])).filter((setting) => defaults[setting] !== undefined);
  const seen = { ...found, ...Object.fromEntries(replaced.map((setting) => [setting, defaults[setting]])) };
  const refused = problems.filter(({ steps }) => !replaced.includes(String(steps[0])));
  const config = Object.entries(seen).filter(
    ([setting, value]) =>
      !placed.includes(setting) &&
      !Object.hasOwn(objectHandlingShape, setting) &&
      (named.some((one) => one === setting) || canonicalJson(value) !== canonicalJson(defaults[setting] ?? null)),
  );
  return {
    id: object.id,
    displayName: object.displayName ?? "",
    config: { ...Object.fromEntries(config), adopt: true },
    assignment: fromAssignmentTargets(targetsOf(object)),
    refused: refused.map(({ path, message }) => `${path}: ${message}`),
    written:
      refused.length > 0
        ? []
        : findChanges(definition, seen as unknown as Settings, plain).flatMap((change) => change.settings),
  };
}

/** Where Graph keeps the objects that a place in the config can hold. */
export function collectionOf<Settings extends object>(
  definition: GraphObjectDefinition<Settings>,
  place: Values,
): GraphCollection {
  return definition.collection(definition.applyDefaults({ ...place }) as unknown as Settings);
}

/** The target of each assignment; undefined for one that cannot be read, so that it counts as a target nobody declares. */
function targetsOf({ assignments }: GraphObject): unknown[] {
  const all: readonly unknown[] = Array.isArray(assignments) ? assignments : [];
  return all.map((one) => (one !== null && typeof one === "object" && "target" in one ? one.target : undefined));
}

/** The object without assignments that are not to a group as a whole: they are judged apart. */
function withGroupsAlone(object: GraphObject): GraphObject {
  if (!Array.isArray(object.assignments)) return object;
  return {
    ...object,
    assignments: assignmentsOf(object).filter(
      ({ target }) => fromAssignmentTargets([target]).otherTargets.length === 0,
    ),
  };
}
