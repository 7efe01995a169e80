import type { FastifyInstance } from "fastify";
import { z } from "zod";
import { enrollmentSettingsSchema } from "../../../resources/lookout-enrollment-settings/lookout-enrollment-settings.schema";
import { notificationPreferencesSchema } from "../../../resources/lookout-notification-preferences/lookout-notification-preferences.schema";
import { lookoutConnectorSchema } from "../../../resources/lookout-connector/lookout-connector.schema";
import { threatClassifications } from "../../../model/threat-classification-ids";
import { accept } from "../accept";
import type { AuditedChanges } from "./audited-changes";
import { lookoutRisks } from "./classification-risks";

const classificationsSchema = z.partialRecord(z.enum(threatClassifications), z.enum(lookoutRisks));

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
}
