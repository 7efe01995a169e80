import type { PolicyResource } from "@pulumi/policy";
import {
  dynamicTypes,
  isLookoutForWork,
  lookoutForWork,
  platformOfCompliance,
  StoreAppPlatform,
  type PlatformCoverage,
  type ProtectedPlatform,
} from "pulumi-lookout-intune/schemas";
import { ofType } from "./group-uses";
import { textOf } from "./input-values";
import type { Props } from "./rule";

/** Returns which parts of the integration a stack declares for a platform. */
export function coverageOf(resources: readonly PolicyResource[], platform: ProtectedPlatform): PlatformCoverage {
  return {
    connector: ofType(resources, dynamicTypes.IntuneMtdConnector).some(
      ({ props }) => platformOf(props, platform)?.enabled === true,
    ),
    compliance: ofType(resources, dynamicTypes.IntuneCompliancePolicy).some(
      ({ props }) => platformOfCompliance(props.platform) === platform,
    ),
    app: lookoutApps(resources).some((app) => platformOfApp(app) === platform),
  };
}

/** Returns the Lookout for Work apps of a stack. */
export function lookoutApps(resources: readonly PolicyResource[]): PolicyResource[] {
  return [
    ...ofType(resources, dynamicTypes.IntuneStoreApp).filter(({ props }) => isStoreAppOfLookout(props)),
    ...ofType(resources, dynamicTypes.IntuneManagedGooglePlayApp).filter(
      ({ props }) => props.packageId === lookoutForWork.packageId,
    ),
  ];
}

/** Compares the app id in the URL, because the App Store has a URL for each country. */
function isStoreAppOfLookout({ platform, appStoreUrl }: PolicyResource["props"]): boolean {
  const address = textOf(appStoreUrl);
  const store = Object.values(StoreAppPlatform).find((one) => one === platform);
  return store !== undefined && address !== undefined && isLookoutForWork(store, address);
}

function platformOfApp({ type, props }: PolicyResource): string | undefined {
  return type === dynamicTypes.IntuneManagedGooglePlayApp ? "android" : textOf(props.platform);
}

/** A platform's settings in an Intune connector, as far as rules need them. */
export interface PlatformSettings {
  readonly enabled?: boolean;
  readonly appSync?: boolean;
  readonly appProtection?: boolean;
  readonly blockWhenPartnerDataMissing?: boolean;
}

/** Returns the settings of a platform; undefined when the connector does not declare it. */
export function platformOf(props: Props, platform: "android" | "ios"): PlatformSettings | undefined {
  const settings = props[platform];
  return settings === null || typeof settings !== "object" ? undefined : settings;
}
