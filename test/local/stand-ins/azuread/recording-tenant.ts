import "reflect-metadata";
import { webcrypto } from "node:crypto";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:https";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import * as x509 from "@peculiar/x509";

export interface RecordedRequest {
  readonly method: string;
  /** Path and decoded query. */
  readonly target: string;
  readonly body: unknown;
}

interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

type Json = Record<string, unknown>;

export const TENANT_ID = "11111111-1111-4111-8111-111111111111";
export const CLIENT_ID = "22222222-2222-4222-8222-222222222222";
export const CALLER_ID = "33333333-3333-4333-8333-333333333333";
export const CLIENT_SECRET = "correct-horse-battery-staple";

/** The least that the real provider needs of a tenant, and a record of all it was asked. */
export class RecordingTenant {
  readonly requests: RecordedRequest[] = [];
  readonly groups = new Map<string, Json>();
  readonly people = new Map<string, string[]>();
  readonly policies = new Map<string, Json>();
  readonly servicePrincipals: Json[] = [];
  /** Answers given once, first come first served, instead of the real one. */
  readonly faults: { readonly matches: RegExp; readonly answer: Answer }[] = [];
  /** Seconds a token lives. */
  tokenLifetime = 3600;

  private constructor(
    private readonly server: Server,
    private readonly folder: string,
  ) {}

  static async start(): Promise<RecordingTenant> {
    const folder = mkdtempSync(join(tmpdir(), "azuread-stand-in-"));
    const { certificate, key } = await selfSigned();
    writeFileSync(join(folder, "ca.pem"), certificate);
    const server = createServer({ cert: certificate, key });
    const tenant = new RecordingTenant(server, folder);
    server.on("request", (request, response) => void tenant.serve(request, response));
    await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
    return tenant;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
    rmSync(this.folder, { recursive: true });
  }

  get host(): string {
    return `localhost:${(this.server.address() as AddressInfo).port}`;
  }

  get caFile(): string {
    return join(this.folder, "ca.pem");
  }

  /** Forgets what was recorded and what exists. */
  reset(): void {
    this.requests.length = 0;
    this.faults.length = 0;
    this.servicePrincipals.length = 0;
    this.groups.clear();
    this.people.clear();
    this.policies.clear();
    this.tokenLifetime = 3600;
  }

  /** "GET /beta/groups/{id}" for each request, with the ids of groups and policies, the origin and random names made readable. */
  get sequence(): string[] {
    return this.requests.map(({ method, target }) =>
      `${method} ${target}`.replaceAll(/(?<=(?:groups|policies)\/)[0-9a-f-]{36}/g, "{id}"),
    );
  }

