import * as pulumi from "@pulumi/pulumi";
import { dynamicModule, dynamicTypes } from "../../model/resource-types";
import { withOwner, type OwnedObjectArgs } from "../graph-object/graph-object.args";
import { removalOutputs } from "../provider/removal-outputs";
import { withSecretPaths } from "../provider/secret-paths";
import { thinProvider } from "../provider/thin-provider";

export interface LookoutThreatFeedArgs extends OwnedObjectArgs {
  /** The feed's title, 8 to 255 characters. */
  title: pulumi.Input<string>;
  /** A description, 8 to 255 characters. Default: not managed. */
  description?: pulumi.Input<string>;
  /** Allow Lookout to analyze the domains. Default: false. */
  allowAnalysis?: pulumi.Input<boolean>;
  /** Path to a UTF-8 text or CSV file with one domain per line, relative to the program's folder; a header `domain`
   *  is allowed. A file whose real path is outside the project is refused, unread. State holds the file's digest instead of its domains. Set either this or `domains`. */
  domainsFile?: pulumi.Input<string>;
  /** The domains, at most 1,000, which Pulumi keeps in state. Set either this or `domainsFile`. Host names only,
   *  without scheme, path, port or wildcard; upper case and international names are normalized. */
  domains?: pulumi.Input<pulumi.Input<string>[]>;
  /** Adopt an existing feed and replace its title and domains. Lookout allows one feed per enterprise (second-hand).
   *  Default: false; an existing feed is then an error that names it. */
  adopt?: pulumi.Input<boolean>;
}

const provider = thinProvider("LookoutThreatFeed");

/** Lookout's threat feed: the domains that its policy for denylisted content blocks on phones. It needs the
 *  application key in `lookout:applicationKey`, with the permission for threat feeds (second-hand). An update sends
 *  only the domains that differ. If Lookout refuses domains, the run fails and names each; the accepted domains are
 *  in the feed.
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
  /** Number of domains that Lookout counts; null if a failed run could not read it. */
  declare public readonly elementsCount: pulumi.Output<number | null>;
  /** When domains were last uploaded, in Lookout's format; null if Lookout does not return it. */
  declare public readonly elementsUploadedAt: pulumi.Output<string | null>;
  /** SHA-256 of the sorted domains, in hexadecimal; null if a failed run could not read them. */
  declare public readonly domainsDigest: pulumi.Output<string | null>;
  /** Number of domains in the digest; null if a failed run could not read them. */
  declare public readonly domainsCount: pulumi.Output<number | null>;
  /** What you still have to do in Lookout's console. */
  declare public readonly consoleNote: pulumi.Output<string>;
  /** Id of the Entra tenant of the integration. */
  declare public readonly tenantId: pulumi.Output<string>;
  /** What removing this resource does in Lookout, in words. */
  declare public readonly removalEffect: pulumi.Output<string>;

  constructor(name: string, args: LookoutThreatFeedArgs, opts?: pulumi.CustomResourceOptions) {
    const outputs = {
      feedId: undefined,
      ...removalOutputs,
      elementsCount: undefined,
      elementsUploadedAt: undefined,
      domainsDigest: undefined,
      domainsCount: undefined,
      consoleNote: undefined,
    };
    super(
      provider,
      name,
      withSecretPaths({ ...withOwner("LookoutThreatFeed", name, args), ...outputs }),
      opts,
      dynamicModule,
      "LookoutThreatFeed",
    );
  }
}
