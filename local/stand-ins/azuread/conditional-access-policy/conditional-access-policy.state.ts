import type { JsonObject } from "../azuread.graph";
import { isMap, unknownValue, type PropertyMap, type PropertyValue } from "../../plugin/properties";
import { isUnset, objectOf, text, texts } from "../argument-values";
import { policyArguments, type PolicyArguments } from "./conditional-access-policy.arguments";

type Value = PropertyValue | undefined;

/** The policy as the real provider sends it, in a POST and in a PATCH: whole, empty lists included, null for absent objects. */
export function policyBody(inputs: PropertyMap): JsonObject {
  return { "@odata.type": "#microsoft.graph.conditionalAccessPolicy", ...bodyOf(policyArguments, inputs) };
}

function bodyOf(members: PolicyArguments, values: PropertyMap): JsonObject {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, argument]): [string, unknown][] => {
      const value = values[name];
      switch (argument.kind) {
        case "unserved":
          return argument.graph === undefined ? [] : [[argument.graph, null]];
        case "text":
          return [[argument.graph, text(value)]];
        case "texts":
          return [[argument.graph, texts(value)]];
        case "block": {
          const nulls = Object.fromEntries((argument.nulls ?? []).map((absent) => [absent, null]));
          return [[argument.graph, isMap(value) ? { ...bodyOf(argument.members, value), ...nulls } : null]];
        }
      }
    }),
  );
}

/** A policy as Graph describes it, in the provider's words. */
export function policyOutputs(policy: JsonObject): PropertyMap {
  return { ...outputsOf(policyArguments, policy), objectId: text(policy.id) };
}

function outputsOf(members: PolicyArguments, object: JsonObject): PropertyMap {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, argument]): [string, PropertyValue][] => {
      const value = argument.graph === undefined ? undefined : object[argument.graph];
      switch (argument.kind) {
        case "unserved":
          // Somebody else wrote it. In Graph's words, as all that is done about it is to take it away.
          return typeof value === "object" && value !== null ? [[name, value as PropertyMap]] : [];
        case "text":
          return [[name, text(value)]];
        case "texts":
          return [[name, texts(value)]];
        case "block":
          return typeof value === "object" && value !== null
            ? [[name, outputsOf(argument.members, value as JsonObject)]]
            : [];
      }
    }),
  );
}

/** Outputs before a policy is made or changed: the arguments as given, and the id as recorded or unknown. */
export function plannedOutputs(inputs: PropertyMap, outputs: PropertyMap | undefined): PropertyMap {
  return { objectId: outputs === undefined ? unknownValue : outputs.objectId, ...inputs };
}

/** The arguments that describe the policy as it really is. */
export function inputsOf(outputs: PropertyMap, recorded: PropertyMap | undefined): PropertyMap {
  return mergeActual(policyArguments, outputs, recorded ?? {});
}

/** Leaves out what is set neither in the program nor in the tenant, so that a refresh shows no change that is none. */
function mergeActual(members: PolicyArguments, real: PropertyMap, recorded: PropertyMap): PropertyMap {
  return Object.fromEntries(
    Object.entries(members).flatMap(([name, argument]): [string, Value][] => {
      const now = real[name];
      const before = recorded[name];
      if (argument.kind === "block" && isMap(now))
        return [[name, mergeActual(argument.members, now, objectOf(before) ?? {})]];
      if (isUnset(now)) return isUnset(before) ? [[name, before]] : [];
      return [[name, now]];
    }),
  );
}
