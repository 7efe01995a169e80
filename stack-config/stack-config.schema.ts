import { acknowledgementSchema } from "../model/acknowledgement";
import {
  conditionalAccessPolicyShape,
  findConditionalAccessProblems,
  missingOperator,
  operatorOf,
} from "../model/conditional-access-policy";
import { configurationModeSchema } from "../model/configuration-mode";
import { stackPolicySchema } from "../model/expected-parts";
import { groupKeySchema, groupSourceSchema } from "../model/group-source";
import { eventSources } from "../model/lookout-endpoints";
import { namedObjectHandlingShape, objectHandlingShape, refuseHiddenNewName } from "../model/intune-object";
import {
  applicationKeyExpirySchema,
  enrollmentMonitoringSchema,
  findAudienceProblem,
  vaultNameSchema,
} from "../monitoring/enrollment-monitoring.schema";
import {
  AppProtectionPlatform,
  appProtectionPolicySchema,
} from "../resources/intune-app-protection-policy/intune-app-protection-policy.schema";
import {
  CompliancePlatform,
  compliancePolicySchema,
} from "../resources/intune-compliance-policy/intune-compliance-policy.schema";
import {
  intuneDiagnosticSettingsSchema,
  requireDestination,
} from "../resources/intune-diagnostic-settings/intune-diagnostic-settings.schema";
import { iosAppConfigurationSchema } from "../resources/intune-ios-app-configuration/intune-ios-app-configuration.schema";
import { managedGooglePlayAppSchema } from "../resources/intune-managed-google-play-app/intune-managed-google-play-app.schema";
import { intuneMtdConnectorSchema } from "../resources/intune-mtd-connector/intune-mtd-connector.schema";
import { storeAppSchema } from "../resources/intune-store-app/intune-store-app.schema";
import { lookoutConnectorSchema } from "../resources/lookout-connector/lookout-connector.schema";
import { enrollmentSettingsSchema } from "../resources/lookout-enrollment-settings/lookout-enrollment-settings.schema";
import { notificationPreferencesSchema } from "../resources/lookout-notification-preferences/lookout-notification-preferences.schema";
import {
  handoffSenderSchema,
  lookoutTenantSchema,
} from "../resources/lookout-support-handoff/lookout-support-handoff.schema";
import { tenantConsentSchema } from "../resources/lookout-tenant-consent/lookout-tenant-consent.schema";
import { threatClassificationsSchema } from "../resources/lookout-threat-classifications/lookout-threat-classifications.schema";
import {
  threatClassificationPresets,
  type ThreatClassificationPreset,
} from "../resources/lookout-threat-classifications/threat-classification-presets";
import { findDomainSourceProblem, threatFeedSchema } from "../resources/lookout-threat-feed/lookout-threat-feed.schema";
import { z } from "zod";
import { rolloutConfigSchema } from "./rollout-config";
import { readYamlDay, readYamlTime } from "./yaml-time";

/** Schema of the stack config. The rules for values are in the resources' schemas. */

const accessGroupsSchema = z.strictObject({
  full: groupSourceSchema,
  restricted: groupSourceSchema.optional(),
  readOnly: groupSourceSchema.optional(),
});

const enrollmentGroupsSchema = z
  .record(groupKeySchema, groupSourceSchema)
  .refine(
    (groups) => Object.keys(groups).length > 0,
    "without an enrollment group no device ever enrolls; name at least one, under a key such as pilot",
  );

// Names come from enrollmentGroups, so that they are never typed twice.
const connectorSchema = lookoutConnectorSchema
  .omit({ enrollmentGroupNames: true })
  .partial({ deviceStatusSync: true, threatStatusSync: true });

const { android, ios } = intuneMtdConnectorSchema.shape;
const intuneConnectorSchema = intuneMtdConnectorSchema
  .omit({ partnerSide: true })
  .extend({ android: android.unwrap().partial(), ios: ios.unwrap().partial() })
  .partial();

const presetNames = Object.keys(threatClassificationPresets) as ThreatClassificationPreset[];
const presets = z
  .array(
    z.enum(presetNames, {
      error: `this project's presets are ${presetNames.join(", ")}; set one of them, or set your own risks`,
    }),
    { error: "the presets must be a list of names" },
  )
  .optional();
