import { Environment, findProblems, formatPath, readDomain } from "pulumi-lookout-intune/schemas";
import { z } from "zod";
import type { PolicyConfigSchema } from "@pulumi/policy";

/** The environment of the stack, for rules with different requirements per environment. */
export const environmentSetting = z
  .enum(Environment, { error: "the environment must be development, pilot or production" })
  .optional()
  .describe(
    "What the stack is for: `development`, `pilot` or `production`. Default: none, and the rule requires nothing.",
  );

export const environmentNotConfigured = "the rule's setting environment is not configured";

/** Schema of a list of domains. */
export function domainsSetting(meaning: string) {
  const domain = z
    .string("a domain must be a string")
    .refine((text) => "domain" in readDomain(text), "this is not a domain such as contoso.com");
  return z.array(domain, "the domains must be a list").default([]).describe(meaning);
}

/** Schema of a list of object or client ids. */
export function idsSetting(meaning: string) {
  return z.array(z.guid("an id must be a GUID"), "the ids must be a list").default([]).describe(meaning);
}

/** Schema of a rule's configuration. Each setting has a default or is optional. */
export type ConfigSchema = z.ZodObject;

/** The schema of a rule without settings. */
export const noSettings = z.strictObject({});

type Properties = PolicyConfigSchema["properties"];

/** Converts the schema to Pulumi's format. Pulumi's CLI validates the configuration against it and applies the defaults. */
export function toPulumiSchema(schema: ConfigSchema): PolicyConfigSchema | undefined {
  const { properties = {} } = z.toJSONSchema(schema, { io: "input", unrepresentable: "any" });
  // zod generates JSON Schema draft 2020-12 and Pulumi expects draft 7. The rules use only what is the same in both.
  return Object.keys(properties).length === 0 ? undefined : { properties: properties as Properties };
}

/** A configuration with its defaults, or a message with its problems. */
export type ReadConfig<Config> =
  { readonly config: Config; readonly problem?: undefined } | { readonly problem: string };

/** Validates a configuration and applies defaults. The CLI does so too, but the SDK does not, and the CLI cannot check conditions
 *  between two settings. */
export function readConfig<Schema extends ConfigSchema>(schema: Schema, given: unknown): ReadConfig<z.output<Schema>> {
  const problems = findProblems(schema, given);
  if (problems.length === 0) return { config: schema.parse(given) };
  const list = problems.map(({ steps, message }) =>
    steps.length === 0 ? message : `${formatPath(steps)}: ${message}`,
  );
  return {
    problem: `the configuration of this rule is invalid: ${list.join("; ")}. Correct the policy configuration.`,
  };
}
