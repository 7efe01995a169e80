import { consoleSettings } from "./console-settings.facts";
import { enrollment } from "./enrollment.facts";
import type { GuideSection } from "./fact";
import { intuneSide } from "./intune-side.facts";
import { lookoutConnector } from "./lookout-connector.facts";
import { onboarding } from "./onboarding.facts";

export type { GuideFact, GuideSection, FactLocation, Proof } from "./fact";

/** Microsoft's guide, step by step and fact by fact, in its order.
 *  Source: https://learn.microsoft.com/en-us/intune/device-security/mobile-threat-defense/setup-lookout (2024-07-19), with
 *  https://learn.microsoft.com/en-us/intune/device-security/mobile-threat-defense/lookout before it and enable-connector,
 *  assign-apps, add-apps-unenrolled-devices, create-compliance-policy and create-app-protection-policy behind it. */
export const guideSections: readonly GuideSection[] = [
  ...onboarding,
  lookoutConnector,
  intuneSide,
  ...consoleSettings,
  ...enrollment,
];
