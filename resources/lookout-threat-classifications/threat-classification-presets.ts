import { Risk } from "../../model/risk";
import type { ThreatClassification } from "../../model/threat-classification-ids";

/** One line of a preset. */
export interface PresetLine {
  readonly classification: ThreatClassification;
  readonly risk: Risk;
  /** Why we chose it. */
  readonly reason: string;
}

/** Our own presets as a starting point. They are not Lookout's, because Lookout publishes no default risks. A preset
 *  never changes; an improved one gets a new number. */
export const threatClassificationPresets = {
  /** Malicious apps and files. */
  "project-malware-1": [
    line("TROJAN", Risk.High, "it pretends to be something else, and has the permissions that its user granted"),
    line("WORM", Risk.High, "it spreads by itself, so one device soon infects others"),
    line("VIRUS", Risk.High, "it changes other software, so nothing on the device can be trusted"),
    line("EXPLOIT", Risk.High, "it bypasses the operating system's limits for apps"),
    line("BACKDOOR", Risk.High, "it gives an attacker access to the device"),
    line("BOT", Risk.High, "an attacker controls the device"),
    line("APP_DROPPER", Risk.High, "it installs further apps, which nobody has assessed yet"),
    line("ROOT_ENABLER", Risk.High, "it removes the protection that all other security on the device relies on"),
    line("SURVEILLANCEWARE", Risk.High, "it spies on a targeted person, who reads company data on this device"),
    line("SPYWARE", Risk.High, "it exfiltrates data, and company data is on this device"),
    line("TOLL_FRAUD", Risk.Medium, "it causes costs without consent, but does not access data"),
    line("CLICK_FRAUD", Risk.Medium, "it acts without its user's knowledge, but does not access data"),
  ],
  /** Devices and networks that are currently compromised. */
  "project-integrity-1": [
    line("ROOT_JAILBREAK", Risk.High, "apps are no longer isolated, and management can be deceived"),
    line("ACTIVE_MITM", Risk.High, "an attacker is reading or changing the connection"),
    line("ROGUE_WIFI", Risk.Medium, "the network imitates another one, but the device itself is not compromised"),
    line("UNENCRYPTED", Risk.Medium, "anyone who finds the device can read its data"),
    line("NO_DEVICE_LOCK", Risk.Medium, "anyone who finds the device can use it"),
  ],
} as const satisfies Record<string, readonly PresetLine[]>;
export type ThreatClassificationPreset = keyof typeof threatClassificationPresets;

/** The risks of several presets. If two name the same classification, the later one wins. */
export function risksOfPresets(
  presets: readonly ThreatClassificationPreset[],
): Partial<Record<ThreatClassification, Risk>> {
  const lines = presets.flatMap((preset): readonly PresetLine[] => threatClassificationPresets[preset]);
  return Object.fromEntries(lines.map(({ classification, risk }) => [classification, risk]));
}

/** The risks of presets and of your own choices, which override presets. */
export function declaredRisks<Own extends object>(presets: readonly ThreatClassificationPreset[], own: Own) {
  return { ...risksOfPresets(presets), ...own };
}

function line(classification: ThreatClassification, risk: Risk, reason: string): PresetLine {
  return { classification, risk, reason };
}
