import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { isPlaceholder } from "pulumi-lookout-intune/schemas";
import { parse } from "yaml";

export const repository = join(__dirname, "..", "..", "..");

/** The stacks whose files are shipped. */
export const shippedStacks: readonly string[] = readdirSync(repository).flatMap(
  (file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? [],
);

export type Config = Record<string, unknown>;

export function readStackFile(stack: string): string {
  return readFileSync(join(repository, `Pulumi.${stack}.yaml`), "utf8");
}

export function configIn(text: string): Config {
  return (parse(text) as { readonly config: Config }).config;
}

/** The policy profile that a stack's file names, from the repository's root. */
export function profileOf(stack: string): string {
  const [, profile] = /^# Profile: (\S+)$/m.exec(readStackFile(stack)) ?? [];
  return profile ?? assert.fail(`Pulumi.${stack}.yaml names no profile`);
}

/** Config that is commented out: its first line, and the file's text with the comment sign taken away from all of its lines. */
export interface CommentedBlock {
  readonly first: string;
  readonly uncommentIn: (text: string) => string;
}

export function commentedBlocks(text: string): CommentedBlock[] {
  const blocks = text.slice(text.indexOf("\nconfig:")).match(/^ *# [\w-]+(:[\w]+)?:( .*)?\n( *# {2,}.*\n)*/gm) ?? [];
  return blocks.map((block) => ({
    first: block.slice(0, block.indexOf("\n")).trim(),
    uncommentIn: (within) => within.replace(block, block.replace(/^( *)# /gm, "$1")),
  }));
}

/** What comments invite a reader to set, such as `"reached: staff"`, with the setting's path in the config. */
export function invitationsIn(text: string): { readonly path: readonly string[]; readonly value: string }[] {
  return [...text.matchAll(/^ *# .*"(\w+): (\w+)"/gm)].flatMap(([, key = "", value = ""]) =>
    pathsTo(configIn(text), key).map((path) => ({ path, value })),
  );
}

function pathsTo(value: unknown, key: string): string[][] {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, inner]) => [
    ...(name === key ? [[name]] : []),
    ...pathsTo(inner, key).map((path) => [name, ...path]),
  ]);
}

/** Paths of all placeholders, in the order of the file. */
export function placeholdersIn(value: unknown, path: readonly string[] = []): string[][] {
  if (typeof value === "string" && isPlaceholder(value)) return [[...path]];
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([name, inner]) => placeholdersIn(inner, [...path, name]));
}

/** The config with some settings changed, by their paths. */
export function changed(
  config: Config,
  settings: readonly (readonly [path: readonly string[], value: unknown])[],
): Config {
  const copy = structuredClone(config);
  for (const [path, value] of settings) {
    const parent = path.slice(0, -1).reduce<unknown>((inner, step) => (inner as Config)[step], copy) as Config;
    parent[path.at(-1) ?? ""] = value;
  }
  return copy;
}

/** The config with every placeholder filled in, by the names of settings or, where several have one name, by their paths. */
export function filledIn(config: Config, values: Readonly<Record<string, unknown>>): Config {
  return changed(
    config,
    placeholdersIn(config).map((path) => {
      const key = [path.join("."), path.at(-1) ?? ""].find((one) => one in values);
      return [path, key === undefined ? assert.fail(`nothing fills in ${path.join(".")}`) : values[key]];
    }),
  );
}
