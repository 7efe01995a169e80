import { quoteByCodePoint, quoteName } from "./hidden-characters";
import { isMap } from "./maps";
import { printable } from "./printable";

/** What a message shows in place of a secret value. */
export const hiddenValue = "[secret]";

/** The input of a dynamic resource with the paths of its secret inputs, as JSON pointers such as `/ios/appSync`. A path ends at a
 *  list, which is secret as a whole. Absent if there are none. */
export const secretInputsKey = "secretInputs";

/** Keys on the way to a value. */
export type Steps = readonly string[];

/** Writes a path as a JSON pointer. Source: https://www.rfc-editor.org/rfc/rfc6901 */
export function toPointer(steps: Steps): string {
  return steps.map((step) => `/${step.replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}

export function fromPointer(pointer: string): Steps {
  return pointer
    .split("/")
    .slice(1)
    .map((step) => step.replaceAll("~1", "/").replaceAll("~0", "~"));
}

/** The value at a path; undefined if there is none. */
export function valueAtSteps(value: unknown, steps: Steps): unknown {
  return steps.reduce<unknown>((found, step) => (isMap(found) ? found[step] : undefined), value);
}

/** The texts that messages must hide of a secret value at a path of settings. Of a setting that is on or off, they hide the name,
 *  because they name beside it which of the two it is. */
export function textsToHide(value: unknown, path: Steps = []): string[] {
  if (typeof value === "number") return [String(value)];
  if (typeof value === "string") return formsOf(value.trim());
  if (typeof value === "boolean") return path.length === 0 || path.at(-1) === "adopt" ? [] : [path.join(".")];
  if (Array.isArray(value)) return value.flatMap((member) => textsToHide(member));
  return isMap(value) ? Object.entries(value).flatMap(([key, member]) => textsToHide(member, [...path, key])) : [];
}

/** A text as messages show it. */
function formsOf(text: string): string[] {
  const quoted = [JSON.stringify, quoteName, quoteByCodePoint].map((quote) => quote(text).slice(1, -1));
  return text === "" ? [] : [text, printable(text), ...quoted];
}

/** Replaces texts wherever they occur as whole words, in any case. */
export function hideTexts(message: string, texts: readonly string[]): string {
  const longestFirst = [...new Set(texts)]
    .filter((text) => text !== "")
    .sort((one, other) => other.length - one.length);
  return longestFirst.reduce((result, text) => result.replace(wordPattern(text), hiddenValue), message);
}

function wordPattern(text: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}])${text.replace(/[.*+?^${}()|[\]\\/]/g, "\\$&")}(?![\\p{L}\\p{N}])`, "giu");
}
