import type { TenantContext } from "../../tenant-context";
import type { GraphApi } from "../graph-api";
import { registerAppConfigurations } from "./app-configurations.routes";
import { registerAppProtectionPolicies } from "./app-protection-policies.routes";
import { registerCompliancePolicies } from "./compliance-policies.routes";
import { EntityStore } from "./entity-store";
import { registerManagedDevices } from "./managed-devices.routes";
import { ManagedGooglePlay, registerManagedGooglePlay } from "./managed-google-play.routes";
import { registerMobileApps } from "./mobile-apps.routes";

/** Intune objects except the connectors. Both Graph versions return the same objects. */
export interface IntuneObjects {
  readonly compliancePolicies: EntityStore;
  readonly appProtectionPolicies: Readonly<Record<"ios" | "android", EntityStore>>;
  readonly apps: EntityStore;
  readonly appCategories: EntityStore;
  readonly appConfigurations: EntityStore;
  readonly managedGooglePlay: ManagedGooglePlay;
  readonly managedDevices: EntityStore;
}

export function createIntuneObjects(context: TenantContext): IntuneObjects {
  const store = (name: string) => new EntityStore(context, `graph-intune-${name}`);
  const apps = store("apps");
  return {
    compliancePolicies: store("compliance-policies"),
    appProtectionPolicies: { ios: store("ios-app-protection"), android: store("android-app-protection") },
    apps,
    appCategories: store("app-categories"),
    appConfigurations: store("app-configurations"),
    managedDevices: store("managed-devices"),
    managedGooglePlay: new ManagedGooglePlay(context, apps),
  };
}

export function registerIntuneObjects(api: GraphApi, objects: IntuneObjects): void {
  registerCompliancePolicies(api, objects.compliancePolicies);
  registerAppProtectionPolicies(api, objects.appProtectionPolicies);
  registerMobileApps(api, objects.apps, objects.appCategories);
  registerAppConfigurations(api, objects.appConfigurations);
  registerManagedGooglePlay(api, objects.managedGooglePlay);
  registerManagedDevices(api, objects.managedDevices);
}
