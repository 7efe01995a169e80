import { isGraphStatus } from "./graph-error";
import type { Operation } from "./resource";
import { untilSteady } from "./steadiness";

/** Deletes an object as the real provider does: a look, the deletion, and looks until it stays away. */
export async function deleteObject(operation: Operation, path: string): Promise<void> {
  const { session, signal } = operation;
  if ((await session.find({ path, signal })) === undefined) return;
  try {
    await session.send({ method: "DELETE", path, signal });
  } catch (error) {
    if (!isGraphStatus(error, 404)) throw error;
  }
  await untilSteady(operation, async () => (await session.find({ path, signal })) === undefined);
}
