import { z } from "zod";
import { findAssignmentProblems, groupAssignmentDefaults, groupAssignmentShape } from "../../model/group-assignment";
import type { GraphType } from "../../model/graph-type";
import { intuneNameSchema, optionalDescription } from "../../model/intune-object";
import { inGraph } from "../../model/managed-property";

/** The only documented configuration key of Lookout for Work. It becomes the device's `customer_device_id`.
 *  Source: https://doc.lookout.com/en/mobile-endpoint-security/ */
export const documentedLookoutConfigurationKey = "DeviceUniqueIdentifier";

const valueMessage = "a value must be a string, a number, true or false";

/** The settings of an iOS app configuration for enrolled devices. */
export const iosAppConfigurationSchema = z
  .strictObject({
    displayName: inGraph(intuneNameSchema, "displayName"),
    description: optionalDescription,
    appIds: inGraph(
      z
        .array(z.string().min(1, "an app's id is empty"), { error: "the apps must be a list of their ids in Intune" })
        .min(1, "the configuration requires the id of at least one app in Intune"),
      "targetedMobileApps",
    ),
    configuration: inGraph(
      z.record(
        z.string().min(1, "a key is empty; remove the entry"),
        z.union([z.string(), z.number(), z.boolean()], { error: valueMessage }),
        { error: "the configuration must be a map of keys and values" },
      ),
      "settings",
      { form: { write: (configuration) => [toAppConfigurationItems(configuration)], read: fromAppConfigurationItems } },
    ),
    ...groupAssignmentShape,
  })
  .superRefine((configuration, context) => {
    for (const issue of findAssignmentProblems(configuration)) context.addIssue({ code: "custom", ...issue });
    if (Object.keys(configuration.configuration).length === 0) {
      context.addIssue({
        code: "custom",
        path: ["configuration"],
        message: "the map is empty; remove the resource instead",
      });
    }
  });
export type IosAppConfigurationSettings = z.infer<typeof iosAppConfigurationSchema>;

/** Graph's type of an iOS app configuration. */
export const iosAppConfigurationType = {
  version: "v1.0",
  collection: "/deviceAppManagement/mobileAppConfigurations",
  odataType: "#microsoft.graph.iosMobileAppConfiguration",
} as const satisfies GraphType;

/** Default: no groups. */
export const iosAppConfigurationDefaults = { ...groupAssignmentDefaults } as const;

/** One entry of the dictionary in Graph.
 *  Source: https://learn.microsoft.com/graph/api/resources/intune-apps-appconfigurationsettingitem */
export interface AppConfigurationItem {
  readonly appConfigKey: string;
  readonly appConfigKeyType: "stringType" | "integerType" | "realType" | "booleanType";
  readonly appConfigKeyValue: string;
}

function toAppConfigurationItems(configuration: Readonly<Record<string, string | number | boolean>>) {
  return Object.entries(configuration).map(([key, value]): AppConfigurationItem => ({
    appConfigKey: key,
    appConfigKeyType: typeOf(value),
    appConfigKeyValue: String(value),
  }));
}

function typeOf(value: string | number | boolean): AppConfigurationItem["appConfigKeyType"] {
  if (typeof value === "boolean") return "booleanType";
  if (typeof value === "string") return "stringType";
  return Number.isInteger(value) ? "integerType" : "realType";
}

const itemsSchema = z.array(
  z.looseObject({ appConfigKey: z.string(), appConfigKeyType: z.string(), appConfigKeyValue: z.string() }),
);

/** Flattens Graph's entries to a dictionary. Values of types that you cannot declare stay strings. */
export function fromAppConfigurationItems(items: unknown): Record<string, string | number | boolean> {
  const read = itemsSchema.safeParse(items);
  const entries = (read.success ? read.data : []).map(
    ({ appConfigKey, appConfigKeyType, appConfigKeyValue: value }) => {
      return [appConfigKey, valueOf(appConfigKeyType, value)] as const;
    },
  );
  return Object.fromEntries(entries);
}

function valueOf(type: string, value: string): string | number | boolean {
  const number = Number(value);
  switch (type) {
    case "booleanType":
      return /^(true|false)$/i.test(value) ? value.toLowerCase() === "true" : value;
    case "integerType":
    case "realType":
      return value.trim() !== "" && Number.isFinite(number) ? number : value;
    default:
      return value;
  }
}
