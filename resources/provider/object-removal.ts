import { ObjectRemoval, type ObjectHandling } from "../../model/intune-object";
import type { Removal } from "./resource-definition";

/** What happens to an object in Intune when its resource is removed. */
export function objectRemoval(
  { onRemoval }: Pick<ObjectHandling, "onRemoval">,
  name: string,
  adopted: boolean,
): Removal<never> {
  const keeps = onRemoval === ObjectRemoval.Keep || (onRemoval === ObjectRemoval.DeleteCreated && adopted);
  return keeps ? { keep: `${name} stays in Intune as it is` } : "delete";
}
