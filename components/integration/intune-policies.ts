import * as pulumi from "@pulumi/pulumi";
import { defaultAppProtectionPolicyNames, defaultCompliancePolicyNames } from "../../model/default-policy-names";
import { AppProtectionPlatform } from "../../resources/intune-app-protection-policy/intune-app-protection-policy.schema";
import { CompliancePlatform } from "../../resources/intune-compliance-policy/intune-compliance-policy.schema";
import { IntuneAppProtectionPolicy } from "../../resources/intune-app-protection-policy/intune-app-protection-policy.resource";
import { IntuneCompliancePolicy } from "../../resources/intune-compliance-policy/intune-compliance-policy.resource";
import type { IntuneMtdConnector } from "../../resources/intune-mtd-connector/intune-mtd-connector.resource";
import type { StackBaseline } from "../../resources/stack-baseline/stack-baseline.resource";
import type { ComponentContext } from "../component-error";
import type {
  IntegrationAppProtectionArgs,
  IntegrationComplianceArgs,
  LookoutIntuneIntegrationArgs,
} from "../integration-args";
import { declareConditionalAccess, summarize, type ConditionalAccessSummary } from "../integration-conditional-access";
import { LookoutForWorkApp } from "../lookout-for-work-app";
import type { ReachedRings } from "../integration-rollout";

/** Suffix of the resource's name, and name in Intune, by platform. Never rename a suffix: Pulumi would replace the policy. */
export const compliancePolicies = {
  [CompliancePlatform.Ios]: { suffix: "compliance-ios", displayName: defaultCompliancePolicyNames.ios },
  [CompliancePlatform.AndroidWorkProfile]: {
    suffix: "compliance-android-work-profile",
    displayName: defaultCompliancePolicyNames.androidWorkProfile,
  },
  [CompliancePlatform.AndroidDeviceOwner]: {
    suffix: "compliance-android-device-owner",
    displayName: defaultCompliancePolicyNames.androidDeviceOwner,
  },
} as const;

export const appProtectionPolicies = {
  [AppProtectionPlatform.Ios]: { suffix: "app-protection-ios", displayName: defaultAppProtectionPolicyNames.ios },
  [AppProtectionPlatform.Android]: {
    suffix: "app-protection-android",
    displayName: defaultAppProtectionPolicyNames.android,
  },
} as const;

/** The app and policies that are declared for the protected groups. */
export interface IntunePolicies {
  readonly appIds: pulumi.Output<Record<string, string | null>>;
  readonly compliancePolicyIds: pulumi.Output<Record<string, string>>;
  readonly appProtectionPolicyIds: pulumi.Output<Record<string, string>>;
  /** Undefined when no policy is declared. */
  readonly conditionalAccessPolicyId: pulumi.Output<string> | undefined;
  /** The resources that need all others; empty when none is declared. */
  readonly last: readonly pulumi.Resource[];
  readonly summary: pulumi.Output<Omit<IntunePoliciesSummary, "androidFound">>;
  /** Undefined when the managed Google Play app is not declared. */
  readonly androidFound: pulumi.Output<boolean> | undefined;
}

/** What is declared, for the next steps. */
export interface IntunePoliciesSummary {
  readonly app: boolean;
  /** False until the app is approved in managed Google Play; undefined when it is not declared. */
  readonly androidFound?: boolean;
  readonly compliance: boolean;
  readonly appProtection: boolean;
  /** Undefined when no policy is declared. */
  readonly conditionalAccess?: ConditionalAccessSummary;
}

