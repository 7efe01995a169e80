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
import { platformOf } from "./connector-platforms";
import { ofType } from "./group-uses";
import { textOf } from "./input-values";

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
