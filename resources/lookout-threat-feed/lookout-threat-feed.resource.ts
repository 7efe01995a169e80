import * as pulumi from "@pulumi/pulumi";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import { thinProvider } from "../provider/thin-provider";

export interface LookoutThreatFeedArgs {
  /** The feed's title, 8 to 255 characters. */
  title: pulumi.Input<string>;
  /** A description, 8 to 255 characters. Left out: the feed's is not managed. */
  description?: pulumi.Input<string>;
  /** Let Lookout analyse the domains. Default: false. */
  allowAnalysis?: pulumi.Input<boolean>;
  /** A UTF-8 text or CSV file with one domain a line; a header `domain` is allowed. The path is relative to the program's
   *  folder. State holds the file's digest, never its domains. Either this or `domains`. */
  domainsFile?: pulumi.Input<string>;
  /** The domains themselves, 1,000 at most, as Pulumi keeps them in state. Either this or `domainsFile`. Host names only,
   *  without scheme, path, port or wildcard; upper case and international names are brought into their normal form. */
  domains?: pulumi.Input<pulumi.Input<string>[]>;
  /** Take over a feed that Lookout has already, which replaces its title and its domains. Lookout takes one feed per
   *  enterprise (second-hand). Default: false, which refuses and says what is there. */
  adopt?: pulumi.Input<boolean>;
}

const provider = thinProvider("LookoutThreatFeed");

/** Lookout's threat feed: the domains that its policy for denylisted content blocks on phones. Needs the application key
 *  in `lookout:applicationKey`, with the permission for threat feeds (second-hand). A change sends only the domains that
 *  differ from what Lookout has. A run fails when Lookout refuses a domain, and names each; the others are in the feed.
 *
 *  ```ts
 *  new LookoutThreatFeed("denylist", { title: "Domains blocked by Contoso", domainsFile: "denylist.csv" });
 *  ```
 *
 *  The feed blocks nothing until somebody ties it to the policy for denylisted content in Lookout's console: Lookout has
 *  no API for that.
 *
 *  Source: https://api.lookout.com/mgmt/threat-feeds/api-docs/external */
export class LookoutThreatFeed extends pulumi.dynamic.Resource {
  /** @internal Lets policies match by class. */
  static readonly __pulumiType: string = dynamicTypes.LookoutThreatFeed;

  /** The feed's id in Lookout. */
  declare public readonly feedId: pulumi.Output<string>;
  /** Number of domains that Lookout counts; null when a failed run could not read it. */
  declare public readonly elementsCount: pulumi.Output<number | null>;
  /** When domains were last uploaded, as Lookout writes it; null when it does not say. */
  declare public readonly elementsUploadedAt: pulumi.Output<string | null>;
  /** SHA-256 of the sorted domains, in hexadecimal; null when a failed run could not read them. */
  declare public readonly domainsDigest: pulumi.Output<string | null>;
  /** Number of domains behind the digest; null when a failed run could not read them. */
  declare public readonly domainsCount: pulumi.Output<number | null>;
  /** What a person still has to do in Lookout's console. */
  declare public readonly consoleNote: pulumi.Output<string>;

  constructor(name: string, args: LookoutThreatFeedArgs, opts?: pulumi.CustomResourceOptions) {
    const outputs = {
      feedId: undefined,
      elementsCount: undefined,
      elementsUploadedAt: undefined,
      domainsDigest: undefined,
      domainsCount: undefined,
      consoleNote: undefined,
    };
    super(provider, name, { ...args, ...outputs }, opts, dynamicModule, "LookoutThreatFeed");
  }
}
