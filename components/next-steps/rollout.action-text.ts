import { guideLinks } from "../../model/guide-links";
import type { ActionText } from "./next-steps.state";

export const pilotMembers: ActionText = ({ enrollmentGroupNames }) => {
  const groups = enrollmentGroupNames.map((name) => `"${name}"`).join(", ");
  return (
    `Put the users whose devices Lookout is to watch into ${groups}: directly, not through another group, a few test users ` +
    `first. Never rename the group: Lookout finds it by its name. Groups are in the Entra admin center, ${guideLinks.entraAdminCenter.url}.`
  );
};

export const devices: ActionText = ({ devices: counts }) => {
  if (counts !== null && counts.active > 0 && counts.pending + counts.disconnected + (counts.unclear ?? 0) === 0) {
    return undefined;
  }
  return (
    "Once Lookout for Work is on a phone, its owner opens and activates it: the device is pending in Lookout before and active " +
    'afterwards. "lookout-intune enrollment" lists the devices that are not; docs/first-start.md says what the owner sees.'
  );
};

export const nextRing: ActionText = ({ nextRing: ring }) =>
  ring === undefined
    ? undefined
    : `Once the rings so far are fine, set lookout-intune:rollout.reached to ${ring}; the preview shows whom it protects.`;