/** Declares app and policies in the order of Microsoft's guide: users get the app before a policy requires it. */
export function declareIntunePolicies(
  context: ComponentContext,
  args: LookoutIntuneIntegrationArgs,
  { record, groupIds }: ReachedRings,
  intuneConnector: IntuneMtdConnector,
  baseline: StackBaseline,
): IntunePolicies {
  const { stackId } = baseline;
  const app = declareApp(context, args.lookoutForWork, groupIds, baseline, [record]);
  const before = [record, intuneConnector, ...(app === undefined ? [] : [app])];
  const compliance = declareCompliancePolicies(context, args.compliance, groupIds, stackId, before);
  const appProtection = declareAppProtectionPolicies(context, args.appProtection, groupIds, stackId, before);
  const conditionalAccess = declareConditionalAccess(context, args, groupIds, [
    ...before,
    ...Object.values(compliance),
    ...Object.values(appProtection),
  ]);
  return {
    appIds: pulumi.output(
      app === undefined
        ? {}
        : definedOnly({ ios: app.iosAppId, android: app.androidAppId, androidStore: app.androidStoreAppId }),
    ),
    compliancePolicyIds: idsOf(compliance),
    appProtectionPolicyIds: idsOf(appProtection),
    conditionalAccessPolicyId: conditionalAccess?.conditionalAccessPolicyId,
    last: conditionalAccess === undefined ? [] : [conditionalAccess],
    androidFound: app?.androidFound,
    summary: pulumi.output({
      app: app !== undefined,
      compliance: Object.keys(compliance).length > 0,
      appProtection: Object.keys(appProtection).length > 0,
      conditionalAccess: summarize(conditionalAccess, args.conditionalAccess, {
        compliance: Object.keys(compliance) as CompliancePlatform[],
        appProtection: Object.keys(appProtection) as AppProtectionPlatform[],
      }),
    }),
  };
}

function declareApp(
  { name, resource }: ComponentContext,
  app: LookoutIntuneIntegrationArgs["lookoutForWork"],
  includedGroupIds: pulumi.Output<string[]>,
  { stackId, managedGooglePlayBefore: androidFoundBefore }: StackBaseline,
  dependsOn: pulumi.Resource[],
): LookoutForWorkApp | undefined {
  if (app === undefined) return undefined;
  const android = app.android && { ...app.android, foundBefore: androidFoundBefore };
  const args = { ...app, ...(android === undefined ? {} : { android }), includedGroupIds, stackId };
  return new LookoutForWorkApp(`${name}-app`, args, { parent: resource, dependsOn });
}

function declareCompliancePolicies(
  { name, resource }: ComponentContext,
  policies: IntegrationComplianceArgs = {},
  includedGroupIds: pulumi.Output<string[]>,
  stackId: pulumi.Output<string>,
  dependsOn: pulumi.Resource[],
): Partial<Record<CompliancePlatform, IntuneCompliancePolicy>> {
  return mapPlatforms(compliancePolicies, policies, (settings, platform, { suffix, displayName }) => {
    const args = { displayName, ...settings, platform, includedGroupIds, stackId };
    return new IntuneCompliancePolicy(`${name}-${suffix}`, args, { parent: resource, dependsOn });
  });
}

function declareAppProtectionPolicies(
  { name, resource }: ComponentContext,
  policies: IntegrationAppProtectionArgs = {},
  includedGroupIds: pulumi.Output<string[]>,
  stackId: pulumi.Output<string>,
  dependsOn: pulumi.Resource[],
): Partial<Record<AppProtectionPlatform, IntuneAppProtectionPolicy>> {
  return mapPlatforms(appProtectionPolicies, policies, (settings, platform, { suffix, displayName }) => {
    const args = { displayName, ...settings, platform, includedGroupIds, stackId };
    return new IntuneAppProtectionPolicy(`${name}-${suffix}`, args, { parent: resource, dependsOn });
  });
}

function mapPlatforms<Platform extends string, Names, Settings, T>(
  names: Readonly<Record<Platform, Names>>,
  policies: Readonly<Partial<Record<Platform, Settings>>>,
  map: (settings: Settings, platform: Platform, names: Names) => T,
): Partial<Record<Platform, T>> {
  const platforms = Object.keys(names) as Platform[];
  const mapped = platforms.flatMap((platform) => {
    const settings = policies[platform];
    return settings === undefined ? [] : [[platform, map(settings, platform, names[platform])] as const];
  });
  return Object.fromEntries(mapped) as Partial<Record<Platform, T>>;
}

function idsOf(policies: Readonly<Record<string, { readonly objectId: pulumi.Output<string> }>>) {
  return pulumi.output(
    Object.fromEntries(Object.entries(policies).map(([platform, policy]) => [platform, policy.objectId])),
  );
}

function definedOnly<T>(values: Readonly<Record<string, T | undefined>>): Record<string, T> {
  return Object.fromEntries(Object.entries(values).filter((entry): entry is [string, T] => entry[1] !== undefined));
}
