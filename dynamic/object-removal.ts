import { ObjectRemoval, type ObjectHandling } from "../domain";
import { lookUntil } from "./pauses";
import { tell } from "./progress";
import type { Removal } from "./provider/definition";

/** What becomes of an object in Intune whose resource is removed. */
export function objectRemoval(
  { onRemoval }: Pick<ObjectHandling, "onRemoval">,
  name: string,
  adopted: boolean,
): Removal<never> {
  const keeps = onRemoval === ObjectRemoval.Keep || (onRemoval === ObjectRemoval.DeleteCreated && adopted);
  return keeps ? { keep: `${name} stays in Intune as it is` } : "delete";
}

/** An object in Intune whose resource is removed. */
export interface RemovedObject {
  /** Resource and object, for the message that it stays. */
  readonly name: string;
  /** The object, inside a sentence. */
  readonly what: string;
  readonly whereInConsole: string;
  /** Undefined when it is not there. */
  readonly look: () => Promise<object | undefined>;
  /** An object that is not there is fine. */
  readonly delete: () => Promise<void>;
}

/** Deletes the object, unless it is to stay, and looks until it is gone. */
export async function removeObject(
  object: RemovedObject,
  { onRemoval }: Pick<ObjectHandling, "onRemoval">,
  adopted: boolean,
): Promise<void> {
  if (onRemoval === ObjectRemoval.Keep || (onRemoval === ObjectRemoval.DeleteCreated && adopted)) {
    tell(`${object.name} stays in Intune as it is.`);
    return;
  }
  await object.delete();
  const seen = await lookUntil(object.look, (left) => left === undefined, 6, 1000);
  if (seen === undefined) return;
  throw new Error(
    `Intune accepted the deletion of ${object.what}, but still shows it; look at it in ${object.whereInConsole}, then run again`,
  );
}
