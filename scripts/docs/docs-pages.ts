import { format } from "prettier";
import { writeGuideCoveragePage } from "./guide-coverage-page";
import { writeLeavingPage } from "./leaving-page";
import { writeLinksPage } from "./links-page";
import { writeLookoutEventsPage } from "./lookout-events-page";
import { writeManagedPropertiesPage } from "./managed-properties-page";
import { writePolicyPages } from "./policies-page";
import { writePresetsPage } from "./threat-classification-presets-page";
import { writeThreatModelPage } from "./threat-model-page";

const pages = {
  "guide-coverage.md": writeGuideCoveragePage,
  "leaving.md": writeLeavingPage,
  "links.md": writeLinksPage,
  "lookout-events.md": writeLookoutEventsPage,
  "managed-properties.md": writeManagedPropertiesPage,
  "threat-classification-presets.md": writePresetsPage,
  "threat-model.md": writeThreatModelPage,
} as const;

/** All generated pages by file in `docs`. */
export async function writePages(): Promise<Record<string, string>> {
  const texts = {
    ...writePolicyPages(),
    ...Object.fromEntries(Object.entries(pages).map(([file, write]) => [file, write()])),
  };
  const written = Object.entries(texts).map(async ([file, text]) => [
    file,
    await format(text, { parser: "markdown", printWidth: 120 }),
  ]);
  return Object.fromEntries(await Promise.all(written)) as Record<string, string>;
}
