import type { z } from "zod";
import { appProtectionPolicySchema } from "./intune-app-protection-policy/intune-app-protection-policy.schema";
import { compliancePolicySchema } from "./intune-compliance-policy/intune-compliance-policy.schema";
import { conditionalAccessPolicySchema } from "../model/conditional-access-policy";
import { intuneDiagnosticSettingsSchema } from "./intune-diagnostic-settings/intune-diagnostic-settings.schema";
import { intuneMtdConnectorSchema } from "./intune-mtd-connector/intune-mtd-connector.schema";
import { iosAppConfigurationSchema } from "./intune-ios-app-configuration/intune-ios-app-configuration.schema";
import { managedGooglePlayAppSchema } from "./intune-managed-google-play-app/intune-managed-google-play-app.schema";
import { counterpartsOf, type GraphCounterpart } from "../model/managed-property";
import type { componentTypes, DynamicType } from "../model/resource-types";
import { storeAppSchema } from "./intune-store-app/intune-store-app.schema";

/** Objects in Intune and Entra that this product writes: what it manages of each, and by which version of Graph. */
export interface ManagedObject {
  /** The resource that holds it, or the component where a resource of another provider does. */
  readonly type: DynamicType | keyof typeof componentTypes;
  /** The service that has it. */
  readonly service: "Graph" | "Azure Resource Manager";
  /** The collection there, in Graph below the version. */
  readonly path: string;
  readonly versions: string;
  /** How its properties are written. */
  readonly writtenBy: string;
  /** What becomes of each setting; settings that only this product knows are left out. */
  readonly settings: Readonly<Record<string, GraphCounterpart>>;
  /** What becomes of properties that are not listed, where they are not left as they are. */
  readonly otherProperties?: string;
}

const inGraphService = { service: "Graph", writtenBy: "POST, PATCH" } as const;

export const managedObjects: readonly ManagedObject[] = [
  {
    type: "IntuneMtdConnector",
    ...inGraphService,
    path: "/deviceManagement/mobileThreatDefenseConnectors",
    versions: "beta",
    settings: managedIn(intuneMtdConnectorSchema),
  },
  {
    type: "IntuneCompliancePolicy",
    ...inGraphService,
    path: "/deviceManagement/deviceCompliancePolicies",
    versions: "v1.0; beta for androidDeviceOwner, which v1.0 lacks",
    settings: managedIn(compliancePolicySchema),
  },
  {
    type: "IntuneAppProtectionPolicy",
    ...inGraphService,
    path: "/deviceAppManagement/iosManagedAppProtections, /deviceAppManagement/androidManagedAppProtections",
    versions: "beta, as v1.0 has no threat level",
    settings: managedIn(appProtectionPolicySchema),
  },
  {
    type: "IntuneStoreApp",
    ...inGraphService,
    path: "/deviceAppManagement/mobileApps",
    versions: "v1.0",
    settings: managedIn(storeAppSchema),
  },
  {
    type: "IntuneManagedGooglePlayApp",
    ...inGraphService,
    path: "/deviceAppManagement/mobileApps",
    versions: "beta, as v1.0 does not have the type",
    settings: managedIn(managedGooglePlayAppSchema),
  },
  {
    type: "IntuneIosAppConfiguration",
    ...inGraphService,
    path: "/deviceAppManagement/mobileAppConfigurations",
    versions: "v1.0",
    settings: managedIn(iosAppConfigurationSchema),
  },
  {
    ...inGraphService,
    type: "ConditionalAccess",
    path: "/identity/conditionalAccess/policies",
    versions: "v1.0",
    settings: managedIn(conditionalAccessPolicySchema),
    otherProperties:
      "The azuread provider writes it as a whole, so that conditions and controls that are not listed are emptied.",
  },
  {
    type: "IntuneDiagnosticSettings",
    service: "Azure Resource Manager",
    path: "/providers/microsoft.intune/diagnosticSettings",
    versions: "2017-04-01-preview",
    writtenBy: "PUT",
    settings: managedIn(intuneDiagnosticSettingsSchema),
  },
];

function managedIn(schema: z.ZodObject): Record<string, GraphCounterpart> {
  return Object.fromEntries(
    Object.entries(counterpartsOf(schema)).flatMap(([setting, counterpart]) =>
      counterpart === undefined ? [] : [[setting, counterpart]],
    ),
  );
}
