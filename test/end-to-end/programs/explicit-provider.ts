import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { LookoutIntuneIntegration, type LookoutIntuneIntegrationArgs } from "pulumi-lookout-intune";

/** The integration with an azuread provider of its own. */
const config = new pulumi.Config("test");
const provider = new azuread.Provider("own", config.requireObject<azuread.ProviderArgs>("provider"));
const args = config.requireObject<LookoutIntuneIntegrationArgs>("integration");
new LookoutIntuneIntegration("lookout", args, { providers: { azuread: provider } });
