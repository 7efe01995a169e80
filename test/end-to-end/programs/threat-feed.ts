import * as pulumi from "@pulumi/pulumi";
import { LookoutThreatFeed } from "pulumi-lookout-intune";

/** Nothing but a feed, as a user's program may have one. */
const feed = new LookoutThreatFeed("denylist", {
  title: "Blocked by Contoso",
  domainsFile: new pulumi.Config("test").require("domainsFile"),
});

export const { domainsCount, elementsCount } = feed;