const { shape: classifications } = threatClassificationsSchema;
const threatClassificationsConfig = z
  .strictObject({ presets, risks: classifications.risks.optional(), deviceGroups: classifications.deviceGroups })
  .refine(
    ({ presets: names = [], risks = {}, deviceGroups = {} }) =>
      names.length > 0 || [risks, ...Object.values(deviceGroups)].some((map) => Object.keys(map).length > 0),
    { message: "no classification is named; name at least one, or remove threatClassifications", path: ["risks"] },
  );

// The platform follows from the key in the config, and the groups from the rollout.
const derivedKeys = { platform: true, includedGroupIds: true, excludedGroupIds: true } as const;
const handling = z.strictObject(namedObjectHandlingShape).partial().shape;
const settingHandling = z.strictObject(objectHandlingShape).partial().shape;

const compliancePolicyConfig = z
  .strictObject({ ...compliancePolicySchema.shape, ...handling })
  .omit(derivedKeys)
  .partial({ displayName: true, actionsForNoncompliance: true })
  .superRefine(refuseHiddenNewName);
const complianceConfig = z.strictObject({
  [CompliancePlatform.Ios]: compliancePolicyConfig.optional(),
  [CompliancePlatform.AndroidWorkProfile]: compliancePolicyConfig.optional(),
  [CompliancePlatform.AndroidDeviceOwner]: compliancePolicyConfig.optional(),
});

const appProtectionPolicyConfig = z
  .strictObject({ ...appProtectionPolicySchema.shape, ...handling })
  .omit(derivedKeys)
  .partial({ displayName: true, remediationAction: true, partnerPriority: true, managementLevel: true })
  .superRefine(refuseHiddenNewName);
const appProtectionConfig = z.strictObject({
  [AppProtectionPlatform.Ios]: appProtectionPolicyConfig.optional(),
  [AppProtectionPlatform.Android]: appProtectionPolicyConfig.optional(),
});

const { includedApplications } = conditionalAccessPolicyShape;
const conditionalAccessConfig = z
  .strictObject(conditionalAccessPolicyShape)
  .omit({ includedGroupIds: true, breakGlassGroupId: true })
  .partial()
  .extend({ includedApplications, breakGlassGroup: groupSourceSchema })
  .superRefine(({ grantControls = [], operator, breakGlassGroup, ...policy }, context) => {
    if (grantControls.length > 1 && operatorOf(grantControls, operator) === undefined) {
      context.addIssue({ code: "custom", path: ["operator"], message: missingOperator });
    }
    const breakGlassGroupId = breakGlassGroup.existingObjectId ?? "";
    const whole = {
      excludedApplications: [],
      excludedGroupIds: [],
      ...policy,
      includedGroupIds: [],
      breakGlassGroupId,
    };
    for (const issue of findConditionalAccessProblems(whole)) context.addIssue({ code: "custom", ...issue });
  });

const storeAppConfig = z
  .strictObject({ ...storeAppSchema.shape, ...handling })
  .omit(derivedKeys)
  .partial();
const lookoutForWorkConfig = z
  .strictObject({
    ios: storeAppConfig
      .extend({
        configuration: iosAppConfigurationSchema.shape.configuration.optional(),
        configurationDisplayName: iosAppConfigurationSchema.shape.displayName.optional(),
        configurationAdopt: handling.adopt,
      })
      .superRefine(refuseHiddenNewName)
      .optional(),
    android: z
      .strictObject(managedGooglePlayAppSchema.shape)
      .omit({ includedGroupIds: true, excludedGroupIds: true })
      .partial()
      .optional(),
    androidStore: storeAppConfig.superRefine(refuseHiddenNewName).optional(),
  })
  .refine(
    (app) => Object.keys(app).length > 0,
    "no platform is declared; set ios, android (Android Enterprise) or androidStore to {} for the default settings, or remove lookoutForWork",
  );

const diagnosticSettingsConfig = z
  .strictObject({ ...intuneDiagnosticSettingsSchema.shape, ...settingHandling })
  .partial({ name: true, categories: true })
  .superRefine(requireDestination);

