import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isMap } from "../../../model/maps";
import { canonicalJson } from "../../../model/revision";
import type { TenantUnderTest } from "../../local/tenant/tenant-under-test";

/** Everything that a tenant has, one line per object, without what differs between two equal tenants: ids, times, counters. */
export type TenantContent = readonly string[];

/** Documents of the local tenant that hold nothing a stack could leave. */
const ofTheTenantItself = ["clock", "entra-app-credentials", "entra-signing-key", "identity", "lookout-events", "port"];

/** Times, counters, names that azuread makes up, and risks that Lookout derives from its settings and keeps. */
const derived = new Set([
  ...["addedAt", "at", "connectedSince", "createdAt", "lastHeartbeat", "version"],
  ...["classificationRisks", "createdDateTime", "elementsUploadedAt", "lastModifiedDateTime", "lastSync"],
  ...["mailNickname", "modifiedDateTime", "renewedDateTime"],
]);

const guid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi;

/** Reads a tenant's content from its disk, so that no list has to be kept of what a stack makes. Groups are shown by name. */
export function readContent({ folder }: Pick<TenantUnderTest, "folder">): TenantContent {
  return contentOf(readDocuments(join(folder, "tenant")));
}

/** As `readContent`, of documents by name. */
export function contentOf(all: ReadonlyMap<string, unknown>): TenantContent {
  const documents = new Map([...all].filter(([name]) => !ofTheTenantItself.includes(name)));
  const groups = Object.values(asMap(asMap(documents.get("graph-directory")).objects)).flatMap(newestGroup);
  const nameOf = new Map(groups.map(({ id, properties }) => [String(id), `<group ${show(properties)}>`]));
  const withoutIds = (text: string) => text.replace(guid, (id) => nameOf.get(id) ?? "<id>");

  const lines = [...documents].flatMap(([document, content]) =>
    partsOf(document === "graph-directory" ? groups : content).map(
      ([part, one]) => `${document}${part}: ${withoutIds(canonicalJson(comparable(one)))}`,
    ),
  );
  return lines.toSorted();
}

/** What only one of the two has. */
export function compareContents(
  expected: TenantContent,
  actual: TenantContent,
): { readonly missing: readonly string[]; readonly surplus: readonly string[] } {
  return { missing: without(expected, actual), surplus: without(actual, expected) };
}

/** The members of a list that another does not have, each as often as it has too few. */
function without(all: TenantContent, others: TenantContent): string[] {
  const left = [...others];
  return all.filter((line) => {
    const found = left.indexOf(line);
    if (found >= 0) left.splice(found, 1);
    return found < 0;
  });
}

function readDocuments(folder: string): Map<string, unknown> {
  const names = readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -".json".length));
  return new Map(
    names.map((name) => [name, JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as unknown]),
  );
}

/** The newest version of an object of the directory, if it is a group that was not deleted. */
function newestGroup(versions: unknown): Readonly<Record<string, unknown>>[] {
  const object = Array.isArray(versions) ? asMap(asMap(versions.at(-1)).object) : {};
  return object.kind === "group" ? [object] : [];
}

/** The objects in a document, each with the name of its list; what a document has besides lists is an entry of its own. */
function partsOf(content: unknown): [string, unknown][] {
  const list = asList(content);
  if (list !== undefined) return list.map((one) => ["", one]);
  return Object.entries(asMap(content)).flatMap(([name, part]) =>
    derived.has(name) ? [] : (asList(part)?.map((one): [string, unknown] => [`.${name}`, one]) ?? [[`.${name}`, part]]),
  );
}

/** A list, or the values of a map by id; undefined for anything else. */
function asList(value: unknown): unknown[] | undefined {
  if (Array.isArray(value)) return value as unknown[];
  if (!isMap(value)) return undefined;
  const isById = Object.entries(value).every(([key, one]) => key.search(guid) >= 0 || "id" in asMap(one));
  return isById ? Object.values(value) : undefined;
}

/** A value without what differs between equal tenants. Intune shows a toggle that was never on as absent, so `false` is dropped;
 *  Graph keeps no order of lists. */
function comparable(value: unknown): unknown {
  if (Array.isArray(value)) return (value as unknown[]).map((one) => comparable(one)).toSorted(byText);
  if (!isMap(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key, one]) => !derived.has(key) && one !== false)
      .map(([key, one]) => [key, comparable(one)]),
  );
}

function byText(a: unknown, b: unknown): number {
  return canonicalJson(a) < canonicalJson(b) ? -1 : 1;
}

function asMap(value: unknown): Readonly<Record<string, unknown>> {
  return isMap(value) ? value : {};
}

function show(properties: unknown): string {
  return String(asMap(properties).displayName);
}
