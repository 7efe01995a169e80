import { quoteName } from "../../model/hidden-characters";
import { guideLinks } from "../../model/guide-links";
import type { ActionText } from "./next-steps.state";

export const pilotMembers: ActionText = ({ enrollmentGroupNames }) => {
  const groups = enrollmentGroupNames.map((name) => quoteName(name)).join(", ");
  return (
    `Add the users whose devices Lookout should protect to ${groups}: directly, not through another group, a few test users ` +
    `first. Never rename the group: Lookout finds it by its name. Groups are in the Entra admin center, ${guideLinks.entraAdminCenter.url}.`
  );
};

export const devices: ActionText = ({ devices: counts }) => {
  if (counts !== null && counts.active > 0 && counts.pending + counts.disconnected + (counts.unclear ?? 0) === 0) {
    return undefined;
  }
  return (
    "Once Lookout for Work is on a phone, its owner opens and activates it: the device is pending in Lookout before and active " +
    'afterwards. "lookout-intune enrollment" lists the devices that are not active; docs/first-start.md shows what the owner sees.'
  );
};

export const nextRing: ActionText = ({ nextRing: ring }) =>
  ring === undefined
    ? undefined
    : `When the current rings work, set lookout-intune:rollout.reached to ${ring}; the preview shows whom it protects.`;
