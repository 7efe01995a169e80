import type { PolicyResource } from "@pulumi/policy";
import {
  dynamicTypes,
  lookoutForWork,
  platformOfCompliance,
  type PlatformCoverage,
  type ProtectedPlatform,
} from "pulumi-lookout-intune/domain";
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
  const addresses: readonly unknown[] = Object.values(lookoutForWork.appStoreUrl);
  return [
    ...ofType(resources, dynamicTypes.IntuneStoreApp).filter(({ props }) => addresses.includes(props.appStoreUrl)),
    ...ofType(resources, dynamicTypes.IntuneManagedGooglePlayApp).filter(
      ({ props }) => props.packageId === lookoutForWork.packageId,
    ),
  ];
}

function platformOfApp({ type, props }: PolicyResource): string | undefined {
  return type === dynamicTypes.IntuneManagedGooglePlayApp ? "android" : textOf(props.platform);
}
