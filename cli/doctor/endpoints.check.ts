import { nameOf } from "pulumi-lookout-intune/internal/clients/configuration-source";
import {
  graphSettings,
  type GraphConfiguration,
} from "pulumi-lookout-intune/internal/clients/graph/graph-configuration";
import type { GraphEndpoints } from "pulumi-lookout-intune/internal/clients/graph/cloud-endpoints";
import { findHostRefusal, type AllowedHosts } from "pulumi-lookout-intune/internal/clients/http/allowed-hosts";
import { checkReachability, type Reachability } from "pulumi-lookout-intune/internal/clients/http/reach";
import { capitalized } from "pulumi-lookout-intune/internal/model/sentence";
import { check, type Check } from "./check";

/** A host that this package sends requests to. */
export interface Endpoint {
  readonly id: string;
  readonly title: string;
  /** The service answers this URL without credentials, even if only with an error. */
  readonly url: string;
  /** The setting that names the host. */
  readonly setting: string;
}

/** An endpoint with the result of its probe. */
export interface ProbedEndpoint extends Endpoint {
  readonly reachability: Reachability;
}

/** Endpoints of Entra and Graph by the configuration. */
export function microsoftEndpoints(
  { tenantId, metadataHost }: GraphConfiguration,
  { login, graph }: GraphEndpoints,
): Endpoint[] {
  const setting = nameOf(metadataHost === undefined ? graphSettings.environment : graphSettings.metadataHost);
  const signIn = `${login}/${encodeURIComponent(tenantId)}/v2.0/.well-known/openid-configuration`;
  return [
    { id: "reach-entra", title: "Entra answers", url: signIn, setting },
    { id: "reach-graph", title: "Microsoft Graph answers", url: `${graph}/v1.0/organization`, setting },
  ];
}

/** The failed check of a host to which no credential may go; undefined if it may be asked. */
export function evaluateDestination({ id, title, url, setting }: Endpoint, allowed: AllowedHosts): Check | undefined {
  const refusal = findHostRefusal(url, allowed);
  return (
    refusal && check(id, title).failing(`Not asked: ${refusal.reason} (${setting}).`, `${capitalized(refusal.fix)}.`)
  );
}

export function probeEndpoints(endpoints: readonly Endpoint[]): Promise<ProbedEndpoint[]> {
  return Promise.all(
    endpoints.map(async (endpoint) => ({
      ...endpoint,
      reachability: await checkReachability(endpoint.url, endpoint.setting),
    })),
  );
}

export function evaluateEndpoint({ id, title, url, reachability: result }: ProbedEndpoint): Check {
  const { host } = new URL(url);
  if (result.reached) return check(id, title).ok(host);
  return check(id, title).failing(
    `No answer: ${result.reason}.`,
    `Allow HTTPS from this machine to ${host} (proxy: HTTPS_PROXY), or correct the setting.`,
  );
}

/** Client assertions are valid for minutes only, and Entra refuses tokens from the future. */
const toleratedMinutes = 5;

/** Compares this machine's clock with the clocks of Microsoft's hosts. */
export function evaluateClock(endpoints: readonly ProbedEndpoint[]): Check {
  const clock = check("clock", "This machine's clock");
  const differences = endpoints.flatMap(({ reachability: result }) =>
    result.reached && result.clockAheadMs !== undefined ? [result.clockAheadMs] : [],
  );
  const [first] = differences;
  if (first === undefined) {
    return clock.unknown("No host returned its time.", "Fix the connections above, then run this again.");
  }
  const largest = differences.reduce((worst, one) => (Math.abs(one) > Math.abs(worst) ? one : worst), first);
  const seconds = Math.round(Math.abs(largest) / 1000);
  const found = `${seconds} s ${largest > 0 ? "ahead of" : "behind"} Microsoft's`;
  if (Math.abs(largest) <= toleratedMinutes * 60_000) return clock.ok(seconds <= 1 ? "agrees with Microsoft's" : found);
  return clock.failing(
    `${found}; sign-ins with a certificate or OIDC fail above ${toleratedMinutes} minutes.`,
    "Synchronize the clock with a time server.",
  );
}
