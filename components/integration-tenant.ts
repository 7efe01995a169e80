import * as azuread from "@pulumi/azuread";
import * as pulumi from "@pulumi/pulumi";
import { nameOf, valueOf } from "../clients/configuration-source";
import { describeForeignCloud } from "../clients/graph/declared-destinations";
import { graphSettings, readGraphConfiguration } from "../clients/graph/graph-configuration";
import { isGuid } from "../model/identifiers";
import { azureadTypes } from "../model/resource-types";
import { componentError, type ComponentContext } from "./component-error";
import { readConfig, refuseForeignDestinations } from "./trusted-destinations";

/** The integration, and what its resources wait for. */
export interface IntegrationContext extends ComponentContext {
  /** For `dependsOn`: empty, and known once all resources are known to be in one tenant. Every child that would be registered
   *  without the tenant's id waits for it, so that nothing is created if there are two tenants. */
  readonly inOneTenant: pulumi.Output<pulumi.Resource[]>;
}

/** Reads the id of the tenant to which the azuread provider of the component signs in. It fails if the resources of this package
 *  would be in another tenant, because they take their sign-in from the stack config and the environment. */
export function readTenant(component: ComponentContext): {
  readonly tenantId: pulumi.Output<string>;
  readonly context: IntegrationContext;
} {
  refuseForeignDestinations(component, "azuread");
  const tenantId = pulumi.output(readAndCheck(component));
  return { tenantId, context: { ...component, inOneTenant: tenantId.apply(() => []) } };
}

async function readAndCheck(context: ComponentContext): Promise<string> {
  const tenantId = await readAzureadTenant(context);
  const isExplicit = context.resource.getProvider(azureadTypes.Group) !== undefined;
  const problem = findTenantProblem(tenantId, isExplicit);
  if (problem !== undefined) throw componentError(context, problem);
  logForeignCloud(context);
  return tenantId;
}

/** Logs it in every run, because no difference of a preview shows a wrong metadata host. Does not wait for the log: messages
 *  come one after another, and an earlier one may wait for a resource that waits for the tenant. */
function logForeignCloud({ resource }: ComponentContext): void {
  const foreign = describeForeignCloud(valueOf(graphSettings.metadataHost, { get: readConfig }, process.env)?.trim());
  if (foreign !== undefined) {
    void pulumi.log.info(`Signs in at the ${foreign} (${nameOf(graphSettings.metadataHost)}).`, resource);
  }
}

async function readAzureadTenant(context: ComponentContext): Promise<string> {
  try {
    return (await azuread.getClientConfig({ parent: context.resource })).tenantId;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw componentError(context, `the tenant id could not be read from the azuread provider's sign-in. ${reason}`);
  }
}

/** Why the integration would not be in one tenant; undefined if it would, or if that is not known. */
function findTenantProblem(azureadTenant: string | undefined, isExplicit: boolean): string | undefined {
  const { configuration, problems } = readGraphConfiguration({ get: readConfig });
  if (configuration === undefined) {
    // Without an explicit provider, the check of each resource reports the problems.
    if (!isExplicit) return undefined;
    return (
      `an explicit azuread provider is given, which signs in to the tenant ${azureadTenant ?? "that is not known yet"}. It ` +
      "serves the resources of azuread only. All others read their sign-in from the stack config or the environment. " +
      `${problems.join("; ")}.`
    );
  }
  const { tenantId } = configuration;
  // A tenant can also be named by its domain, from which its id does not follow.
  if (azureadTenant === undefined || !isGuid(tenantId) || azureadTenant.toLowerCase() === tenantId.toLowerCase()) {
    return undefined;
  }
  const [provider, reason] = isExplicit
    ? ["an explicit azuread provider", ", because an explicit provider serves the resources of azuread only"]
    : ["the azuread provider", ""];
  return (
    `${provider} signs in to the tenant ${azureadTenant}, but ${nameOf(graphSettings.tenantId)} names the tenant ${tenantId}. ` +
    `Groups and Conditional Access would be in the first and everything else in the second${reason}. Give both the same tenant.`
  );
}
