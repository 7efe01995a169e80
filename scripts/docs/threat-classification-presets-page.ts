import { citeLink, guideLinks } from "../../model/guide-links";
import { titleOf } from "../../model/risk";
import {
  threatClassificationPresets,
  type PresetLine,
} from "../../resources/lookout-threat-classifications/threat-classification-presets";

const introduction = `# Presets of threat classifications

Lookout publishes no default risks, so this package has none either. These presets are this project's own choices for those who want a start; each line has its
reason. A preset never changes: a better one gets a new number. Name them in \`lookout-intune:threatClassifications.presets\`; risks of your own go
before theirs. What each classification means: ${guideLinks.threatReference.title}, ${citeLink(guideLinks.threatReference)}.

Generated from \`resources/lookout-threat-classifications/threat-classification-presets.ts\` by \`npm run docs\`.
`;

/** The page about presets, as Markdown. */
export function writePresetsPage(): string {
  const presets = Object.entries<readonly PresetLine[]>(threatClassificationPresets);
  return [introduction, ...presets.map(([name, lines]) => presetSection(name, lines))].join("\n");
}

function presetSection(name: string, lines: readonly PresetLine[]): string {
  const rows = lines.map(({ classification, risk, reason }) => `| ${classification} | ${titleOf(risk)} | ${reason} |`);
  return [`## ${name}`, "", "| Classification | Risk | Reason |", "| --- | --- | --- |", ...rows, ""].join("\n");
}
