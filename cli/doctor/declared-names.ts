import {
  defaultAppProtectionPolicyNames,
  defaultCompliancePolicyNames,
} from "pulumi-lookout-intune/internal/model/default-policy-names";
import { isMap } from "pulumi-lookout-intune/internal/model/maps";
import { lookoutForWork } from "pulumi-lookout-intune/internal/resources/intune-store-app/intune-store-app.schema";
import type { ConfigurationSource } from "pulumi-lookout-intune/internal/clients/configuration-source";
import type { ConfigLocation } from "../import-existing/locations";
import { sectionIn } from "../stack/read-stack-config";

/** A group that a stack's config declares, by name or by id. */
export interface DeclaredGroup {
  /** Path in the config, such as `enrollmentGroups.pilot`. */
  readonly at: string;
  readonly displayName: string | undefined;
  readonly existingObjectId: string | undefined;
}

/** A policy or app that a stack's config declares. */
export interface DeclaredObject {
  readonly location: ConfigLocation;
  readonly displayName: string;
  /** Whether an object of that name may exist before the stack. */
  readonly adopts: boolean;
}

/** The groups of a config. Whatever is no group is left to the check of the config. */
export function groupsDeclaredIn(source: ConfigurationSource): DeclaredGroup[] {
  const conditionalAccess = sectionIn(source, "conditionalAccess");
  const breakGlassGroup = isMap(conditionalAccess) ? { breakGlassGroup: conditionalAccess.breakGlassGroup } : {};
  return [
    ...entriesOf("accessGroups", sectionIn(source, "accessGroups")),
    ...entriesOf("enrollmentGroups", sectionIn(source, "enrollmentGroups")),
    ...entriesOf("conditionalAccess", breakGlassGroup),
  ].flatMap(({ at, value: { displayName, existingObjectId } }) => {
    const group = { at, displayName: textOf(displayName), existingObjectId: textOf(existingObjectId) };
    return group.displayName === undefined && group.existingObjectId === undefined ? [] : [group];
  });
}

/** Default names, by path. A managed Google Play app has no name of ours. */
const defaultNames: Readonly<Partial<Record<ConfigLocation, string>>> = {
  "compliance.ios": defaultCompliancePolicyNames.ios,
  "compliance.androidWorkProfile": defaultCompliancePolicyNames.androidWorkProfile,
  "compliance.androidDeviceOwner": defaultCompliancePolicyNames.androidDeviceOwner,
  "appProtection.ios": defaultAppProtectionPolicyNames.ios,
  "appProtection.android": defaultAppProtectionPolicyNames.android,
  "lookoutForWork.ios": lookoutForWork.displayName,
  "lookoutForWork.androidStore": lookoutForWork.displayName,
};

/** The policies and apps of a config. */
export function objectsDeclaredIn(source: ConfigurationSource): DeclaredObject[] {
  const declared = new Map(
    ["compliance", "appProtection", "lookoutForWork"]
      .flatMap((section) => entriesOf(section, sectionIn(source, section)))
      .map(({ at, value }) => [at, value]),
  );
  return (Object.entries(defaultNames) as [ConfigLocation, string][]).flatMap(([location, defaultName]) => {
    const settings = declared.get(location);
    if (settings === undefined) return [];
    const adopts = settings.adopt !== undefined && settings.adopt !== false;
    return [{ location, displayName: textOf(settings.displayName) ?? defaultName, adopts }];
  });
}

function entriesOf(section: string, value: unknown) {
  return Object.entries(isMap(value) ? value : {}).flatMap(([key, entry]) =>
    isMap(entry) ? [{ at: `${section}.${key}`, value: entry }] : [],
  );
}

function textOf(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
