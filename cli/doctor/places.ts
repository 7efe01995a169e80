import { nameOf } from "pulumi-lookout-intune/internal/clients/configuration";
import { graphSettings, type GraphConfiguration } from "pulumi-lookout-intune/internal/clients/graph/configuration";
import type { GraphEndpoints } from "pulumi-lookout-intune/internal/clients/graph/endpoints";
import { reach, type Reach } from "pulumi-lookout-intune/internal/clients/http/reach";
import { check, type Check } from "./check";

/** A host that the product talks to. */
export interface Place {
  readonly id: string;
  readonly title: string;
  /** Answered by the service without credentials, be it with a refusal. */
  readonly url: string;
  /** The setting that the host came from. */
  readonly setting: string;
}

/** A place, and whether it answers. */
export interface ReachedPlace extends Place {
  readonly reach: Reach;
}

/** Entra and Graph, where the configuration says they are. */
export function microsoftPlaces(
  { tenantId, metadataHost }: GraphConfiguration,
  { login, graph }: GraphEndpoints,
): Place[] {
  const setting = nameOf(metadataHost === undefined ? graphSettings.environment : graphSettings.metadataHost);
  const signIn = `${login}/${encodeURIComponent(tenantId)}/v2.0/.well-known/openid-configuration`;
  return [
    { id: "reach-entra", title: "Entra answers", url: signIn, setting },
    { id: "reach-graph", title: "Microsoft Graph answers", url: `${graph}/v1.0/organization`, setting },
  ];
}

export function tryPlaces(places: readonly Place[]): Promise<ReachedPlace[]> {
  return Promise.all(places.map(async (place) => ({ ...place, reach: await reach(place.url, place.setting) })));
}

export function evaluatePlace({ id, title, url, reach: result }: ReachedPlace): Check {
  const { host } = new URL(url);
  if (result.reached) return check(id, title).ok(host);
  return check(id, title).failing(
    `No answer: ${result.reason}.`,
    `Let this machine reach ${host} on its port by HTTPS (proxy: HTTPS_PROXY), or correct the setting.`,
  );
}

/** Entra's assertions are valid for minutes only, and tokens from a time that has not come are refused. */
const toleratedMinutes = 5;

/** Compares this machine's clock with those of Microsoft's hosts. */
export function evaluateClock(places: readonly ReachedPlace[]): Check {
  const clock = check("clock", "This machine's clock");
  const differences = places.flatMap(({ reach: result }) =>
    result.reached && result.clockAheadMs !== undefined ? [result.clockAheadMs] : [],
  );
  const [first] = differences;
  if (first === undefined) {
    return clock.unknown("No host that answers tells the time.", "Make the hosts above answer, then run this again.");
  }
  const largest = differences.reduce((worst, one) => (Math.abs(one) > Math.abs(worst) ? one : worst), first);
  const seconds = Math.round(Math.abs(largest) / 1000);
  const found = `${seconds} s ${largest > 0 ? "ahead of" : "behind"} Microsoft's`;
  if (Math.abs(largest) <= toleratedMinutes * 60_000) return clock.ok(seconds <= 1 ? "agrees with Microsoft's" : found);
  return clock.failing(
    `${found}; sign-ins with a certificate or by OIDC fail when it is more than ${toleratedMinutes} minutes.`,
    "Let the machine set its clock by a time server.",
  );
}
