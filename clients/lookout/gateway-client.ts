import { z } from "zod";
import {
  lookoutConnectorSchema,
  type LookoutConnectorSettings,
} from "../../resources/lookout-connector/lookout-connector.schema";
import {
  enrollmentSettingsSchema,
  type EnrollmentSettings,
} from "../../resources/lookout-enrollment-settings/lookout-enrollment-settings.schema";
import {
  notificationPreferencesSchema,
  type NotificationPreferences,
} from "../../resources/lookout-notification-preferences/lookout-notification-preferences.schema";
import type { ThreatClassificationSettings } from "../../resources/lookout-threat-classifications/lookout-threat-classifications.schema";
import { nameOf } from "../configuration-source";
import type { FailedAnswer } from "../http/answer-error";
import { createHttpClient } from "../http/http-client";
import { isNotFound, ServiceError, type Explanation } from "../http/service-error";
import { lookoutSettings, type GatewayConfiguration } from "./lookout-configuration";
import { typesOnly } from "./types-only";
import { createLookoutToken, signed, type UnsignedRequest, withToken } from "./lookout-token";

/** An Intune connector as the gateway returns it. */
export interface GatewayConnector extends LookoutConnectorSettings {
  readonly id: string;
}

/** Client of the contract in gateway/openapi.yaml. */
export interface GatewayClient {
  listConnectors(): Promise<GatewayConnector[]>;
  /** Reads one connector; undefined when no connector has that id. */
  getConnector(id: string): Promise<GatewayConnector | undefined>;
  createConnector(settings: LookoutConnectorSettings): Promise<GatewayConnector>;
  replaceConnector(id: string, settings: LookoutConnectorSettings): Promise<void>;
  /** Deletes a connector. Deleting a missing connector is not an error. */
  deleteConnector(id: string): Promise<void>;
  readonly enrollmentSettings: GatewaySettings<EnrollmentSettings>;
  readonly notificationPreferences: GatewaySettings<NotificationPreferences>;
  readonly threatClassifications: GatewaySettings<ThreatClassificationSettings>;
}

/** Settings that exist once per tenant. */
export interface GatewaySettings<Settings> {
  /** Reads the settings; undefined until they are first set through the gateway. */
  get(): Promise<Settings | undefined>;
  replace(settings: Settings): Promise<void>;
  /** Deletes the settings. Deleting missing settings is not an error. */
  delete(): Promise<void>;
}

const connectorSchema: z.ZodType<GatewayConnector> = z.intersection(
  z.object({ id: z.string().min(1) }),
  typesOnly(lookoutConnectorSchema),
);
const connectorListSchema = z.object({ connectors: z.array(connectorSchema) });
// Everything that the gateway has is compared, whatever the platform.
const choicesForm = z.record(z.string(), z.union([z.string(), z.record(z.string(), z.string())]));
const threatClassificationsForm = z.object({
  risks: choicesForm,
  deviceGroups: z.record(z.string(), choicesForm),
}) as unknown as z.ZodType<ThreatClassificationSettings>;
const errorSchema = z.object({
  error: z.object({
    code: z.string(),
    message: z.string(),
    property: z.string().optional(),
    requestId: z.string().optional(),
  }),
});

export function createGatewayClient(configuration: GatewayConfiguration): GatewayClient {
  const token = createLookoutToken(configuration);
  const { origin, pathname } = new URL(configuration.gatewayUrl);
  const http = createHttpClient({
    service: "The configuration gateway",
    origin,
    originSetting: nameOf(lookoutSettings.gatewayUrl),
    requestIdHeader: "X-Request-Id",
    explain: explainGatewayError,
  });

  const send = async (request: UnsignedRequest): Promise<unknown> =>
    withToken(token, async (accessToken) => {
      const path = (pathname === "/" ? "" : pathname) + request.path;
      return (await http.send(signed({ ...request, path }, accessToken, configuration.applicationKey))).body;
    });

  const connectors = "/v1/intune-connectors";
  const connector = (id: string) => `${connectors}/${encodeURIComponent(id)}`;
  const settingsAt = <Settings>(path: string, schema: z.ZodType<Settings>): GatewaySettings<Settings> => ({
    get: () => unlessMissing(async () => read(schema, await send({ method: "GET", path }))),
    async replace(settings) {
      await send({ method: "PUT", path, body: settings });
    },
    async delete() {
      await unlessMissing(() => send({ method: "DELETE", path }));
    },
  });
  return {
    async listConnectors() {
      return read(connectorListSchema, await send({ method: "GET", path: connectors })).connectors;
    },
    async getConnector(id) {
      return unlessMissing(async () => read(connectorSchema, await send({ method: "GET", path: connector(id) })));
    },
    async createConnector(settings) {
      return read(connectorSchema, await send({ method: "POST", path: connectors, body: settings }));
    },
    async replaceConnector(id, settings) {
      await send({ method: "PUT", path: connector(id), body: settings });
    },
    async deleteConnector(id) {
      await unlessMissing(() => send({ method: "DELETE", path: connector(id) }));
    },
    enrollmentSettings: settingsAt("/v1/enrollment-settings", typesOnly(enrollmentSettingsSchema)),
    notificationPreferences: settingsAt("/v1/notification-preferences", typesOnly(notificationPreferencesSchema)),
    threatClassifications: settingsAt("/v1/threat-classifications", threatClassificationsForm),
  };
}

async function unlessMissing<T>(call: () => Promise<T>): Promise<T | undefined> {
  try {
    return await call();
  } catch (error) {
    if (isNotFound(error)) return undefined;
    throw error;
  }
}

function explainGatewayError({ body, status }: FailedAnswer): Explanation {
  const fix =
    status === 401
      ? `Check that the gateway accepts tokens issued for ${nameOf(lookoutSettings.applicationKey)}`
      : undefined;
  const parsed = errorSchema.safeParse(body);
  if (!parsed.success) return { message: "the response is not an error as the gateway's contract defines it", fix };
  const { code, message, property, requestId } = parsed.data.error;
  return {
    code,
    message: property === undefined ? message : `${property}: ${message}`,
    property,
    ids: requestId === undefined ? {} : { "request id": requestId },
    fix,
  };
}

function read<T>(schema: z.ZodType<T>, body: unknown): T {
  const result = schema.safeParse(body);
  if (result.success) return result.data;
  const where = result.error.issues[0]?.path.join(".") ?? "";
  throw new ServiceError(
    `The configuration gateway's response violates its contract (gateway/openapi.yaml)${where === "" ? "" : ` at ${where}`}.`,
  );
}
