import { guideLinks } from "./guide-links";
import { defaultMtdPartner } from "./mtd-partners";
import { capitalized } from "./sentence";

/** The step in which an Intune administrator adds a partner's connector; every text about the step uses it.
 *  Sources: https://learn.microsoft.com/en-us/mem/intune/protect/lookout-mtd-connector-integration,
 *  https://learn.microsoft.com/en-us/intune/device-security/mobile-threat-defense/enable-connector */
export interface AddConnectorStep {
  readonly title: string;
  /** Who may do the step. */
  readonly person: string;
  readonly url: string;
  readonly path: string;
  /** What to choose in the list that opens. */
  readonly choice: string;
  readonly finish: string;
  /** What happens afterwards. */
  readonly then: string;
}

/** The step for a partner. Only the partner's name differs, as the guide spells it. */
export function addConnectorStep(partner: string = defaultMtdPartner): AddConnectorStep {
  return {
    title: `Add the ${partner} connector in Intune`,
    person:
      "an Endpoint Security Manager of Intune, or a user whose custom role has the permissions Read and Modify of Mobile Threat Defense",
    url: guideLinks.intuneAdminCenter.url,
    path: `${mobileThreatDefensePath} > Add`,
    choice: `${partner} (the guide's name; the portal's list may word it differently)`,
    finish: "Create",
    then: "Its settings become available once the partner has made contact with Intune.",
  };
}

/** Path in the Intune admin center to the list of partners. */
export const mobileThreatDefensePath = "Tenant administration > Connectors and tokens > Mobile Threat Defense";

/** The step as sentences. */
export function describeAddConnectorStep(partner?: string): string {
  const { person, url, path, choice, finish, then } = addConnectorStep(partner);
  return `${capitalized(person)}, signs in to ${url}, opens ${path}, chooses ${choice}, and then ${finish}. ${then}`;
}
