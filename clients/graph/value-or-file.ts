import { readFileSync } from "node:fs";
import { nameOf, type Setting } from "../configuration-source";

/** A value that was read from a setting or from a file, or the problems with it. */
export interface FoundValue {
  readonly value?: string;
  readonly problems: readonly string[];
}

/** Reads a value from its setting or from the file that another setting names. As in azuread, you may set both if they agree. */
export function valueOrFile(
  setting: Setting,
  fileSetting: Setting,
  read: (setting: Setting) => string | undefined,
): FoundValue {
  const value = read(setting);
  const path = read(fileSetting);
  if (path === undefined) return { value, problems: [] };
  const inFile = contentOf(path);
  if (inFile === undefined) {
    return { problems: [`${nameOf(fileSetting)} names ${path}, which cannot be read or is empty; correct the path`] };
  }
  if (value === undefined || value.trim() === inFile) return { value: inFile, problems: [] };
  const both = `${nameOf(setting)} and the file that ${nameOf(fileSetting)} names`;
  return { problems: [`${both} contain different values; remove one of them`] };
}

function contentOf(path: string): string | undefined {
  try {
    const content = readFileSync(path, "utf8").trim();
    return content === "" ? undefined : content;
  } catch {
    return undefined;
  }
}
