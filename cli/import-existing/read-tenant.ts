import { AppProtectionPlatform } from "pulumi-lookout-intune/internal/resources/intune-app-protection-policy/intune-app-protection-policy.schema";
import {
  CompliancePlatform,
  compliancePolicyTypes,
} from "pulumi-lookout-intune/internal/resources/intune-compliance-policy/intune-compliance-policy.schema";
import {
  isLookoutForWork,
  lookoutForWork,
  StoreAppPlatform,
  storeAppTypes,
} from "pulumi-lookout-intune/internal/resources/intune-store-app/intune-store-app.schema";
import type { GraphClient } from "pulumi-lookout-intune/internal/clients/graph/client";
import {
  listConditionalAccessPolicies,
  type ConditionalAccessPolicy,
} from "pulumi-lookout-intune/internal/clients/graph/conditional-access";
import { managedGooglePlayApps } from "pulumi-lookout-intune/internal/clients/graph/managed-google-play";
import {
  getConnector,
  type MobileThreatDefenseConnector,
} from "pulumi-lookout-intune/internal/clients/graph/mobile-threat-defense-connectors";
import {
  getObject,
  listObjects,
  listObjectsOfEveryType,
  type GraphObject,
} from "pulumi-lookout-intune/internal/clients/graph/objects";
import { ServiceError } from "pulumi-lookout-intune/internal/clients/http/service-error";
import { iosAppConfigurations, readerOf, type Place } from "./kinds";

/** An object that looks as if it were Lookout's part, with everything that belongs to it. */
export interface Candidate {
  /** Where it would stand in the config; undefined when this product manages no such object. */
  readonly place: Place | undefined;
  readonly object: GraphObject;
}

/** What a tenant has of the integration. */
export interface TenantObjects {
  /** Undefined when Intune has no such connector. */
  readonly connector: MobileThreatDefenseConnector | undefined;
  readonly candidates: readonly Candidate[];
  /** Configurations that name one of the apps among the candidates. */
  readonly appConfigurations: readonly GraphObject[];
  /** Policies that require a compliant device; or why they could not be read, which nothing else needs. */
  readonly conditionalAccess: readonly ConditionalAccessPolicy[] | ServiceError;
}

/** Reads everything that the integration may consist of, and changes nothing. */
export async function readTenant(graph: GraphClient, connectorId: string): Promise<TenantObjects> {
  const connector = await getConnector(graph, connectorId);
  const compliance = await readCompliancePolicies(graph);
  const appProtection = await readAppProtectionPolicies(graph);
  const apps = await readApps(graph);
  return {
    connector,
    candidates: [...compliance, ...appProtection, ...apps],
    appConfigurations: await readAppConfigurations(
      graph,
      apps.map(({ object }) => object.id),
    ),
    conditionalAccess: await readConditionalAccess(graph),
  };
}

/** Compliance policies of phones that ask for a threat level. Only beta lists those of every kind of device. */
async function readCompliancePolicies(graph: GraphClient): Promise<Candidate[]> {
  const path = "/beta/deviceManagement/deviceCompliancePolicies";
  const listed = await listObjectsOfEveryType(graph, { path, what: "the compliance policy", area: "compliance" });
  const asking = listed.filter(
    (policy) =>
      policy.deviceThreatProtectionEnabled === true &&
      /^#microsoft\.graph\.(android|aosp|ios)/.test(policy["@odata.type"] ?? ""),
  );
  return inFull(graph, asking, (policy) => {
    const platforms = Object.values(CompliancePlatform);
    const platform = platforms.find((one) => compliancePolicyTypes[one].odataType === policy["@odata.type"]);
    return platform === undefined ? undefined : `compliance.${platform}`;
  });
}

async function readAppProtectionPolicies(graph: GraphClient): Promise<Candidate[]> {
  const found: Candidate[] = [];
  for (const platform of Object.values(AppProtectionPlatform)) {
    const place: Place = `appProtection.${platform}`;
    const listed = await listObjects(graph, readerOf(place).collection);
    const asking = listed.filter(({ maximumAllowedDeviceThreatLevel: level }) => asksForLevel(level));
    found.push(...(await inFull(graph, asking, () => place)));
  }
  return found;
}

function asksForLevel(level: unknown): boolean {
  return typeof level === "string" && level !== "notConfigured";
}

/** Lookout for Work from every store that Intune takes it from. */
async function readApps(graph: GraphClient): Promise<Candidate[]> {
  const listed = await listObjectsOfEveryType(graph, managedGooglePlayApps);
  return inFull(
    graph,
    listed.filter((app) => appPlace(app) !== undefined),
    appPlace,
  );
}

function appPlace(app: GraphObject): Place | undefined {
  const type = app["@odata.type"];
  const comesFrom = (platform: StoreAppPlatform) =>
    type === storeAppTypes[platform].odataType && isLookoutForWork(platform, String(app.appStoreUrl));
  if (comesFrom(StoreAppPlatform.Ios)) return "lookoutForWork.ios";
  if (comesFrom(StoreAppPlatform.Android)) return "lookoutForWork.androidStore";
  const isManaged = type === managedGooglePlayApps.odataType && app.packageId === lookoutForWork.packageId;
  return isManaged ? "lookoutForWork.android" : undefined;
}

async function readAppConfigurations(graph: GraphClient, appIds: readonly string[]): Promise<GraphObject[]> {
  if (appIds.length === 0) return [];
  const path = "/beta/deviceAppManagement/mobileAppConfigurations";
  const listed = await listObjectsOfEveryType(graph, { ...iosAppConfigurations, path });
  const ours = listed.filter(
    ({ targetedMobileApps: apps }) => Array.isArray(apps) && apps.some((id) => appIds.includes(String(id))),
  );
  const read: GraphObject[] = [];
  for (const object of ours) {
    const isIos = object["@odata.type"] === iosAppConfigurations.odataType;
    read.push((isIos ? await getObject(graph, iosAppConfigurations, object.id) : undefined) ?? object);
  }
  return read;
}

async function readConditionalAccess(graph: GraphClient): Promise<TenantObjects["conditionalAccess"]> {
  try {
    const policies = await listConditionalAccessPolicies(graph);
    return policies.filter(({ requiresCompliantDevice }) => requiresCompliantDevice);
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
}

/** Reads each object again with its parts, as lists leave them out; one that disappeared meanwhile is left out. */
async function inFull(
  graph: GraphClient,
  listed: readonly GraphObject[],
  placeOf: (object: GraphObject) => Place | undefined,
): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const one of listed) {
    const place = placeOf(one);
    const object = place === undefined ? one : await getObject(graph, readerOf(place).collection, one.id);
    if (object !== undefined) candidates.push({ place, object });
  }
  return candidates;
}
