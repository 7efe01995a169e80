import { isNotFound } from "../../../clients/http/service-error";
import { waitForAgreement } from "./agreement";
import { findObject } from "./azuread.graph";
import type { Operation } from "./managed-resource";

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