  bodiesOf(method: string): unknown[] {
    return this.requests.filter((request) => request.method === method).map(({ body }) => body);
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", `https://${this.host}`);
    const query = [...url.searchParams].map(([name, value]) => `${name}=${value}`).join("&");
    const target = url.pathname + (query === "" ? "" : `?${query}`);
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk as Buffer);
    }
    const text = Buffer.concat(chunks).toString("utf8");
    const isForm = request.headers["content-type"]?.startsWith("application/x-www-form-urlencoded");
    const body: unknown =
      text === "" ? undefined : isForm ? Object.fromEntries(new URLSearchParams(text)) : JSON.parse(text);
    const method = request.method ?? "";
    this.requests.push({ method, target, body });

    const fault = this.faults.findIndex(({ matches }) => matches.test(`${method} ${target}`));
    const answer =
      fault >= 0 ? this.faults.splice(fault, 1)[0]?.answer : this.answer(method, url, body as Json, request);
    const { status, body: content, headers } = answer ?? notFound("nothing");
    response.writeHead(status, { "content-type": "application/json", "request-id": "req-1", ...headers });
    response.end(content === undefined ? undefined : JSON.stringify(content));
  }

  private answer(method: string, url: URL, body: Json, request: IncomingMessage): Answer {
    const path = url.pathname;
    if (path === "/metadata/endpoints") {
      return { status: 200, body: this.metadata() };
    }
    if (path.endsWith("/oauth2/v2.0/token")) {
      return this.token(path, body);
    }
    if (!request.headers.authorization?.startsWith("Bearer ")) {
      return {
        status: 401,
        body: { error: { code: "InvalidAuthenticationToken", message: "Access token is empty." } },
      };
    }
    if (path === "/beta/groups") {
      return method === "POST" ? this.createGroup(body) : this.listGroups(url.searchParams.get("$filter") ?? "");
    }
    if (path.startsWith("/v1.0/servicePrincipals")) {
      return { status: 200, body: { value: this.servicePrincipals } };
    }
    if (path.startsWith("/beta/servicePrincipals/")) {
      return { status: 200, body: { samlMetadataUrl: "https://saml.example/metadata" } };
    }
    if (path.startsWith("/v1.0/directoryObjects/")) {
      return { status: 200, body: { "@odata.type": "#microsoft.graph.user", id: path.split("/").at(-1) } };
    }
    if (path.startsWith("/v1.0/identity/conditionalAccess/policies")) {
      return this.policyRoute(method, path.split("/")[5], body);
    }
    return this.groupRoute(method, path, body);
  }

  private policyRoute(method: string, id: string | undefined, body: Json): Answer {
    if (id === undefined) {
      const policy = { ...body, id: webcrypto.randomUUID() };
      this.policies.set(policy.id, policy);
      return { status: 201, body: policy };
    }
    return oneOf(this.policies, method, id, body);
  }

  private groupRoute(method: string, path: string, body: Json): Answer {
    const [, , , id = "", collection, person] = path.split("/");
    if (!this.groups.has(id)) {
      return notFound(id);
    }
    if (collection === undefined) {
      return oneOf(this.groups, method, id, body);
    }
    const key = `${id}/${collection}`;
    const people = this.people.get(key) ?? [];
    if (method === "POST") {
      this.people.set(key, [...people, String(body["@odata.id"]).split("/").at(-1) ?? ""]);
      return { status: 204 };
    }
    if (method === "DELETE") {
      this.people.set(
        key,
        people.filter((other) => other !== person),
      );
      return { status: 204 };
    }
    return {
      status: 200,
      body: { value: people.map((other) => ({ "@odata.type": "#microsoft.graph.user", id: other })) },
    };
  }

  private createGroup(body: Json): Answer {
    const id = webcrypto.randomUUID();
    const { "owners@odata.bind": owners, ...group } = body;
    this.groups.set(id, { ...group, id });
    this.people.set(
      `${id}/owners`,
      ((owners ?? []) as string[]).map((owner) => owner.split("/").at(-1) ?? ""),
    );
    return { status: 201, body: { ...group, id } };
  }

  private listGroups(filter: string): Answer {
    const name = /displayName eq '((?:[^']|'')*)'/.exec(filter)?.[1]?.replaceAll("''", "'");
    return { status: 200, body: { value: [...this.groups.values()].filter((group) => group.displayName === name) } };
  }

  private metadata(): Json {
    const origin = `https://${this.host}`;
    return {
      name: "AzureLocal",
      resourceManager: `${origin}/`,
      microsoftGraphResourceId: `${origin}/`,
      authentication: { loginEndpoint: origin, audiences: [`${origin}/`], tenant: "common", identityProvider: "AAD" },
    };
  }

  private token(path: string, form: Json): Answer {
    if (!path.startsWith(`/${TENANT_ID}/`)) {
      const error_description = "AADSTS90002: Tenant not found. Check to make sure you have the correct tenant ID.";
      return { status: 400, body: { error: "invalid_request", error_description } };
    }
    if (form.client_secret !== CLIENT_SECRET) {
      const error_description = "AADSTS7000215: Invalid client secret provided.";
      return { status: 401, body: { error: "invalid_client", error_description } };
    }
    const claims = Buffer.from(JSON.stringify({ oid: CALLER_ID })).toString("base64url");
    const access_token = `e30.${claims}.c2ln`;
    return { status: 200, body: { token_type: "Bearer", expires_in: this.tokenLifetime, access_token } };
  }
}

/** What a request makes of one object of a collection. */
function oneOf(objects: Map<string, Json>, method: string, id: string, body: Json): Answer {
  const object = objects.get(id);
  if (!object) {
    return notFound(id);
  }
  switch (method) {
    case "PATCH":
      Object.assign(object, body);
      return { status: 204 };
    case "DELETE":
      objects.delete(id);
      return { status: 204 };
    default:
      return { status: 200, body: object };
  }
}

function notFound(id: string): Answer {
  const message = `Resource '${id}' does not exist or one of its queried reference-property objects are not present.`;
  return { status: 404, body: { error: { code: "Request_ResourceNotFound", message } } };
}

async function selfSigned(): Promise<{ certificate: string; key: string }> {
  const algorithm = { name: "ECDSA", namedCurve: "P-256", hash: "SHA-256" };
  const keys = await webcrypto.subtle.generateKey(algorithm, true, ["sign", "verify"]);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    name: "CN=localhost",
    keys,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.BasicConstraintsExtension(true, undefined, true),
      new x509.SubjectAlternativeNameExtension([{ type: "dns", value: "localhost" }]),
    ],
  });
  const pkcs8 = Buffer.from(await webcrypto.subtle.exportKey("pkcs8", keys.privateKey)).toString("base64");
  const key = `-----BEGIN PRIVATE KEY-----\n${pkcs8}\n-----END PRIVATE KEY-----\n`;
  return { certificate: certificate.toString("pem"), key };
}
