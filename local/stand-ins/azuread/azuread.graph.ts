import { z } from "zod";
import { createGraphClient, type GraphClient } from "../../../clients/graph/graph-client";
import { readAllPages } from "../../../clients/graph/graph-pages";
import type { GraphSession } from "../../../clients/graph/graph-session";
import { isNotFound } from "../../../clients/http/service-error";
import type { RetryPolicy } from "../../../clients/http/retry-policy";
import { describeRefusal } from "../plugin/tenant-session";
import type { TenantConfiguration } from "../plugin/tenant-configuration";
import type { Operation } from "./managed-resource";
import { waitFor } from "../../../resources/provider/wait";

/** An object as Graph answers it. */
export type JsonObject = Record<string, unknown>;

/** The real provider's headers. */
const headers = {
  Accept: "application/json; charset=utf-8; IEEE754Compatible=false",
  "OData-MaxVersion": "4.0",
  "OData-Version": "4.0",
};

/** What the real provider repeats, and how often. */
const retry: Partial<RetryPolicy> = {
  attempts: 16,
  longestPauseMs: 61_000,
  timeoutMs: 60_000,
  // The operation's own deadline ends it before this day is over.
  totalMs: 24 * 60 * 60 * 1000,
  repeats({ status, code }, idempotent) {
    if (status !== undefined) return [408, 424, 429].includes(status) || status >= 500;
    // A POST without an answer may have been carried out: sent again it could make a second object.
    return idempotent && ["ECONNRESET", "EPIPE"].includes(code ?? "");
  },
};

/** The package's client for Graph, with the headers and the patience of the real provider. */
export function createGraph(
  configuration: TenantConfiguration,
  session: GraphSession,
  firstPauseMs: number,
): GraphClient {
  return createGraphClient(configuration, {
    session,
    headers,
    describeRefusal,
    retry: { ...retry, firstPauseMs },
  });
}

/** Reads an object; undefined when Graph does not know it. */
export async function findObject(
  graph: GraphClient,
  path: string,
  permission: string,
): Promise<JsonObject | undefined> {
  try {
    return objectIn((await graph.send({ method: "GET", path, permission })).body);
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

/** Reads a list to its last page; with a filter, what it lets through. */
export function listObjects(
  graph: GraphClient,
  path: string,
  permission: string,
  filter?: string,
): Promise<JsonObject[]> {
  return readAllPages(graph, {
    path: filter === undefined ? path : `${path}?$filter=${encodeURIComponent(filter)}`,
    member: z.record(z.string(), z.unknown()),
    permission,
    what: "a list of objects",
  });
}

/** The object in an answer's body; an answer without a body is an empty one. */
export function objectIn(body: unknown): JsonObject {
  return typeof body === "object" && body !== null ? (body as JsonObject) : {};
}

export function idOf({ id }: JsonObject): string {
  if (typeof id === "string" && id !== "") return id;
  throw new Error("Graph answered with an object that has no id. Check the tenant's response.");
}

/** Deletes an object as the real provider does: a read, the deletion, and reads until it stays away. */
export async function deleteObject(operation: Operation, path: string, permission: string): Promise<void> {
  const { graph } = operation;
  if ((await findObject(graph, path, permission)) === undefined) return;
  try {
    await graph.send({ method: "DELETE", path, permission });
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
  await waitForAgreement(operation, async () => (await findObject(graph, path, permission)) === undefined);
}

/** Reads that must agree before the real provider assumes that a change has reached every replica. */
const agreeingReads = 5;

/** Reads until the change showed five times in a row. */
export async function waitForAgreement(
  { pollMs, signal }: Operation,
  showsChange: () => Promise<boolean>,
): Promise<void> {
  let agreeing = 0;
  const read = async () => (agreeing = (await showsChange()) ? agreeing + 1 : 0);
  const options = { firstPauseMs: pollMs, longestPauseMs: pollMs, signal };
  await waitFor("Entra to show the change", read, (count) => count === agreeingReads, options);
}
