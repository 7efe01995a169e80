import { format } from "prettier";
import { writeManagedPropertiesPage } from "./managed-properties";
import { writePresetsPage } from "./threat-classification-presets";

const pages = {
  "managed-properties.md": writeManagedPropertiesPage,
  "threat-classification-presets.md": writePresetsPage,
} as const;

/** Every page that is generated, by its file in `docs`. */
export async function writePages(): Promise<Record<string, string>> {
  const written = Object.entries(pages).map(async ([file, write]) => [
    file,
    await format(write(), { parser: "markdown", printWidth: 120 }),
  ]);
  return Object.fromEntries(await Promise.all(written)) as Record<string, string>;
}
