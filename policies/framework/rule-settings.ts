import { Environment, readDomain } from "pulumi-lookout-intune/schemas";
import { z } from "zod";

/** The environment of the stack, for rules with different requirements per environment. */
export const environmentSetting = z
  .enum(Environment, { error: "the environment is development, pilot or production" })
  .optional()
  .describe(
    "What the stack is for: `development`, `pilot` or `production`. Default: none, and the rule asks for nothing.",
  );

export const environmentNotConfigured = "the rule's setting environment is not configured";

/** Schema of a list of domains. */
export function domainsSetting(meaning: string) {
  const domain = z
    .string("a domain is a text")
    .refine((text) => "domain" in readDomain(text), "this is no bare domain such as contoso.com");
  return z.array(domain, "the domains are a list").default([]).describe(meaning);
}

/** Schema of a list of object or client ids. */
export function idsSetting(meaning: string) {
  return z.array(z.guid("an id is a GUID"), "the ids are a list").default([]).describe(meaning);
}
