import { isDeepStrictEqual } from "node:util";
import { pathArguments } from "../../../model/azure-resource-types";
import type { AzureRight } from "../../../model/azure-rights";
import { isMap, present, type PropertyMap, type PropertyValue } from "../plugin/properties";
import type { ArmType } from "./arm-type";

/** A body that is sent or answered. */
export type JsonObject = Record<string, unknown>;

/** Members of a resource that stand beside its `properties`, in Azure and in the SDK. */
const besideProperties: ReadonlySet<string> = new Set(["location", "tags", "kind", "identity"]);

/** Outputs that are never arguments. */
const answerOnly: ReadonlySet<string> = new Set(["azureApiVersion", "etag", "name", "systemData", "type"]);

/** The right to a resource, to name when it is refused. */
export function rightTo(verb: "read" | "write" | "delete", { path }: ArmType, id: string): AzureRight {
  const resourceType = (path.split("/providers/")[1] ?? "").replace(/\/\{\w+\}/g, "");
  const grantAdvice = "check what the local tenant allows, and to whom";
  return { action: `${resourceType}/${verb}`, scope: id, grantAdvice };
}

/** The body of a PUT. */
export function bodyOf(type: ArmType, inputs: PropertyMap): JsonObject {
  const inPath = new Set(pathArguments(type));
  const rest = present(inputs).filter(([name]) => !inPath.has(name));
  const renamed = rest.map(([name, value]) => [name, renameAll(value, type.renamed ?? {})] as const);
  if (!type.flattened) return Object.fromEntries(renamed);
  const beside = renamed.filter(([name]) => besideProperties.has(name));
  const properties = renamed.filter(([name]) => !besideProperties.has(name));
  return { ...Object.fromEntries(beside), properties: Object.fromEntries(properties) };
}

/** The outputs that an answer shows. */
export function outputsOf(type: ArmType, answer: JsonObject): PropertyMap {
  const back = Object.fromEntries(Object.entries(type.renamed ?? {}).map(([sdk, azure]) => [azure, sdk]));
  const { properties, ...others } = renameAll(answer as PropertyMap, back) as PropertyMap;
  const beside = Object.fromEntries(Object.entries(others).filter(([name]) => name !== "id"));
  const inside: PropertyMap =
    type.flattened && properties !== undefined && isMap(properties) ? properties : { properties };
  return { ...beside, ...inside, azureApiVersion: type.apiVersion };
}

/** The arguments with what somebody changed in Azure: an argument follows its output where that moved. */
export function inputsAfter(inputs: PropertyMap, before: PropertyMap, now: PropertyMap): PropertyMap {
  return Object.fromEntries(
    Object.entries(inputs).map(([name, value]) => {
      const moved = name in before && !isDeepStrictEqual(before[name], now[name]);
      return [name, moved ? now[name] : value];
    }),
  );
}

/** The arguments of a resource that no program declared yet: those of its id, and all that Azure shows. The real plugin leaves
 *  out what is read-only; here the next update does. */
export function inputsOfImport(type: ArmType, id: string, outputs: PropertyMap): PropertyMap {
  const pattern = type.path.replace(/\{(\w+)\}/g, (_, name: string) =>
    name === "scope" ? `(?<${name}>.+)` : `(?<${name}>[^/]+)`,
  );
  const inId = new RegExp(`^${pattern}$`, "i").exec(id)?.groups ?? {};
  const shown = Object.entries(outputs).filter(([name]) => !answerOnly.has(name));
  const fromId = pathArguments(type).map((name): [string, string] => [name, decodeURIComponent(inId[name] ?? "")]);
  return Object.fromEntries([...shown, ...fromId]);
}

function renameAll(value: PropertyValue, names: Readonly<Record<string, string>>): PropertyValue {
  if (Array.isArray(value)) return value.map((one) => renameAll(one, names));
  if (!isMap(value)) return value;
  const entries = present(value).map(([name, inner]) => [names[name] ?? name, renameAll(inner, names)]);
  return Object.fromEntries(entries) as PropertyMap;
}
