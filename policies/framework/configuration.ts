import type { PolicyConfigSchema } from "@pulumi/policy";
import { findProblems, formatPath } from "pulumi-lookout-intune/schemas";
import { z } from "zod";

/** What a rule can be configured with. Every setting has a default or may be left out. */
export type ConfigSchema = z.ZodObject;

/** Most rules have nothing to configure. */
export const noSettings = z.strictObject({});

type Properties = PolicyConfigSchema["properties"];

/** The schema as Pulumi takes it: its CLI checks a configuration against it and fills defaults in. */
export function toPulumiSchema(schema: ConfigSchema): PolicyConfigSchema | undefined {
  const { properties = {} } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  // zod writes draft 2020-12 and Pulumi reads draft 7; rules use nothing in which they differ.
  return Object.keys(properties).length === 0 ? undefined : { properties: properties as Properties };
}

/** A configuration with its defaults, or what is wrong with it, in the words of a message. */
export type ReadConfig<Config> =
  { readonly config: Config; readonly problem?: undefined } | { readonly problem: string };

/** Reads a configuration. Only the CLI checks it and fills defaults in, the SDK does not, and the CLI knows no rule between
 *  two settings. */
export function readConfig<Schema extends ConfigSchema>(schema: Schema, given: unknown): ReadConfig<z.output<Schema>> {
  const problems = findProblems(schema, given);
  if (problems.length === 0) return { config: schema.parse(given) };
  const list = problems.map(({ steps, message }) =>
    steps.length === 0 ? message : `${formatPath(steps)}: ${message}`,
  );
  return { problem: `this rule's own configuration is wrong: ${list.join("; ")}. Correct the policy configuration.` };
}
