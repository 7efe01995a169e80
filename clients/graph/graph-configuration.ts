import { cloudsByEnvironment, defaultEnvironment } from "../../model/clouds";
import {
  isOn,
  missing,
  nameOf,
  valueOf,
  type ConfigurationSource,
  type Configured,
  type Environment,
  type Setting,
} from "../configuration-source";
import { allowedHostsIn, type AllowedHosts } from "../http/allowed-hosts";
import { findDestinationProblems } from "./declared-destinations";
import { readCredential, type GraphCredential } from "./read-credential";
import { graphSettings } from "./azuread-settings";

export type { GraphCredential, OidcAssertion } from "./read-credential";
export { graphSettings } from "./azuread-settings";

/** The tenant and cloud to sign in to, and the credential to sign in with. */
export interface GraphConfiguration {
  readonly tenantId: string;
  readonly credential: GraphCredential;
  /** host[:port] of the metadata host that publishes the endpoints of sign-in and Graph. Overrides `environment`. */
  readonly metadataHost?: string;
  /** Name of the cloud, in lower case. */
  readonly environment: string;
  /** Hosts beside the known ones that may get credentials. The endpoints that a metadata host names must be among them. */
  readonly allowedHosts: AllowedHosts;
}

/** Reads the configuration and finds all problems with it, without network access. */
export function readGraphConfiguration(
  source: ConfigurationSource,
  environment: Environment = process.env,
): Configured<GraphConfiguration> {
  const read = (setting: Setting) => valueOf(setting, source, environment);
  // In an Azure Kubernetes Service pod with a workload identity, the tenant is set in the environment.
  const forAks = isOn(graphSettings.useAksWorkloadIdentity, source, environment);
  const tenantId = read(graphSettings.tenantId)?.trim() ?? (forAks ? environment.AZURE_TENANT_ID : undefined);
  const metadataHost = read(graphSettings.metadataHost)?.trim();
  const cloudName = (read(graphSettings.environment) ?? defaultEnvironment).trim().toLowerCase();
  // Reading the credential reads the files that the config names, so these are checked first.
  const refused = findDestinationProblems("azuread", source, environment);
  const signIn: Configured<GraphCredential> =
    refused.length === 0 ? readCredential(source, environment) : { problems: refused };
  const problems = [
    ...(tenantId === undefined
      ? [missing(graphSettings.tenantId, "it names the Entra tenant, also beside an explicit azuread provider")]
      : []),
    ...findTenantProblems(tenantId, source, environment),
    ...findCloudProblems(metadataHost, cloudName),
    ...signIn.problems,
  ];
  if (tenantId === undefined || signIn.configuration === undefined || problems.length > 0) return { problems };
  return {
    configuration: {
      tenantId,
      credential: signIn.configuration,
      metadataHost,
      environment: cloudName,
      allowedHosts: allowedHostsIn(environment),
    },
    problems: [],
  };
}

function findTenantProblems(tenantId: string | undefined, source: ConfigurationSource, environment: Environment) {
  if (tenantId === undefined) return [];
  if (!/^[\w.-]+$/.test(tenantId)) {
    return [`${nameOf(graphSettings.tenantId)} is not a tenant id; give the directory (tenant) ID, a GUID`];
  }
  // In azuread the stack config takes precedence, in this package the environment: they would use two different tenants.
  const declared = source.get(graphSettings.tenantId.key)?.trim();
  if (declared === undefined || declared === "" || declared.toLowerCase() === tenantId.toLowerCase()) return [];
  return [
    `azuread:tenantId names the tenant ${declared}, but ARM_TENANT_ID of the environment names ${environment.ARM_TENANT_ID ?? tenantId}; ` +
      "make them agree or unset one",
  ];
}

function findCloudProblems(metadataHost: string | undefined, cloudName: string): string[] {
  if (metadataHost !== undefined) {
    return /^[\w.-]+(:\d+)?$/.test(metadataHost)
      ? []
      : [
          `${nameOf(graphSettings.metadataHost)} is a host with an optional port, such as localhost:9443, without https://`,
        ];
  }
  if (Object.hasOwn(cloudsByEnvironment, cloudName)) return [];
  const known = Object.keys(cloudsByEnvironment).join(", ");
  return [`${nameOf(graphSettings.environment)} is not a known cloud; use one of ${known}`];
}
