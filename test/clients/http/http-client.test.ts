import assert from "node:assert/strict";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { inspect } from "node:util";
import {
  createHttpClient,
  type HttpClient,
  type HttpClientSettings,
  type HttpRequest,
} from "../../../clients/http/http-client";
import { captureWaits } from "../../../clients/wait-notice";
import { isNotFound, ServiceError } from "../../../clients/http/service-error";

const secret = "s3cr3t-value";

describe("the HTTP client", () => {
  let server: Server;
  let calls: number;
  let waits: string[];
  let onWait: () => void;
  let endCapture: () => void;

  beforeEach(() => {
    waits = [];
    onWait = () => undefined;
    endCapture = captureWaits((line) => {
      waits.push(line);
      onWait();
    });
  });

  async function clientOf(
    answer: RequestListener,
    { retry, ...settings }: Partial<HttpClientSettings> = {},
  ): Promise<HttpClient> {
    calls = 0;
    server = createServer((request, response) => {
      calls += 1;
      answer(request, response);
    });
    await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
    return createHttpClient({
      service: "The service",
      origin: `http://localhost:${(server.address() as AddressInfo).port}`,
      originSetting: "service:url",
      requestIdHeader: "x-request-id",
      explain: ({ body }) => ({ message: JSON.stringify(body) }),
      retry: { firstPauseMs: 5, longestPauseMs: 20, timeoutMs: 200, totalMs: 5000, ...retry },
      ...settings,
    });
  }
  afterEach(() => {
    endCapture();
    server.closeAllConnections();
    server.close();
  });

  async function failure(client: HttpClient, request: HttpRequest): Promise<ServiceError> {
    const error: unknown = await client.send(request).catch((reason: unknown) => reason);
    assert.ok(error instanceof ServiceError);
    return error;
  }

  it("comes back after throttling, whatever form Retry-After has", async () => {
    const headers = ["0", "0.02", new Date().toUTCString(), undefined];
    const client = await clientOf((_request, response) => {
      const header = headers[calls - 1];
      response.statusCode = calls <= headers.length ? 429 : 200;
      if (header !== undefined) response.setHeader("retry-after", header);
      response.end("{}");
    });
    assert.equal((await client.send({ method: "POST", path: "/" })).status, 200);
    assert.equal(calls, headers.length + 1);
  });

  it("gives up at once when it is asked to wait longer than it may", async () => {
    const client = await clientOf((_request, response) => {
      response.writeHead(503, { "retry-after": "3600" }).end("{}");
    });
    assert.equal((await failure(client, { method: "GET", path: "/" })).status, 503);
    assert.equal(calls, 1);
  });

  it("names the wait that it was asked for, and until when", async () => {
    const client = await clientOf((_request, response) => {
      response.writeHead(429, { "retry-after": "3600" }).end("{}");
    });
    const { message } = await failure(client, { method: "GET", path: "/" });
    const until = new Date(Date.now() + 3_600_000).toISOString().slice(11, 15);
    assert.match(message, new RegExp(`The service asks to wait 60 minutes, until ${until}\\d UTC\\.`));
  });

  it("does not treat a success whose body was cut off as a refusal, and sends no POST again", async () => {
    const client = await clientOf((_request, response) => {
      response.writeHead(201, { "content-length": "100" });
      response.write('{"id": "1', () => response.destroy());
    });
    const error = await failure(client, { method: "POST", path: "/objects" });
    assert.deepEqual([calls, error.status, error.mayHaveSucceeded], [1, undefined, true]);
    assert.match(error.message, /The service: no response to POST \/objects/);
  });

  it("reads again what was cut off in a GET", async () => {
    const client = await clientOf((_request, response) => {
      response.writeHead(200, { "content-length": "9" });
      if (calls > 1) response.end('{"id": 1}');
      else response.write('{"id', () => response.destroy());
    });
    assert.deepEqual((await client.send({ method: "GET", path: "/" })).body, { id: 1 });
    assert.equal(calls, 2);
  });

  it("ends an answer that trickles for ever", async () => {
    const retry = { timeoutMs: 100, totalMs: 100, attempts: 1 };
    const trickling = new Set<NodeJS.Timeout>();
    const client = await clientOf(
      (_request, response) => {
        response.writeHead(200);
        trickling.add(setInterval(() => response.write(" "), 20));
      },
      { retry },
    );
    const error = await failure(client, { method: "POST", path: "/" });
    for (const timer of trickling) clearInterval(timer);
    assert.match(error.message, /no complete answer to POST \/ within 0 seconds/);
    assert.equal(error.mayHaveSucceeded, true);
  });

  it("has no deadline for a caller that has one of its own, and ends with that one", async () => {
    const client = await clientOf(
      (_request, response) => {
        if (calls === 1) response.end("{}");
      },
      { retry: { timeoutMs: 60_000, totalMs: Infinity } },
    );
    assert.equal((await client.send({ method: "GET", path: "/" })).status, 200);
    const signal = AbortSignal.timeout(50);
    await assert.rejects(client.send({ method: "GET", path: "/", signal }), { name: "TimeoutError" });
  });

  it("does not read an answer of any size", async () => {
    const chunk = Buffer.alloc(1024 * 1024, " ");
    const client = await clientOf(
      (_request, response) => {
        response.writeHead(200);
        const more = () => {
          if (!response.destroyed) response.write(chunk, more);
        };
        more();
      },
      { retry: { timeoutMs: 10_000, totalMs: 10_000 } },
    );
    const error = await failure(client, { method: "GET", path: "/big" });
    assert.match(error.message, /the answer to GET \/big is larger than 32 MiB/);
    assert.equal(calls, 1);
  });

  it("never sends a POST twice whose connection broke, as it may have been carried out", async () => {
    const client = await clientOf((request) => {
      request.socket.destroy();
    });
    const error = await failure(client, { method: "POST", path: "/", body: {} });
    assert.equal(error.mayHaveSucceeded, true);
    assert.equal(calls, 1);
  });

  it("sends a GET again whose connection broke or whose answer does not come", async () => {
    const client = await clientOf((request, response) => {
      if (calls === 1) request.socket.destroy();
      else if (calls > 2) response.end("{}");
    });
    await client.send({ method: "GET", path: "/" });
    assert.equal(calls, 3);
  });

  it("keeps credentials out of everything an error holds, even when the service repeats them", async () => {
    const client = await clientOf((request, response) => {
      response.writeHead(400, { "content-type": "application/json" });
      response.end(JSON.stringify({ echo: request.headers.authorization, secret }));
    });
    const error = await failure(client, {
      method: "POST",
      path: `/?key=${secret}`,
      headers: { Authorization: `Bearer ${secret}` },
      secrets: [secret],
    });
    const everything = inspect(error, { depth: 10, showHidden: true });
    assert.ok(!everything.includes(secret) && !everything.includes("Bearer s"), everything);
    assert.equal(error.cause, undefined);
    assert.match(error.message, /request sent as [0-9a-f-]{36}/);
  });

  it("does not follow a redirect, which would carry the token elsewhere", async () => {
    const client = await clientOf((_request, response) => {
      response.writeHead(302, { location: "/elsewhere" }).end();
    });
    const { message } = await failure(client, { method: "GET", path: "/" });
    assert.match(message, /answered GET \/ with status 302 and a redirect to localhost:\d+;/);
    assert.equal(calls, 1);
  });

  const page = "<!DOCTYPE html><title>Sign in to the network</title>";
  for (const [status, headers, body] of [
    [403, { "content-type": "text/html; charset=utf-8" }, page],
    [404, { "content-type": "text/plain" }, page],
    [502, { "content-type": "text/html" }, "Bad gateway"],
    [200, { "content-type": "text/html" }, page],
    [302, { location: "https://portal.example/login?user=me" }, ""],
  ] as const) {
    it(`does not mistake ${status} from something in between for the service's answer`, async () => {
      const client = await clientOf(
        (_request, response) => {
          response.writeHead(status, headers).end(body);
        },
        { explain: () => ({ message: "no permission", fix: "Grant it" }), retry: { attempts: 2 } },
      );
      const error = await failure(client, { method: "GET", path: "/objects?key=1" });
      const what = status === 302 ? "a redirect to portal\\.example" : "a web page";
      assert.match(
        error.message,
        new RegExp(
          `^Something between this machine and localhost:\\d+ \\(a proxy, captive portal or firewall\\) answered GET /objects with status ${status} and ${what};`,
        ),
      );
      assert.doesNotMatch(error.message, /Grant|key=1|user=me/);
      assert.equal(isNotFound(error), false, "an object that a proxy does not find may be there");
      assert.equal(error.status, undefined);
    });
  }

  it("does not read a web page as a stream of events", async () => {
    const client = await clientOf((_request, response) => {
      response.writeHead(200, { "content-type": "text/html" }).end(page);
    });
    const opened = client.open({ method: "GET", path: "/stream" }, new AbortController().signal);
    await assert.rejects(opened, /Something between this machine and .* answered GET \/stream with status 200/);
  });

  for (const status of [409, 412]) {
    const conflict: RequestListener = (_request, response) => {
      response.writeHead(status, { "content-type": "application/json" }).end("{}");
    };

    it(`reports for ${status} that somebody changed the object`, async () => {
      const { message } = await failure(await clientOf(conflict), { method: "PATCH", path: "/" });
      assert.match(
        message,
        /: {}\. Somebody changed it in the meantime; run pulumi refresh, then pulumi up, which shows/,
      );
    });

    it(`prefers the service's own fix for ${status}`, async () => {
      const client = await clientOf(conflict, { explain: () => ({ message: "taken", fix: "Choose another name" }) });
      assert.match(
        (await failure(client, { method: "PATCH", path: "/" })).message,
        /: taken\. Choose another name\. \(/,
      );
    });
  }

  it("repeats what its policy calls worth repeating, and nothing else", async () => {
    const repeats = ({ status }: { readonly status?: number }) => status === 424;
    const statuses = [424, 429];
    const client = await clientOf(
      (_request, response) => {
        response.writeHead(statuses[calls - 1] ?? 200).end("{}");
      },
      { retry: { repeats } },
    );
    assert.equal((await failure(client, { method: "GET", path: "/" })).status, 429);
    assert.equal(calls, 2);
  });

  it("ends the pause before a repetition, and an answer that does not come, with the reason of the signal", async () => {
    for (const comes of [true, false]) {
      const client = await clientOf(
        (_request, response) => {
          if (comes) response.writeHead(503, { "retry-after": "60" }).end("{}");
        },
        { retry: { totalMs: 120_000, timeoutMs: 60_000 } },
      );
      const stop = new AbortController();
      const call = client.send({ method: "GET", path: "/", signal: stop.signal });
      const reason = new Error("The engine canceled it.");
      setTimeout(() => {
        stop.abort(reason);
      }, 100);
      await assert.rejects(call, reason);
      assert.equal(calls, 1);
      server.closeAllConnections();
      server.close();
    }
  });

  it("sends nothing to a path with an id that would lead to another path", async () => {
    const client = await clientOf((_request, response) => {
      response.end("{}");
    });
    for (const id of [".", "..", "%2e", ".%2E", "%2e.", "\t..", ".\n.", "..\\x", "x\\.."]) {
      for (const path of [`/v1.0/groups/${id}`, `/v1.0/groups/${id}/members?$top=1`]) {
        const request = { method: "DELETE", path } as const;
        assert.match((await failure(client, request)).message, /nothing was sent to DELETE .*is "\." or "\.\."/s, path);
        await assert.rejects(client.open(request, new AbortController().signal), /nothing was sent to/, path);
      }
    }
    assert.equal(calls, 0);
    await client.send({ method: "GET", path: "/v1.0/groups/a..b/.c./...?x=/../" });
    assert.equal(calls, 1);
  });

  it("cuts the long text of a refusal, and keeps the ids for the service's support", async () => {
    const client = await clientOf(
      (_request, response) => {
        response.writeHead(400).end(JSON.stringify("eyJ-".repeat(1024 * 1024)));
      },
      { explain: ({ body }) => ({ message: String(body), ids: { "its id": "r-1" } }) },
    );
    const started = performance.now();
    const { message } = await failure(client, { method: "GET", path: "/" });
    assert.ok(performance.now() - started < 2000);
    assert.ok(message.length < 6000, String(message.length));
    assert.match(message, /\(request sent as [\da-f-]+, its id r-1\)$/);
  });

  it("logs what a long pause before a repetition is for, before it begins", async () => {
    const stop = new AbortController();
    const client = await clientOf(
      (_request, response) => {
        response.writeHead(429, { "retry-after": calls === 1 ? "0" : "60" }).end("{}");
      },
      { retry: { totalMs: 120_000, timeoutMs: 60_000 } },
    );
    onWait = () => {
      stop.abort(new Error("The engine canceled it."));
    };
    await assert.rejects(client.send({ method: "GET", path: "/objects?key=1", signal: stop.signal }), /canceled/);
    assert.match(waits.join(), /^The service asks to wait before GET \/objects; waiting (6\d|7[0-5]) seconds\.$/);
  });

  it("lets a client word its refusals, and removes credentials from those words too", async () => {
    const client = await clientOf(
      (_request, response) => {
        response.writeHead(403, { "content-type": "application/json" }).end(JSON.stringify({ secret }));
      },
      { describeRefusal: ({ answer }, { message }) => `${answer.method} was answered ${answer.status}: ${message}` },
    );
    const error = await failure(client, { method: "PUT", path: "/", secrets: [secret] });
    assert.equal(error.message, 'PUT was answered 403: {"secret":"***"}');
    assert.equal(error.status, 403);
  });
});
