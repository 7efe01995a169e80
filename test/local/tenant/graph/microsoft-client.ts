import {
  AuthenticationHandler,
  Client,
  type Context,
  type Middleware,
  RetryHandler,
} from "@microsoft/microsoft-graph-client";
import assert from "node:assert/strict";
import type { GraphOfTenant } from "./graph-of-tenant";

/** Carries the client's requests over a connection that trusts the tenant's certificate. */
class Transport implements Middleware {
  constructor(private readonly graph: GraphOfTenant) {}

  async execute(context: Context): Promise<void> {
    const { method = "GET", headers, body } = context.options ?? {};
    const url: unknown = context.request; // A text here: the client was given no request object.
    assert.ok(typeof url === "string");
    const answer = await this.graph.send(
      method,
      url,
      typeof body === "string" ? (JSON.parse(body) as object) : undefined,
      Object.fromEntries(new Headers(headers)),
    );
    const text = answer.status === 204 ? null : answer.text;
    context.response = new Response(text, { status: answer.status, headers: { "content-type": "application/json" } });
  }
}

/** A client of Microsoft's own, signed in to the local tenant. */
export function clientOf(graph: GraphOfTenant): Client {
  const authentication = new AuthenticationHandler({ getAccessToken: () => Promise.resolve(graph.token) });
  const retry = new RetryHandler();
  authentication.setNext(retry);
  retry.setNext(new Transport(graph));
  return Client.initWithMiddleware({
    middleware: authentication,
    baseUrl: graph.baseUrl,
    customHosts: new Set(["localhost"]),
  });
}