const supportHandoffConfig = handoffSenderSchema.extend({ lookoutTenant: lookoutTenantSchema.optional() });

const threatFeedConfig = threatFeedSchema.partial({ allowAnalysis: true, adopt: true }).superRefine((feed, context) => {
  const message = findDomainSourceProblem(feed);
  if (message !== undefined) context.addIssue({ code: "custom", path: ["domainsFile"], message });
});

/** Schema of the monitoring. The vault stores the stack's own application key. */
export const monitoringConfigSchema = enrollmentMonitoringSchema
  .extend({
    diagnosticSettings: z
      .strictObject({ ...intuneDiagnosticSettingsSchema.shape, ...settingHandling })
      .pick({ name: true, categories: true, adopt: true, onRemoval: true })
      .partial()
      .optional(),
    applicationKey: applicationKeyExpirySchema
      .extend({
        expiresOn: z.preprocess(readYamlDay, applicationKeyExpirySchema.shape.expiresOn),
        vaultName: vaultNameSchema.optional(),
      })
      .optional(),
  })
  .superRefine((monitoring, context) => {
    const message = findAudienceProblem(monitoring);
    if (message !== undefined) context.addIssue({ code: "custom", path: ["emails"], message });
  });

/** Schema of the config namespace `lookout-intune`. */
export const projectConfigSchema = z.strictObject({
  supportHandoff: supportHandoffConfig.optional(),
  tenantConsent: tenantConsentSchema.partial().optional(),
  accessGroups: accessGroupsSchema,
  enrollmentGroups: enrollmentGroupsSchema,
  rollout: rolloutConfigSchema.optional(),
  connector: connectorSchema,
  enrollmentSettings: enrollmentSettingsSchema,
  threatClassifications: threatClassificationsConfig.optional(),
  notificationPreferences: notificationPreferencesSchema.optional(),
  threatFeed: threatFeedConfig.optional(),
  intuneConnector: intuneConnectorSchema,
  lookoutForWork: lookoutForWorkConfig.optional(),
  compliance: complianceConfig.optional(),
  appProtection: appProtectionConfig.optional(),
  conditionalAccess: conditionalAccessConfig.optional(),
  diagnosticSettings: diagnosticSettingsConfig.optional(),
  monitoring: monitoringConfigSchema.optional(),
  policy: stackPolicySchema.optional(),
});

/** The same schema without `policy`, which only the policy pack reads. */
export const declaredConfigSchema = projectConfigSchema.omit({ policy: true }).strip();

const url = z.string({ error: "the URL must be a string" });

const acknowledgement = acknowledgementSchema.extend({
  at: z.preprocess(readYamlTime, acknowledgementSchema.shape.at),
});

const secondsInConfig = z.union([z.number(), z.string()], { error: "must be a number of seconds" });

/** Schema of the config namespace `lookout`, which the dynamic resources also read. */
export const lookoutConfigSchema = z.strictObject({
  mode: configurationModeSchema.optional(),
  acknowledged: z
    .strictObject({
      connector: acknowledgement.optional(),
      enrollmentSettings: acknowledgement.optional(),
      notificationPreferences: acknowledgement.optional(),
      supportHandoff: acknowledgement.optional(),
      threatClassifications: acknowledgement.optional(),
    })
    .optional(),
  apiUrl: url.optional(),
  gatewayUrl: url.optional(),
  applicationKey: z.string({ error: "the application key must be a string" }).optional(),
  // What a read of Lookout's events waits for. clients/lookout/event-reading.ts checks the values, which the environment may give too.
  eventQuietSeconds: secondsInConfig.optional(),
  eventFirstQuietSeconds: secondsInConfig.optional(),
  eventAfterEventSeconds: secondsInConfig.optional(),
  eventLongestSeconds: secondsInConfig.optional(),
  eventSource: z.enum(eventSources, { error: `must be ${eventSources.join(" or ")}` }).optional(),
});

export const namespaces = { "lookout-intune": projectConfigSchema, lookout: lookoutConfigSchema } as const;
export type Namespace = keyof typeof namespaces;
