import type { z } from "zod";
import type { GraphType } from "../model/graph-type";
import {
  appProtectionPolicySchema,
  appProtectionTypes,
} from "./intune-app-protection-policy/intune-app-protection-policy.schema";
import {
  compliancePolicySchema,
  compliancePolicyTypes,
} from "./intune-compliance-policy/intune-compliance-policy.schema";
import { conditionalAccessPolicySchema, conditionalAccessPolicyType } from "../model/conditional-access-policy";
import { intuneDiagnosticSettingsSchema } from "./intune-diagnostic-settings/intune-diagnostic-settings.schema";
import { intuneMtdConnectorSchema, mtdConnectorType } from "./intune-mtd-connector/intune-mtd-connector.schema";
import {
  iosAppConfigurationSchema,
  iosAppConfigurationType,
} from "./intune-ios-app-configuration/intune-ios-app-configuration.schema";
import {
  managedGooglePlayAppSchema,
  managedGooglePlayAppType,
} from "./intune-managed-google-play-app/intune-managed-google-play-app.schema";
import { counterpartsOf, type GraphCounterpart } from "../model/managed-property";
import type { componentTypes, DynamicType } from "../model/resource-types";
import { storeAppSchema, storeAppTypes } from "./intune-store-app/intune-store-app.schema";

/** Objects in Intune, Entra and Azure that we write: the settings that we manage, and the version of Graph that we
 *  use. */
export interface ManagedObject {
  /** The resource that manages the object; for a resource of another provider, our component that declares it. */
  readonly type: DynamicType | keyof typeof componentTypes;
  /** The service that holds the object. */
  readonly service: "Graph" | "Azure Resource Manager";
  /** Path of the collection, in Graph without the version. */
  readonly path: string;
  readonly versions: string;
  /** The types in Graph, each with the version by which it is written; none for what lies elsewhere. */
  readonly types: readonly GraphType[];
  /** The requests that write its properties. */
  readonly writtenBy: string;
  /** The counterpart of each setting. Settings that exist only in this package are left out. */
  readonly settings: Readonly<Record<string, GraphCounterpart>>;
  /** What happens to unlisted properties, unless they are kept unchanged. */
  readonly otherProperties?: string;
}

function inGraphAs(types: readonly GraphType[]) {
  return {
    service: "Graph",
    writtenBy: "POST, PATCH",
    path: paths(types),
    versions: versionsOf(types),
    types,
  } as const;
}

function paths(types: readonly GraphType[]): string {
  return [...new Set(types.map(({ collection }) => collection))].join(", ");
}

/** The versions, with the types that each is for where there are several. */
function versionsOf(types: readonly GraphType[]): string {
  const versions = [...new Set(types.map(({ version }) => version))];
  if (versions.length === 1) return versions.join();
  const typesOf = (version: string) =>
    types.filter((type) => type.version === version).map(({ odataType }) => odataType.replace("#microsoft.graph.", ""));
  return versions.map((version) => `${version} (${typesOf(version).join(", ")})`).join(" and ");
}

export const managedObjects: readonly ManagedObject[] = [
  {
    type: "IntuneMtdConnector",
    ...inGraphAs([mtdConnectorType]),
    settings: managedIn(intuneMtdConnectorSchema),
  },
  {
    type: "IntuneCompliancePolicy",
    ...inGraphAs(Object.values(compliancePolicyTypes)),
    settings: managedIn(compliancePolicySchema),
  },
  {
    type: "IntuneAppProtectionPolicy",
    ...inGraphAs(Object.values(appProtectionTypes)),
    settings: managedIn(appProtectionPolicySchema),
  },
  {
    type: "IntuneStoreApp",
    ...inGraphAs(Object.values(storeAppTypes)),
    settings: managedIn(storeAppSchema),
  },
  {
    type: "IntuneManagedGooglePlayApp",
    ...inGraphAs([managedGooglePlayAppType]),
    settings: managedIn(managedGooglePlayAppSchema),
  },
  {
    type: "IntuneIosAppConfiguration",
    ...inGraphAs([iosAppConfigurationType]),
    settings: managedIn(iosAppConfigurationSchema),
  },
  {
    type: "ConditionalAccess",
    ...inGraphAs([conditionalAccessPolicyType]),
    settings: managedIn(conditionalAccessPolicySchema),
    otherProperties:
      "The azuread provider writes it as a whole, so that conditions and controls that are not listed are emptied.",
  },
  {
    type: "IntuneDiagnosticSettings",
    service: "Azure Resource Manager",
    path: "/providers/microsoft.intune/diagnosticSettings",
    versions: "2017-04-01-preview",
    types: [],
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
