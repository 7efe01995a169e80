import {
  acknowledgementSchema,
  configurationModeSchema,
  enrollmentSettingsSchema,
  groupKeySchema,
  groupSourceSchema,
  intuneMtdConnectorSchema,
  lookoutConnectorSchema,
} from "pulumi-lookout-intune/domain";
import { z } from "zod";
import { readYamlTime } from "./yaml-time";

/** What the stack's config can hold, by the keys under which it holds it. Rules about values are the domain's. */

const accessGroupsSchema = z.strictObject({
  full: groupSourceSchema,
  restricted: groupSourceSchema.optional(),
  readOnly: groupSourceSchema.optional(),
});

const enrollmentGroupsSchema = z
  .record(groupKeySchema, groupSourceSchema)
  .refine(
    (groups) => Object.keys(groups).length > 0,
    "without an enrollment group no device ever enrols; name at least one, under a key such as pilot",
  );

// Names come from enrollmentGroups, so that they are never typed twice.
const connectorSchema = lookoutConnectorSchema
  .omit({ enrollmentGroupNames: true })
  .partial({ deviceStatusSync: true, threatStatusSync: true });

const { android, ios } = intuneMtdConnectorSchema.shape;
const intuneConnectorSchema = intuneMtdConnectorSchema
  .extend({ android: android.unwrap().partial(), ios: ios.unwrap().partial() })
  .partial();

/** Config of the project `lookout-intune`. */
export const projectConfigSchema = z.strictObject({
  accessGroups: accessGroupsSchema,
  enrollmentGroups: enrollmentGroupsSchema,
  connector: connectorSchema,
  enrollmentSettings: enrollmentSettingsSchema,
  intuneConnector: intuneConnectorSchema,
});

const url = z.string({ error: "the address is a text" });

const acknowledgement = acknowledgementSchema.extend({
  at: z.preprocess(readYamlTime, acknowledgementSchema.shape.at),
});

/** Config of the namespace `lookout`, which dynamic resources read, too. */
export const lookoutConfigSchema = z.strictObject({
  mode: configurationModeSchema.optional(),
  acknowledged: z
    .strictObject({
      connector: acknowledgement.optional(),
      enrollmentSettings: acknowledgement.optional(),
    })
    .optional(),
  apiUrl: url.optional(),
  gatewayUrl: url.optional(),
  applicationKey: z.string({ error: "the application key is a text" }).optional(),
});

export const namespaces = { "lookout-intune": projectConfigSchema, lookout: lookoutConfigSchema } as const;
export type Namespace = keyof typeof namespaces;
