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
import type { GraphCollection, GraphObject } from "pulumi-lookout-intune/internal/clients/graph/graph-objects";

type Values = Readonly<Record<string, unknown>>;

/** An Intune object, converted to the config that adopts it. */
export interface Reading {
  readonly id: string;
  readonly displayName: string;
  /** The settings that differ from the defaults, without `adopt`. */
  readonly config: Values;
  readonly assignment: ActualAssignment;
  /** What the config cannot express, so that the object cannot be declared unchanged. */
  readonly refused: readonly string[];
  /** Settings that adoption would write. */
  readonly written: readonly string[];
}

/** Settings that follow from the location in the config, or from the rollout. */
const fromLocation: readonly string[] = ["platform", "appIds", "includedGroupIds", "excludedGroupIds"];

/** Reads an object with the rules of its resource: what the resource would report as a difference is what adoption writes.
 *  `implied` are the settings that follow from the location in the config; `named` are always written to the config. */
export function readFromActual<Settings extends GroupAssignment>(
  definition: GraphObjectDefinition<Settings>,
  implied: Values,
  named: readonly (keyof Settings & string)[],
  object: GraphObject,
): Reading {
  const defaults = definition.applyDefaults({ ...implied });
  const plain = withGroupsAlone(object);
  const found = asState(definition.fromActual(defaults as unknown as Settings, plain));
  const problems = findProblems(definition.schema, found);
  // A setting that the config cannot express gets its default, if there is one. Adoption would then change the object.
  const replaced = problems.map(({ steps }) => String(steps[0])).filter((setting) => defaults[setting] !== undefined);
  const importable = { ...found, ...Object.fromEntries(replaced.map((setting) => [setting, defaults[setting]])) };
  const refused = problems.filter(({ steps }) => !replaced.includes(String(steps[0])));
  const config = Object.entries(importable).filter(
    ([setting, value]) =>
      !fromLocation.includes(setting) &&
      !Object.hasOwn(objectHandlingShape, setting) &&
      (named.some((one) => one === setting) || canonicalJson(value) !== canonicalJson(defaults[setting] ?? null)),
  );
  return {
    id: object.id,
    displayName: object.displayName ?? "",
    config: Object.fromEntries(config),
    assignment: fromAssignmentTargets(targetsOf(object)),
    refused: refused.map(({ path, message }) => `${path}: ${message}`),
    written:
      refused.length > 0
        ? []
        : findChanges(definition, importable as unknown as Settings, plain).flatMap((change) => change.settings),
  };
}

/** The Graph collection of the objects that a location can hold. */
export function collectionOf<Settings extends object>(
  definition: GraphObjectDefinition<Settings>,
  implied: Values,
): GraphCollection {
  return definition.collection(definition.applyDefaults({ ...implied }) as unknown as Settings);
}

/** The target of each assignment. One that cannot be parsed is undefined, so that it counts as an unsupported target. */
function targetsOf({ assignments }: GraphObject): unknown[] {
  const all: readonly unknown[] = Array.isArray(assignments) ? assignments : [];
  return all.map((one) => (one !== null && typeof one === "object" && "target" in one ? one.target : undefined));
}

/** The object with plain group assignments only. Other assignments are evaluated separately. */
function withGroupsAlone(object: GraphObject): GraphObject {
  if (!Array.isArray(object.assignments)) return object;
  return {
    ...object,
    assignments: assignmentsOf(object).filter(
      ({ target }) => fromAssignmentTargets([target]).otherTargets.length === 0,
    ),
  };
}
