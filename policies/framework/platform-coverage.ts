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
import { textOf } from "./values";

/** What covers a platform in a stack. */
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

/** The apps of a stack that are Lookout for Work. */
export function lookoutApps(resources: readonly PolicyResource[]): PolicyResource[] {
  return [
    ...ofType(resources, dynamicTypes.IntuneStoreApp).filter(({ props }) => isStoreAppOfLookout(props)),
    ...ofType(resources, dynamicTypes.IntuneManagedGooglePlayApp).filter(
      ({ props }) => props.packageId === lookoutForWork.packageId,
    ),
  ];
}

/** By what the address names, as Apple's store has one for each country. */
function isStoreAppOfLookout({ platform, appStoreUrl }: PolicyResource["props"]): boolean {
  const address = textOf(appStoreUrl);
  const store = Object.values(StoreAppPlatform).find((one) => one === platform);
  return store !== undefined && address !== undefined && isLookoutForWork(store, address);
}

function platformOfApp({ type, props }: PolicyResource): string | undefined {
  return type === dynamicTypes.IntuneManagedGooglePlayApp ? "android" : textOf(props.platform);
}
