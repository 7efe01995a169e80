import { ObjectRemoval, type ObjectHandling } from "../../model/intune-object";
import type { Removal } from "./resource-definition";
import type { State } from "./provider";
import { isPresent } from "./state";
import type { Target } from "./target";

/** What happens to an object in Intune when its resource is removed. `goBack` is the object with the settings that it
 *  had before it was adopted. */
export function objectRemoval<Client, Actual>(
  { onRemoval }: Pick<ObjectHandling, "onRemoval">,
  name: string,
  { adopted, settingsBefore }: State,
  goBack: (client: Client) => Target<Actual>,
): Removal<Client, Actual> {
  if (onRemoval === ObjectRemoval.Keep) return { action: "keep", effect: `${name} stays in Intune unchanged` };
  if (onRemoval === ObjectRemoval.Delete) return { action: "delete", effect: `${name} is deleted in Intune` };
  if (adopted !== true) return { action: "delete", effect: `${name}, which this stack created, is deleted in Intune` };
  if (isPresent(settingsBefore)) {
    return {
      action: "leave",
      effect: `${name}, which this stack adopted, is restored to the settings that it had`,
      target: goBack,
    };
  }
  return {
    action: "keep",
    effect: `${name} stays in Intune unchanged, because the release that adopted it did not record what it was`,
  };
}
