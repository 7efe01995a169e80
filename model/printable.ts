import { stripVTControlCharacters } from "node:util";

/** What joins two pictures into one, such as a family, and asks for the colored form of a picture. */
const inPicture =
  "(?<=[\\p{Extended_Pictographic}\\p{Emoji_Modifier}\\ufe0f])\\u200d(?=\\p{Extended_Pictographic})|(?<=\\p{Extended_Pictographic})\\ufe0f";

/** Characters that control a terminal, or that nobody sees: control characters, bidirectional controls, zero-width and tag
 *  characters, line separators. They can hide a part of a name, or make a line read differently. */
const character = `(?!${inPicture})[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}\\p{Default_Ignorable_Code_Point}]`;
const unprintable = new RegExp(character, "gu");
const onOneLine = new RegExp(`(?:${character})+`, "gu");
const onSeveralLines = new RegExp(`(?:\\r(?!\\n)|(?![\\t\\r\\n])${character})+`, "gu");

/** Fast path: most texts are ASCII, and a table of all devices has many. */
const onlyAscii = /^[\x20-\x7e]*$/;

/** What a pipeline reads as a command of its own: `##vso[` and `##[` anywhere in a line, `::` at its start. */
const pipelineCommand = /##(?=\w*\[)/g;
const workflowCommand = /^([^\S\r\n\u2028\u2029]*):(?=:)/gm;

/** A text of services or people on one line, without characters that a terminal or a pipeline acts on. */
export function printable(text: string): string {
  const line = onlyAscii.test(text) ? text : stripVTControlCharacters(text).replace(onOneLine, " ");
  return withoutPipelineCommands(line.trim());
}

/** The same for a text of several lines. */
export function printableText(text: string): string {
  return withoutPipelineCommands(stripVTControlCharacters(text).replace(onSeveralLines, " "));
}

/** Formats a value as JSON. It keeps its meaning, because each such character is written as an escape. */
export function printableJson(value: unknown, indent?: number): string {
  return JSON.stringify(value, null, indent)
    .replace(unprintable, (found) => (found === "\n" ? found : escapeOf(found)))
    .replace(pipelineCommand, "#\\u0023");
}

function withoutPipelineCommands(text: string): string {
  return text.includes("##") || text.includes("::")
    ? text.replace(pipelineCommand, "# #").replace(workflowCommand, "$1: ")
    : text;
}

/** As UTF-16 code units, which JSON's escapes are. */
function escapeOf(found: string): string {
  return found
    .split("")
    .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
    .join("");
}
