import { cloudsByEnvironment } from "../../model/clouds";
import { lookoutApiUrl } from "../../model/lookout-endpoints";
import type { Environment } from "../configuration-source";
import { graphSettings } from "../graph/azuread-settings";

/** Environment variable that names further hosts to which credentials may go: `host[:port]`, separated by commas. The port is
 *  443 if it is missing. Unset or empty: none. The stack config cannot name any, because whoever proposes a change of it would
 *  decide where the credentials of the next preview go. */
export const allowedHostsVariable = "LOOKOUT_INTUNE_ALLOWED_HOSTS";

/** Hosts beside the known ones to which credentials may go, as `host` (port 443) or `host:port`. */
export type AllowedHosts = ReadonlySet<string>;

/** Why nothing is sent to a URL. */
export interface HostRefusal {
  /** A sentence without its period. */
  readonly reason: string;
  /** How to allow or correct it, a sentence without its period. */
  readonly fix: string;
}

const clouds = Object.values(cloudsByEnvironment);

const knownHosts: ReadonlySet<string> = new Set(
  [
    ...clouds.flatMap(({ login, graph, resourceManager, logsIngestion }) => [
      login,
      graph,
      resourceManager,
      logsIngestion,
    ]),
    lookoutApiUrl,
  ].map((origin) => new URL(origin).host),
);

/** A data collection endpoint is a host of its own below the cloud's, such as `x.westeurope-1.ingest.monitor.azure.com`.
 *  Source: https://learn.microsoft.com/azure/azure-monitor/data-collection/data-collection-endpoint-overview */
const monitorDomains = clouds.map(({ logsIngestion }) => `.${new URL(logsIngestion).host}`);

const hostAndPort = /^(?:[\w.-]+|\[[\da-f:.]+\])(?::\d+)?$/i;

/** Reads the allowed hosts of the environment: those that `LOOKOUT_INTUNE_ALLOWED_HOSTS` lists, the host of
 *  `ARM_METADATA_HOSTNAME`, and the token service that the pipeline's runner names for OIDC, which can differ in every job. What
 *  a metadata host names in its answer is not allowed by that: the credential goes there, so it must be allowed itself. */
export function allowedHostsIn(environment: Environment): AllowedHosts {
  const { metadataHost, oidcRequestUrl } = graphSettings;
  const named = [
    ...(environment[allowedHostsVariable] ?? "").split(","),
    ...metadataHost.variables.map((variable) => environment[variable] ?? ""),
  ];
  const urls = [
    ...named.map((host) => host.trim()).flatMap((host) => (hostAndPort.test(host) ? `https://${host}` : [])),
    ...oidcRequestUrl.variables.map((variable) => environment[variable]?.trim() ?? ""),
  ];
  return new Set(urls.flatMap((url) => hostIn(url) ?? []));
}

/** Whether a `host[:port]` is one of Microsoft's clouds or Lookout's. */
export function isKnownHost(host: string): boolean {
  const found = hostIn(`https://${host}`);
  return found !== undefined && isKnown(found);
}

/** Decides whether credentials may go to a URL: undefined if they may. Only this function of the package decides it. */
export function findHostRefusal(url: string, allowed: AllowedHosts): HostRefusal | undefined {
  const host = hostIn(url);
  if (host === undefined) {
    return {
      reason: "it is not a URL that starts with https:// and a host, so a credential could be sent in plaintext",
      fix: "use https",
    };
  }
  if (isKnown(host) || allowed.has(host)) return undefined;
  return {
    reason: `${host} belongs neither to Microsoft's clouds nor to Lookout, so nothing is sent to it`,
    fix:
      `if you trust ${host} with your credentials, list it in the environment variable ${allowedHostsVariable} (the stack config ` +
      "cannot allow it) for every command, pulumi destroy included",
  };
}

/** The refusal of a URL as one text, without its period; undefined if it may get credentials. */
export function describeHostRefusal(url: string, allowed: AllowedHosts): string | undefined {
  const refusal = findHostRefusal(url, allowed);
  return refusal && `${refusal.reason}; ${refusal.fix}`;
}

function isKnown(host: string): boolean {
  return knownHosts.has(host) || monitorDomains.some((domain) => host.endsWith(domain));
}

/** The host of an https URL, with its port unless that is 443. Undefined for everything that two libraries could read
 *  differently, such as a user name or a backslash. */
function hostIn(url: string): string | undefined {
  const written = /^https:\/\/([^/?#]*)/i.exec(url)?.[1];
  if (written === undefined || !hostAndPort.test(written) || !URL.canParse(url)) return undefined;
  return new URL(url).host;
}
