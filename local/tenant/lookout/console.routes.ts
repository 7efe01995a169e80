import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { enrollmentSettingsSchema } from "../../../resources/lookout-enrollment-settings/lookout-enrollment-settings.schema";
import { notificationPreferencesSchema } from "../../../resources/lookout-notification-preferences/lookout-notification-preferences.schema";
import { lookoutConnectorSchema } from "../../../resources/lookout-connector/lookout-connector.schema";
import { threatClassifications } from "../../../model/threat-classification-ids";
import { accept } from "../accept";
import type { AuditedChanges } from "./audited-changes";
import { lookoutRisks } from "./classification-risks";
import { defaultDeviceGroup } from "../../../resources/lookout-threat-classifications/lookout-threat-classifications.schema";
import { responses } from "./policy-attributes";

const classificationsSchema = z.partialRecord(z.enum(threatClassifications), z.enum(lookoutRisks));

const deviceGroupSchema = z.string().min(1).default(defaultDeviceGroup);

/** A policy that was saved. Without severity and action, nothing was changed. */
const policySchema = z
  .strictObject({
    deviceGroup: deviceGroupSchema,
    classification: z.enum(threatClassifications),
    severity: z.strictObject({ from: z.enum(lookoutRisks).optional(), to: z.enum(lookoutRisks) }).optional(),
    action: z.strictObject({ from: z.enum(responses).optional(), to: z.enum(responses) }).optional(),
  })
  .transform(({ classification, ...others }) => ({ header: classification, ...others }));

const resetSchema = z.strictObject({ deviceGroup: deviceGroupSchema });

/** Settings by their names in live events, each with its new value. */
const productSettingsSchema = z.partialRecord(
  z.enum([
    "product_settings.safe_browsing.enabled",
    "product_settings.safe_browsing.blacklisted_domains",
    "product_settings.safe_browsing.whitelisted_domains",
    "product_settings.quarantine.enabled",
  ]),
  z.string(),
);

/** Control routes for manual changes in Lookout's console: `/_tenant/console/*`. */
export function registerConsole(app: FastifyInstance, console: AuditedChanges): void {
  app.put("/_tenant/console/connector", (request, reply) =>
    accept(reply, lookoutConnectorSchema, request.body, (settings) => {
      console.saveConnector(settings);
    }),
  );
  app.delete("/_tenant/console/connector", (_request, reply) => {
    console.removeConnectors();
    return reply.status(204).send();
  });
  app.put("/_tenant/console/enrollment-settings", (request, reply) =>
    accept(reply, enrollmentSettingsSchema, request.body, (enrollmentSettings) => {
      console.saveSettings({ enrollmentSettings });
    }),
  );
  app.put("/_tenant/console/notification-preferences", (request, reply) =>
    accept(reply, notificationPreferencesSchema, request.body, (notificationPreferences) => {
      console.saveSettings({ notificationPreferences });
    }),
  );
  app.put("/_tenant/console/classifications", (request, reply) =>
    accept(reply, classificationsSchema, request.body, (risks) => {
      console.saveRisks(risks);
    }),
  );
  app.put("/_tenant/console/policies", (request, reply) =>
    accept(reply, policySchema, request.body, (change) => {
      console.savePolicy(change);
    }),
  );
  app.post("/_tenant/console/policy-resets", (request, reply) =>
    accept(reply, resetSchema, request.body, ({ deviceGroup }) => {
      console.resetPolicy(deviceGroup);
    }),
  );
  app.put("/_tenant/console/product-settings", (request, reply) =>
    accept(reply, productSettingsSchema, request.body, (settings) => {
      console.saveProductSettings(Object.entries(settings).map(([name, to]) => ({ name, to })));
    }),
  );
  app.post("/_tenant/console/application-keys", (request, reply) =>
    accept(reply, z.strictObject({ name: z.string() }), request.body, ({ name }) => {
      console.createApplicationKey(name);
    }),
  );
  app.post("/_tenant/console/sign-ins", (_request, reply) => {
    console.signIn();
    return reply.status(204).send();
  });
  // What Lookout itself does every three to four hours, and after another switch of the console.
  app.post("/_tenant/lookout/purges", (_request, reply) => {
    console.purge();
    return reply.status(204).send();
  });
  app.put("/_tenant/lookout/followed-policies", (request, reply) =>
    accept(reply, policySchema, request.body, ({ header, deviceGroup }) => {
      console.followSwitch({ header, deviceGroup });
    }),
  );
}
