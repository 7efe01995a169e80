import { Document, isMap, parseDocument, type ScalarTag, type Tags, type YAMLMap } from "yaml";
import { findHiddenCharacters, quoteName } from "pulumi-lookout-intune/internal/model/hidden-characters";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";

/** A key of a stack's config with its value and a comment. */
export interface ConfigEntry {
  /** The full key, such as `lookout-intune:connector`. */
  readonly key: string;
  readonly value: unknown;
  /** Comment lines above the key. */
  readonly comment?: readonly string[];
}

/** Writes a string with characters that nobody sees as one with escapes, so that the name can be read and copied. */
const hiddenString: ScalarTag = {
  tag: "tag:yaml.org,2002:str",
  default: true,
  identify: (value) =>
    typeof value === "string" && findHiddenCharacters(value).some(({ character }) => character !== "\n"),
  // It only writes, so it reads no text.
  test: /(?!)/,
  resolve: (text) => text,
  stringify: ({ value }) => quoteName(String(value)),
};
const documentOptions = { customTags: (tags: Tags) => [hiddenString, ...tags] };

/** The existing keys that a write would replace. */
export function findConflictingKeys(existing: string, owned: readonly string[]): string[] {
  const config = parsed(existing).get("config");
  if (!isMap(config)) return [];
  const present = config.items.map(({ key }) => String(key));
  return present.filter((key) => owned.includes(key));
}

/** Writes entries into a stack's file, new or existing. Keeps everything that is not owned: other keys, secrets, Pulumi's salt,
 *  comments. Removes owned keys without an entry. */
export function writeIntoDocument(
  existing: string | undefined,
  entries: readonly ConfigEntry[],
  owned: readonly string[],
  heading: readonly string[],
): string {
  const document = existing === undefined || existing.trim() === "" ? newDocument(heading) : parsed(existing);
  const config = configOf(document);
  for (const key of owned) config.delete(key);
  for (const { key, value, comment } of entries) {
    const name = document.createNode(key);
    if (comment !== undefined) name.commentBefore = comment.map((line) => ` ${line}`).join("\n");
    config.add(document.createPair(name, value));
  }
  return document.toString({ lineWidth: 0 });
}

function parsed(text: string): Document.Parsed {
  const document = parseDocument(text, documentOptions);
  const [error] = document.errors;
  if (error !== undefined) throw new UserError([`The stack's file cannot be read: ${error.message}`]);
  if (document.contents === null) document.set("config", document.createNode({}));
  if (isMap(document.contents)) return document;
  throw new UserError(["The stack's file cannot be read: it is not a map of settings."]);
}

function newDocument(heading: readonly string[]): Document.Parsed | Document {
  const document = new Document({}, documentOptions);
  document.commentBefore = heading.map((line) => ` ${line}`).join("\n");
  return document;
}

function configOf(document: Document.Parsed | Document): YAMLMap {
  const found = document.get("config");
  if (isMap(found)) return found;
  const config = document.createNode({}) as unknown as YAMLMap;
  document.set("config", config);
  return config;
}
