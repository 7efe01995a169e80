import * as pulumi from "@pulumi/pulumi";
import { isMap } from "../model/maps";
import type { PlannedAdoption } from "../resources/compare-adoptions";
import { ringsReached } from "../resources/staged-rollout/staged-rollout.schema";
import { defaultDiagnosticSettingsName } from "./integration/baseline";
import { appProtectionPolicies, compliancePolicies } from "./integration/intune-policies";
import type { LookoutIntuneIntegrationArgs } from "./integration-args";
import { adoptByName, defaultIosConfigurationName } from "./ios-app-configuration";

/** The objects that an integration with these arguments adopts, for `compareAdoptions`:
 *
 *  ```ts
 *  await compareAdoptions(source, plannedAdoptions(args));
 *  const lookout = new LookoutIntuneIntegration("lookout", args);
 *  ```
 *
 *  Objects without `adopt` are left out, and so are those whose settings contain outputs or promises: nobody knows their values
 *  before resources are declared. An enrollment group that the stack creates counts as one that is not assigned yet. */
export function plannedAdoptions(args: LookoutIntuneIntegrationArgs): readonly PlannedAdoption[] {
  const { compliance = {}, appProtection = {}, lookoutForWork, intuneConnector, diagnosticSettings } = args;
  const groups = { includedGroupIds: reachedGroups(args) };
  const planned: PlannedAdoption[] = [
    { type: "IntuneMtdConnector", args: intuneConnector },
    ...forPlatforms(compliance, compliancePolicies).map((policy): PlannedAdoption => ({
      type: "IntuneCompliancePolicy",
      args: { ...policy, ...groups },
    })),
    ...forPlatforms(appProtection, appProtectionPolicies).map((policy): PlannedAdoption => ({
      type: "IntuneAppProtectionPolicy",
      args: { ...policy, ...groups },
    })),
    ...(lookoutForWork === undefined ? [] : appAdoptions(lookoutForWork, groups)),
    ...(diagnosticSettings === undefined
      ? []
      : [
          {
            type: "IntuneDiagnosticSettings" as const,
            args: { ...diagnosticSettings, name: diagnosticSettings.name ?? defaultDiagnosticSettingsName },
          },
        ]),
  ];
  return planned.filter((one) => adopts(one.args) && isPlain(one.args));
}

function forPlatforms(
  policies: object,
  names: Readonly<Record<string, { readonly displayName: string }>>,
): Readonly<Record<string, unknown>>[] {
  return Object.entries(policies).flatMap(([platform, settings]) =>
    isMap(settings) ? [{ displayName: names[platform]?.displayName, ...settings, platform }] : [],
  );
}

function appAdoptions(
  { ios, android, androidStore }: NonNullable<LookoutIntuneIntegrationArgs["lookoutForWork"]>,
  groups: object,
): PlannedAdoption[] {
  const planned: PlannedAdoption[] = [];
  if (ios !== undefined) {
    const { configuration, configurationDisplayName, configurationAdopt, ...app } = ios;
    planned.push({ type: "IntuneStoreApp", args: { ...app, platform: "ios", ...groups } });
    // Without the app's id, nobody knows yet which app the configuration is for.
    if (configuration !== undefined && typeof ios.adopt === "string") {
      const args = {
        displayName: configurationDisplayName ?? defaultIosConfigurationName,
        appIds: [ios.adopt],
        configuration,
        adopt: configurationAdopt ?? adoptByName(ios.adopt),
      };
      planned.push({ type: "IntuneIosAppConfiguration", args: { ...args, ...groups } });
    }
  }
  if (android !== undefined) planned.push({ type: "IntuneManagedGooglePlayApp", args: { ...android, ...groups } });
  if (androidStore !== undefined) {
    planned.push({ type: "IntuneStoreApp", args: { ...androidStore, platform: "android", ...groups } });
  }
  return planned;
}

/** The object ids of the groups that the rollout has reached, with words for those that the stack creates. */
function reachedGroups({ enrollmentGroups, rollout }: LookoutIntuneIntegrationArgs): unknown[] {
  const { rings, reached } = rollout ?? {};
  const isKnown = Array.isArray(rings) && typeof reached === "string";
  const keys = isKnown ? ringsReached({ rings: rings as string[], reached }) : Object.keys(enrollmentGroups);
  return keys.map((key) => enrollmentGroups[key]?.existingObjectId ?? `the group "${key}" of this stack`);
}

function adopts(args: object): boolean {
  const adopt: unknown = new Map<string, unknown>(Object.entries(args)).get("adopt");
  return adopt === true || typeof adopt === "string";
}

function isPlain(value: unknown): boolean {
  if (value === null || typeof value !== "object") return true;
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return false;
  return Object.values(value).every(isPlain);
}
