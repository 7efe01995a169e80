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
import type { GraphClient } from "pulumi-lookout-intune/internal/clients/graph/graph-client";
import {
  listConditionalAccessPolicies,
  type ListedConditionalAccessPolicy,
} from "pulumi-lookout-intune/internal/clients/graph/conditional-access-policies";
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
} from "pulumi-lookout-intune/internal/clients/graph/graph-objects";
import { ServiceError } from "pulumi-lookout-intune/internal/clients/http/service-error";
import { iosAppConfigurations, readerOf, type ConfigLocation } from "./locations";

/** An object that may belong to the Lookout integration. */
export interface Candidate {
  /** Its location in the config; undefined if this package does not manage such objects. */
  readonly location: ConfigLocation | undefined;
  readonly object: GraphObject;
}

/** The objects of the integration in a tenant. */
export interface TenantObjects {
  /** Undefined if Intune has no Lookout connector. */
  readonly connector: MobileThreatDefenseConnector | undefined;
  readonly candidates: readonly Candidate[];
  /** App configurations that target one of the candidate apps. */
  readonly appConfigurations: readonly GraphObject[];
  /** Policies that require a compliant device, or the error if they could not be read. Nothing else depends on them. */
  readonly conditionalAccess: readonly ListedConditionalAccessPolicy[] | ServiceError;
}

/** Reads all objects that may belong to the integration. Read-only. */
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

/** Compliance policies for phones that require a threat level. Only beta lists policies of every platform. */
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
    const location: ConfigLocation = `appProtection.${platform}`;
    const listed = await listObjects(graph, readerOf(location).collection);
    const asking = listed.filter(({ maximumAllowedDeviceThreatLevel: level }) => requiresThreatLevel(level));
    found.push(...(await inFull(graph, asking, () => location)));
  }
  return found;
}

function requiresThreatLevel(level: unknown): boolean {
  return typeof level === "string" && level !== "notConfigured";
}

/** Lookout for Work from every store that Intune supports. */
async function readApps(graph: GraphClient): Promise<Candidate[]> {
  const listed = await listObjectsOfEveryType(graph, managedGooglePlayApps);
  return inFull(
    graph,
    listed.filter((app) => appLocation(app) !== undefined),
    appLocation,
  );
}

function appLocation(app: GraphObject): ConfigLocation | undefined {
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

/** Reads each object with its assignments, which lists omit. Skips an object that was deleted in the meantime. */
async function inFull(
  graph: GraphClient,
  listed: readonly GraphObject[],
  locationOf: (object: GraphObject) => ConfigLocation | undefined,
): Promise<Candidate[]> {
  const candidates: Candidate[] = [];
  for (const one of listed) {
    const location = locationOf(one);
    const object = location === undefined ? one : await getObject(graph, readerOf(location).collection, one.id);
    if (object !== undefined) candidates.push({ location, object });
  }
  return candidates;
}
