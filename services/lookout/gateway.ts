import { z } from "zod";
import {
  enrollmentSettingsSchema,
  lookoutConnectorSchema,
  type EnrollmentSettings,
  type LookoutConnectorSettings,
} from "../../domain";
import { nameOf } from "../configuration";
import { createHttpClient, type FailedAnswer } from "../http/client";
import { isNotFound, ServiceError, type Explanation } from "../http/service-error";
import { lookoutSettings, type GatewayConfiguration } from "./configuration";
import { signed, withToken, type UnsignedRequest } from "./signed-in";
import { createLookoutToken } from "./token";

/** An Intune connector as the gateway answers it. */
export interface GatewayConnector extends LookoutConnectorSettings {
  readonly id: string;
}

/** Client of the contract in gateway/openapi.yaml. */
export interface GatewayClient {
  listConnectors(): Promise<GatewayConnector[]>;
  /** Undefined when there is none with that id. */
  getConnector(id: string): Promise<GatewayConnector | undefined>;
  createConnector(settings: LookoutConnectorSettings): Promise<GatewayConnector>;
  replaceConnector(id: string, settings: LookoutConnectorSettings): Promise<void>;
  /** One that is not there is fine. */
  deleteConnector(id: string): Promise<void>;
  /** Undefined as long as nobody set them through the gateway. */
  getEnrollmentSettings(): Promise<EnrollmentSettings | undefined>;
  replaceEnrollmentSettings(settings: EnrollmentSettings): Promise<void>;
  /** Settings that are not there are fine. */
  deleteEnrollmentSettings(): Promise<void>;
}

// What is set now may be outside our limits, set by somebody else: the form counts here, not the rules.
const connectorSchema = z.object({
  id: z.string().min(1),
  heartbeatMinutes: z.number(),
  enrollmentGroupNames: z.array(z.string()),
  deviceStatusSync: z.boolean(),
  threatStatusSync: z.boolean(),
  errorEmail: z.string(),
}) satisfies z.ZodType<z.infer<typeof lookoutConnectorSchema>>;
const connectorListSchema = z.object({ connectors: z.array(connectorSchema) });
const settingsSchema = z.object({ daysUntilDisconnected: z.number() }) satisfies z.ZodType<
  z.infer<typeof enrollmentSettingsSchema>
>;
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
  const enrollment = "/v1/enrollment-settings";
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
    async getEnrollmentSettings() {
      return unlessMissing(async () => read(settingsSchema, await send({ method: "GET", path: enrollment })));
    },
    async replaceEnrollmentSettings(settings) {
      await send({ method: "PUT", path: enrollment, body: settings });
    },
    async deleteEnrollmentSettings() {
      await unlessMissing(() => send({ method: "DELETE", path: enrollment }));
    },
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
      ? `Check that the gateway takes tokens made for ${nameOf(lookoutSettings.applicationKey)}`
      : undefined;
  const parsed = errorSchema.safeParse(body);
  if (!parsed.success) return { message: "the answer is not an error of the gateway's contract", fix };
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
    `The configuration gateway's answer breaks its contract (gateway/openapi.yaml)${where === "" ? "" : ` at ${where}`}.`,
  );
}
