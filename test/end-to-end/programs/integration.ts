import * as pulumi from "@pulumi/pulumi";
import { LookoutIntuneIntegration, type LookoutIntuneIntegrationArgs } from "pulumi-lookout-intune";

/** The integration as a user's program declares it, without the root stack's checks before it. */
const config = new pulumi.Config("test");
new LookoutIntuneIntegration("lookout", config.requireObject<LookoutIntuneIntegrationArgs>("integration"));
const second = config.getObject<LookoutIntuneIntegrationArgs>("second");
if (second !== undefined) new LookoutIntuneIntegration("second", second);
