import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import { ServiceError } from "../../../clients/http/service-error";
import { createLookoutApi, type LookoutApi } from "../../../clients/lookout/lookout-api";

const key = "application-key-1234";

describe("Lookout's API client", () => {
  let server: Server;
  let tokens: number;
  let calls: string[];

  /** A Lookout that issues tokens token-1, token-2, … and gives calls these answers. */
  async function apiOf(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<LookoutApi> {
    tokens = 0;
    calls = [];
    server = createServer((request, response) => {
      response.setHeader("content-type", "application/json");
      if (request.url === "/oauth2/token") {
        tokens += 1;
        response.end(JSON.stringify({ access_token: `token-${tokens}`, expires_in: 7200 }));
        return;
      }
      calls.push(`${request.url ?? ""} ${request.headers.authorization ?? ""}`);
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
    const apiUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
    return createLookoutApi({ apiUrl, applicationKey: key }, { throttledPauseMs: 30, firstPauseMs: 1 });
  }
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const request = { method: "GET", path: "/mra/api/v2/devices?limit=1" } as const;

  async function failureOf(call: Promise<unknown>): Promise<ServiceError> {
    const error: unknown = await call.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof ServiceError, String(error));
    for (const secret of [key, "token-1", "token-2"]) assert.ok(!inspect(error).includes(secret), inspect(error));
    return error;
  }

  it("signs in again once if a token is refused before it expires", async () => {
    const api = await apiOf((call, response) => {
      if (call.headers.authorization === "Bearer token-1") response.statusCode = 401;
      response.end("{}");
    });
    assert.equal((await api.send(request)).status, 200);
    assert.deepEqual(calls, [
      "/mra/api/v2/devices?limit=1 Bearer token-1",
      "/mra/api/v2/devices?limit=1 Bearer token-2",
    ]);
  });

  it("does not go on signing in when every token is refused, and explains how to get a new key", async () => {
    const api = await apiOf((_call, response) => {
      response.writeHead(401).end(JSON.stringify({ error: "Unauthorized", "request-id": "r-77" }));
    });
    const { message } = await failureOf(api.send(request));
    assert.match(message, /401 to GET \/mra\/api\/v2\/devices: Unauthorized\..*System > Application Keys/);
    assert.match(message, /Lookout's request id r-77/);
    assert.equal(tokens, 2);
  });

  it("waits of its own accord after a 429 without Retry-After", async () => {
    let throttledAt = 0;
    const api = await apiOf((_call, response) => {
      if (calls.length === 1) {
        throttledAt = performance.now();
        response.writeHead(429).end(JSON.stringify({ error: "Too many requests" }));
      } else response.end("{}");
    });
    await api.send(request);
    assert.ok(performance.now() - throttledAt >= 29);
  });

  it("reads the error of a stream that is refused", async () => {
    const api = await apiOf((_call, response) => {
      response.writeHead(400).end(JSON.stringify({ error: "start_time is no time", "request-id": "r-1" }));
    });
    const { message, status } = await failureOf(api.open(request, new AbortController().signal));
    assert.equal(status, 400);
    assert.match(message, /start_time is no time/);
  });

  it("reads a stream as it comes, and closes it when the reader stops", async () => {
    let closed: () => void;
    const closing = new Promise<void>((resolve) => (closed = resolve));
    const api = await apiOf((_call, response) => {
      response.on("close", () => {
        closed();
      });
      response.write("first");
    });
    for await (const chunk of await api.open(request, new AbortController().signal)) {
      assert.equal(Buffer.from(chunk).toString(), "first");
      break;
    }
    await closing;
  });
});
