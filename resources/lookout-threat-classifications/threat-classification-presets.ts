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
    line("TROJAN", Risk.High, "it does something else than it shows, with the rights its user gave it"),
    line("WORM", Risk.High, "it spreads by itself, so one device is soon several"),
    line("VIRUS", Risk.High, "it changes other software, so nothing on the device can be trusted"),
    line("EXPLOIT", Risk.High, "it breaks out of what the operating system allows an app"),
    line("BACKDOOR", Risk.High, "it lets somebody else onto the device"),
    line("BOT", Risk.High, "somebody else gives the device its orders"),
    line("APP_DROPPER", Risk.High, "it brings further apps, which nobody has judged yet"),
    line("ROOT_ENABLER", Risk.High, "it removes the protection that everything else on the device relies on"),
    line("SURVEILLANCEWARE", Risk.High, "it watches a chosen person, who reads company data on this device"),
    line("SPYWARE", Risk.High, "it carries data away, and company data is on this device"),
    line("TOLL_FRAUD", Risk.Medium, "it costs money without being asked, but does not reach for data"),
    line("CLICK_FRAUD", Risk.Medium, "it acts behind its user's back, but does not reach for data"),
  ],
  /** Devices and networks that are currently compromised. */
  "project-integrity-1": [
    line("ROOT_JAILBREAK", Risk.High, "apps are no longer kept apart, and management can be deceived"),
    line("ACTIVE_MITM", Risk.High, "somebody reads or changes the connection at this moment"),
    line("ROGUE_WIFI", Risk.Medium, "the network imitates another, but the device itself is sound"),
    line("UNENCRYPTED", Risk.Medium, "whoever finds the device reads what is on it"),
    line("NO_DEVICE_LOCK", Risk.Medium, "whoever finds the device can use it"),
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
