import Fastify, { type FastifyInstance } from "fastify";
import type { TenantContext, TenantSettings, UnknownBehaviors } from "../../../../local/tenant/tenant-context";
import type { LookoutConnection } from "../../../../local/tenant/graph/connectors/connectors";
import { graphPart } from "../../../../local/tenant/graph/register-graph";
import { defaultUnknowns } from "../../../../local/tenant/tenant-options";

export const baseUrl = "https://localhost:9443";
export const callerId = "aaaaaaaa-0000-4000-8000-000000000001";
export const clientId = "bbbbbbbb-0000-4000-8000-000000000002";
export const lookoutId = "2c7790de-8b02-4814-85cf-e0c59380dee8";
export const connectorsPath = "/beta/deviceManagement/mobileThreatDefenseConnectors";

const roles = [
  "Group.ReadWrite.All",
  "User.ReadWrite.All",
  "Application.ReadWrite.All",
  "Organization.Read.All",
  "Policy.Read.All",
  "Policy.ReadWrite.ConditionalAccess",
  "DeviceManagementServiceConfig.ReadWrite.All",
];

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: Readonly<Record<string, unknown>>;
  readonly text: string;
}

/** Graph alone, on a clock and beside a Lookout that the test moves. */
export class GraphUnderTest {
  now = Date.parse("2026-03-01T12:00:00Z");
  lookout: LookoutConnection = {};

  private constructor(
    private readonly app: FastifyInstance,
    public granted: readonly string[],
  ) {}

  static async start(options: GraphOptions = {}): Promise<GraphUnderTest> {
    const app = Fastify();
    const graph = new GraphUnderTest(app, options.roles ?? roles);
    app.addHook("onRequest", (request, _reply, done) => {
      if (request.headers.authorization === "Bearer valid") {
        Object.assign(request, { caller: { objectId: callerId, roles: graph.granted } });
      }
      done();
    });
    await graphPart(() => graph.lookout)(app, contextOf(graph, options));
    await app.ready();
    return graph;
  }

  async send(
    method: Method,
    path: string,
    body?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const response = await this.app.inject({
      method,
      url: path.replace(baseUrl, ""),
      headers: { authorization: "Bearer valid", "content-type": "application/json; charset=utf-8", ...headers },
      ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
    });
    const isJson = response.headers["content-type"]?.toString().includes("json") === true;
    return {
      status: response.statusCode,
      headers: response.headers as Record<string, string | undefined>,
      body: isJson ? response.json<Record<string, unknown>>() : {},
      text: response.body,
    };
  }

  get(path: string, headers?: Readonly<Record<string, string>>): Promise<Answer> {
    return this.send("GET", path, undefined, headers);
  }

  pass(milliseconds: number): void {
    this.now += milliseconds;
  }

  /** Creates a group and gives its id. */
  async group(displayName: string, extra: object = {}): Promise<string> {
    const answer = await this.send("POST", "/v1.0/groups", { ...validGroup, displayName, ...extra });
    return String(answer.body.id);
  }

  async user(name: string): Promise<string> {
    const body = { ...validUser, displayName: name, userPrincipalName: `${name}@local.onmicrosoft.com` };
    return String((await this.send("POST", "/v1.0/users", body)).body.id);
  }
}

type Method = "GET" | "POST" | "PATCH" | "PUT" | "DELETE";

export interface GraphOptions {
  readonly roles?: readonly string[];
  readonly consistencyDelayMs?: number;
  readonly connectorDelayMs?: number;
  readonly unknowns?: Partial<UnknownBehaviors>;
}

export const validGroup = {
  displayName: "Lookout Full",
  mailEnabled: false,
  mailNickname: "lookout",
  securityEnabled: true,
};
export const validUser = {
  accountEnabled: true,
  displayName: "Ada",
  mailNickname: "ada",
  userPrincipalName: "ada@local.onmicrosoft.com",
  passwordProfile: { password: "not kept" },
};

const unknowns: UnknownBehaviors = { ...defaultUnknowns, connectorInitialThresholdDays: 6 };

function contextOf(graph: GraphUnderTest, options: GraphOptions): TenantContext {
  const settings: TenantSettings = {
    tenantId: "cccccccc-0000-4000-8000-000000000003",
    baseUrl,
    clientId,
    clientSecret: "secret",
    clientObjectId: callerId,
    lookoutApplicationKey: "key",
    lookoutEnterpriseId: "dddddddd-0000-4000-8000-000000000004",
    grantedRoles: roles,
    grantedActions: ["*"],
    connectorDelayMs: options.connectorDelayMs ?? 0,
    consistencyDelayMs: options.consistencyDelayMs ?? 0,
    appPublishingDelayMs: 0,
    managedGooglePlayApps: [],
    streamHeartbeatMs: 50,
    streamRetryMs: 10,
    unknowns: { ...unknowns, ...options.unknowns },
  };
  const documents = new Map<string, object>();
  const document = <T extends object>(name: string, initial: () => T): T => {
    const found = (documents.get(name) as T | undefined) ?? initial();
    documents.set(name, found);
    return found;
  };
  return { settings, store: { document, save: () => undefined, names: () => [] }, now: () => graph.now };
}

/** The message of an error, in Entra's shape. */
export function messageOf(answer: Answer): string {
  return errorOf(answer).message;
}

export function errorOf(answer: Answer): {
  readonly code: string;
  readonly message: string;
  readonly innerError: object;
} {
  return answer.body.error as { code: string; message: string; innerError: object };
}

/** The message that Intune nests in its message. */
export function intuneMessageOf(answer: Answer): string {
  const nested = JSON.parse(messageOf(answer)) as { readonly Message: string };
  return nested.Message;
}

export function valuesOf(answer: Answer): readonly Readonly<Record<string, unknown>>[] {
  return answer.body.value as readonly Record<string, unknown>[];
}

export function namesOf(answer: Answer): readonly unknown[] {
  return valuesOf(answer)
    .map(({ displayName }) => displayName)
    .toSorted();
}

export function bind(id: string): string {
  return `${baseUrl}/beta/directoryObjects/${id}`;
}
