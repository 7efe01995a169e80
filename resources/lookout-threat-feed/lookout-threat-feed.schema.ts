import { z } from "zod";
import { refuseNameProblem } from "../../model/group-names";

/** Maximum number of domains in the program itself, because Pulumi keeps inputs in state and prints them. A file has
 *  no limit. */
export const maximumInlineDomains = 1000;

const characters = (what: string) => {
  const message = `${what} must have 8 to 255 characters`;
  return z.string({ error: message }).min(8, message).max(255, message);
};

/** The settings of Lookout's threat feed. `findDomainSourceProblem` checks that exactly one source of domains is
 *  given.
 *  Source: https://api.lookout.com/mgmt/threat-feeds/api-docs/external */
export const threatFeedSchema = z.strictObject({
  title: characters("a feed's title").superRefine(refuseNameProblem("new")),
  description: characters("a feed's description").optional(),
  allowAnalysis: z.boolean({ error: "must be true (Lookout may analyze the domains) or false" }),
  domainsFile: z.string().min(1, "must be a path; set one, or remove the setting").optional(),
  domains: z
    .array(z.string(), { error: "must be a list of domains" })
    .max(
      maximumInlineDomains,
      `at most ${maximumInlineDomains} domains are allowed here, because Pulumi keeps them in its state; write them to a file, one per line, and set domainsFile`,
    )
    .optional(),
  adopt: z.boolean({ error: "must be true (adopt the existing feed) or false (refuse it)" }),
});
export type ThreatFeedInputs = z.infer<typeof threatFeedSchema>;

/** A feed's settings in Lookout, without its domains. An absent description is not managed. */
export type ThreatFeedSettings = Pick<ThreatFeedInputs, "title" | "description" | "allowAnalysis">;

export const threatFeedDefaults = { allowAnalysis: false, adopt: false } as const;

/** Why the sources of domains are invalid; undefined if exactly one is given. */
export function findDomainSourceProblem(inputs: {
  readonly domainsFile?: unknown;
  readonly domains?: unknown;
}): string | undefined {
  const given = [inputs.domainsFile, inputs.domains].filter((source) => source !== undefined).length;
  if (given === 1) return undefined;
  return given === 0
    ? "the feed's domains are missing; set domainsFile or domains"
    : "domainsFile and domains are both set; keep one of them";
}

/** What a person must do for a feed. Lookout publishes no API for it. */
export const threatFeedConsoleNote =
  "The feed blocks nothing until somebody adds it to the policy for denylisted content in Lookout's console; " +
  "Lookout has no API for that.";
