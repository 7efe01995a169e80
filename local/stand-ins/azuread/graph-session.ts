import type { AxiosInstance } from "axios";
import { GraphError, isGraphStatus, NoAnswer, refusal, unanswered } from "./graph-error";
import { withRetries } from "./retry";
import { fetchToken, readCloud, type AccessToken, type Cloud, type Configuration } from "./sign-in";
import { tenantClient } from "./http";

export type JsonObject = Record<string, unknown>;

export interface GraphRequest {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE";
  /** Path with version, such as `/beta/groups`. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
  readonly signal: AbortSignal;
  /** Refusals that are worth another try for this request, besides the ones that always are. */
  readonly alsoRetry?: (error: GraphError) => boolean;
}

/** As the real client's, 1 to 61 s apart. */
const TRIES = 16;
/** About two minutes: the real provider goes on to its deadline of 20 minutes, also for an object that will never exist. */
const REPLICATION_TRIES = 8;

/** A signed-in caller of Microsoft Graph. */
export class GraphSession {
  private constructor(
    private readonly http: AxiosInstance,
    private readonly cloud: Cloud,
    private readonly configuration: Configuration,
    private token: AccessToken,
    /** Object id of the caller's own service principal. */
    readonly callerId: string,
    private readonly firstWaitMs: number,
  ) {}

  static async open(
    configuration: Configuration,
    environment: NodeJS.ProcessEnv,
    signal: AbortSignal,
    firstWaitMs: number,
  ): Promise<GraphSession> {
    const http = tenantClient(environment);
    const cloud = await readCloud(http, configuration.metadataHost, signal);
    const token = await fetchToken(http, cloud, configuration, signal);
    if (token.objectId === undefined) {
      throw new Error(
        `The token of tenant ${configuration.tenantId} has no oid claim, so the caller's object id is unknown. Look at the tenant's token endpoint.`,
      );
    }
    return new GraphSession(http, cloud, configuration, token, token.objectId, firstWaitMs);
  }

  get tenantId(): string {
    return this.configuration.tenantId;
  }

  get clientId(): string {
    return this.configuration.clientId;
  }

  /** The address by which one directory object is referred to from another. */
  directoryObject(objectId: string): string {
    return `${this.cloud.graph}/beta/directoryObjects/${objectId}`;
  }

  /** Sends a request and returns the answer's body; a refusal is thrown as a GraphError. */
  async send(request: GraphRequest): Promise<JsonObject> {
    const query = request.query === undefined ? "" : `?${new URLSearchParams(request.query).toString()}`;
    return this.sendTo(`${this.cloud.graph}${request.path}${query}`, request);
  }

  /** An object; undefined when Graph does not know it. */
  async find(request: Pick<GraphRequest, "path" | "signal">): Promise<JsonObject | undefined> {
    try {
      return await this.send({ ...request, method: "GET" });
    } catch (error) {
      if (isGraphStatus(error, 404)) return undefined;
      throw error;
    }
  }

  /** All items of a collection, page after page. */
  async list(request: Omit<GraphRequest, "method" | "body">): Promise<JsonObject[]> {
    const get = { ...request, method: "GET" } as const;
    let page = await this.send(get);
    const items = itemsOf(page, request.path);
    for (let next = page["@odata.nextLink"]; typeof next === "string"; next = page["@odata.nextLink"]) {
      if (!next.startsWith(`${this.cloud.graph}/`)) {
        throw new Error(
          `GET ${request.path} named a next page outside of ${this.cloud.graph}. The token is not sent there.`,
        );
      }
      page = await this.sendTo(next, get);
      items.push(...itemsOf(page, request.path));
    }
    return items;
  }

  private async sendTo(url: string, request: GraphRequest): Promise<JsonObject> {
    const label = `${request.method} ${request.path}`;
    const attempt = async () => {
      const token = await this.currentToken(request.signal);
      const answer = await this.http
        .request<unknown>({
          url,
          method: request.method,
          data: request.body,
          signal: request.signal,
          headers: {
            Accept: "application/json; charset=utf-8; IEEE754Compatible=false",
            Authorization: `Bearer ${token.value}`,
            "OData-MaxVersion": "4.0",
            "OData-Version": "4.0",
          },
        })
        .catch((error: unknown) => {
          request.signal.throwIfAborted();
          throw unanswered(label, error);
        });
      if (answer.status < 200 || answer.status > 299) throw refusal(label, answer);
      return (typeof answer.data === "object" && answer.data !== null ? answer.data : {}) as JsonObject;
    };
    return withRetries(attempt, {
      triesFor: (error) => triesFor(error, request),
      retryAfter: (error) => (error instanceof GraphError ? error.retryAfter : undefined),
      firstWaitMs: this.firstWaitMs,
      signal: request.signal,
    });
  }

  private async currentToken(signal: AbortSignal): Promise<AccessToken> {
    if (Date.now() >= this.token.renewAt)
      this.token = await fetchToken(this.http, this.cloud, this.configuration, signal);
    return this.token;
  }
}

function triesFor(error: unknown, request: GraphRequest): number {
  if (error instanceof GraphError) {
    const isPassing = [408, 424, 429].includes(error.status) || error.status >= 500;
    return isPassing ? TRIES : request.alsoRetry?.(error) ? REPLICATION_TRIES : 1;
  }
  // A POST without an answer may have been carried out: sent again it could make a second object.
  const isDropped = error instanceof NoAnswer && ["ECONNRESET", "EPIPE"].includes(error.code);
  return isDropped && request.method !== "POST" ? TRIES : 1;
}

function itemsOf(page: JsonObject, path: string): JsonObject[] {
  if (!Array.isArray(page.value))
    throw new Error(`GET ${path} was answered without a list of values. Look at what the tenant serves there.`);
  return page.value as JsonObject[];
}
