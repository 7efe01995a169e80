import type { AxiosInstance } from "axios";
import { GraphError, NoAnswer, refusal, unanswered } from "../azuread/graph-error";
import { withRetries } from "../azuread/retry";
import { fetchToken, readCloud, type AccessToken, type Cloud } from "../azuread/sign-in";
import type { Configuration } from "./configuration";
import { tenantClient } from "../azuread/http";

export type JsonObject = Record<string, unknown>;

export interface ArmRequest {
  readonly method: "GET" | "PUT" | "DELETE";
  /** Resource id. */
  readonly id: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: JsonObject;
  readonly signal: AbortSignal;
}

const TRIES = 5;

/** A signed-in caller of Azure Resource Manager. */
export class ArmSession {
  private constructor(
    private readonly http: AxiosInstance,
    private readonly cloud: Cloud,
    readonly configuration: Configuration,
    private token: AccessToken,
    private readonly firstWaitMs: number,
  ) {}

  static async open(
    configuration: Configuration,
    environment: NodeJS.ProcessEnv,
    signal: AbortSignal,
    firstWaitMs: number,
  ): Promise<ArmSession> {
    const http = tenantClient(environment);
    const cloud = await readCloud(http, configuration.metadataHost, signal);
    const token = await fetchToken(http, cloud, configuration, signal, cloud.resourceManagerAudience);
    return new ArmSession(http, cloud, configuration, token, firstWaitMs);
  }

  /** Object id of the caller's own service principal. */
  get callerId(): string {
    return this.token.objectId ?? "";
  }

  /** Sends a request and returns the answer's body; undefined for what is not there. Any other refusal is thrown. */
  async send(request: ArmRequest): Promise<JsonObject | undefined> {
    return withRetries(() => this.attempt(request), {
      triesFor: (error) => (isPassing(error) ? TRIES : 1),
      retryAfter: (error) => (error instanceof GraphError ? error.retryAfter : undefined),
      firstWaitMs: this.firstWaitMs,
      signal: request.signal,
    });
  }

  private async attempt({ method, id, query, body, signal }: ArmRequest): Promise<JsonObject | undefined> {
    const label = `${method} ${id}`;
    const token = await this.currentToken(signal);
    const answer = await this.http
      .request<unknown>({
        url: `${this.cloud.resourceManager}${id}`,
        params: query,
        method,
        data: body,
        signal,
        headers: { Accept: "application/json", Authorization: `Bearer ${token.value}` },
      })
      .catch((error: unknown) => {
        signal.throwIfAborted();
        throw unanswered(label, error);
      });
    const isGone = answer.status === 404 && method !== "PUT" && codeOf(answer.data) === "ResourceNotFound";
    if (isGone) return undefined;
    if (answer.status === 202)
      throw new Error(`${label} was answered 202: the azure-native stand-in follows no operation that goes on.`);
    if (answer.status < 200 || answer.status > 299) throw refusal(label, answer, " See what the tenant serves.");
    return (typeof answer.data === "object" && answer.data !== null ? answer.data : {}) as JsonObject;
  }

  private async currentToken(signal: AbortSignal): Promise<AccessToken> {
    if (Date.now() >= this.token.renewAt) {
      const { http, cloud, configuration } = this;
      this.token = await fetchToken(http, cloud, configuration, signal, cloud.resourceManagerAudience);
    }
    return this.token;
  }
}

/** Every request here can be sent again: a PUT makes the same resource. */
function isPassing(error: unknown): boolean {
  if (error instanceof GraphError) return [408, 429].includes(error.status) || error.status >= 500;
  return error instanceof NoAnswer && ["ECONNRESET", "EPIPE"].includes(error.code);
}

function codeOf(body: unknown): unknown {
  return (body as { readonly error?: { readonly code?: unknown } } | null)?.error?.code;
}
