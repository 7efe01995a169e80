import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { ServiceError } from "../../../clients/http/service-error";
import { defaultEventReading, type EventReading } from "../../../clients/lookout/event-reading";
import { createLookoutApi, type LookoutApi } from "../../../clients/lookout/lookout-api";
import { readEventsUntilNow } from "../../../clients/lookout/event-history";
import { readEvents } from "../../../clients/lookout/event-stream";

const since = "2026-01-10T08:00:00Z";
const frame = (name: string, data: unknown, id?: string) =>
  `${id === undefined ? "" : `id:${id}\n`}event:${name}\ndata:${typeof data === "string" ? data : JSON.stringify(data)}\n\n`;
const eventFrame = (...ids: string[]) =>
  frame("events", { events: ids.map((id) => ({ id, type: "AUDIT", created_time: since })) }, ids.at(-1));
const heartbeat = frame("heartbeat", {});
const patience = { ...defaultEventReading, quietMs: 60, firstQuietMs: 120, afterEventMs: 40 };

/** Sends heartbeats until the reader has gone. */
function beat(response: ServerResponse): void {
  const beating = setInterval(() => response.write(heartbeat), 5);
  response.on("close", () => {
    clearInterval(beating);
  });
}
const quick = "retry:5\n\n";

describe("reading Lookout's event stream", () => {
  let server: Server;
  /** Queries of the connections, in their order. */
  let queries: string[];

  /** A Lookout whose n-th connection, from 0, gets the n-th answer. */
  async function apiOf(
    connect: (connection: number, response: ServerResponse, request: IncomingMessage) => void,
    timeoutMs?: number,
    reading: Partial<EventReading> = {},
  ): Promise<LookoutApi> {
    queries = [];
    server = createServer((request, response) => {
      if (request.url === "/oauth2/token") {
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify({ access_token: "token-1234", expires_in: 7200 }));
        return;
      }
      queries.push(decodeURIComponent(request.url?.split("?")[1] ?? ""));
      response.setHeader("content-type", "text/event-stream");
      connect(queries.length - 1, response, request);
    });
    await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
    const apiUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
    return createLookoutApi(
      { apiUrl, applicationKey: "key-1234", eventReading: { ...patience, ...reading } },
      { firstPauseMs: 1, ...(timeoutMs && { timeoutMs }) },
    );
  }
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  const untilNow = async (api: LookoutApi, query: object = {}) => {
    const { events, ...rest } = await readEventsUntilNow(api, { types: ["AUDIT"], since, ...query });
    return { ids: events.map(({ id }) => id), ...rest };
  };
  const failureOf = async (reading: Promise<unknown>): Promise<ServiceError> => {
    const error: unknown = await reading.then(
      () => undefined,
      (reason: unknown) => reason,
    );
    assert.ok(error instanceof ServiceError, String(error));
    return error;
  };

  it("asks for types and time first, and goes on from the last id after the connection broke", async () => {
    const api = await apiOf((connection, response) => {
      if (connection === 0) response.write(quick + eventFrame("1", "2"), () => response.destroy());
      else {
        response.write(eventFrame("2", "3"));
        beat(response);
      }
    });
    assert.deepEqual((await untilNow(api)).ids, ["1", "2", "3"]);
    assert.deepEqual(queries, [`types=AUDIT&start_time=${since}`, "types=AUDIT&id=2"]);
  });

  it("waits as long as Lookout asks before it comes back", async () => {
    let closedAt = 0;
    const api = await apiOf((connection, response) => {
      if (connection === 0) {
        closedAt = performance.now();
        response.end("retry:150\n\n");
      } else {
        closedAt = performance.now() - closedAt;
        beat(response);
      }
    });
    await untilNow(api);
    assert.ok(closedAt >= 149, String(closedAt));
  });

  for (const last of ["reconnect", "end", "error"]) {
    it(`comes back after a frame named ${last}, although the connection stays open`, async () => {
      const api = await apiOf((connection, response) => {
        if (connection === 0) response.write(quick + eventFrame("1") + frame(last, {}));
        else {
          response.write(eventFrame("2"));
          beat(response);
        }
      });
      assert.deepEqual((await untilNow(api)).ids, ["1", "2"]);
    });
  }

  it("gives up after six connections without events, and reports how far it came and why", async () => {
    const api = await apiOf((connection, response) => {
      response.end(quick + (connection === 0 ? eventFrame("1", "2") : frame("error", { error: "Overloaded" })));
    });
    const { message } = await failureOf(untilNow(api));
    assert.match(
      message,
      /6 times in a row.*the last time, Lookout reported an error: Overloaded.*2 events were read, .*known is 2/,
    );
    assert.equal(queries.length, 7);
  });

  for (const last of ["reconnect", "end"]) {
    it(`comes back after a frame named ${last} that has no data`, async () => {
      const api = await apiOf((connection, response) => {
        if (connection === 0) response.write(`${quick}${eventFrame("1")}event:${last}\n\n`);
        else {
          response.write(eventFrame("2"));
          beat(response);
        }
      });
      assert.deepEqual((await untilNow(api)).ids, ["1", "2"]);
    });
  }

  it("skips a frame and events that cannot be read, names them, and reads what follows", async () => {
    const odd = [
      { id: "3", type: "AUDIT", audit: { attribute_changes: [{ from: "a name is missing" }] } },
      { id: "4", type: "DEVICE", device: "text" },
      { type: "AUDIT" },
    ];
    const api = await apiOf((_connection, response) => {
      response.write(quick + frame("events", '{"events":[', "1") + eventFrame("2"));
      response.write(frame("events", { events: [...odd, { id: "5", type: "SOMETHING_NEW" }] }, "5"));
      beat(response);
    });
    const { ids, unreadable, lastId, end } = await untilNow(api);
    assert.deepEqual([ids.toSorted(), lastId, end], [["2", "5"], "5", "quiet"]);
    assert.deepEqual(
      unreadable.map(({ id, type, field }) => [id, type, field]),
      [
        ["1", "a frame", "data that is not JSON"],
        ["3", "AUDIT", "audit.attribute_changes.0.name"],
        ["4", "DEVICE", "device"],
        [undefined, "AUDIT", "id"],
      ],
    );
    assert.equal(queries.length, 1);
  });

  it("stops reading at a line or a record that does not end, instead of keeping it", async () => {
    for (const piece of ["x".repeat(64 * 1024), `data:${"x".repeat(64 * 1024)}\n`]) {
      let sent = 0;
      const api = await apiOf((_connection, response) => {
        response.write("event:events\ndata:");
        const flood = () => {
          while (sent < 200 * 1024 * 1024 && !response.destroyed) {
            sent += piece.length;
            if (!response.write(piece)) return;
          }
        };
        response.on("drain", flood);
        flood();
      });
      const { message } = await failureOf(untilNow(api));
      assert.match(message, /a frame is longer than 16 MiB, so reading stopped/);
      assert.ok(sent < 40 * 1024 * 1024, `${sent} bytes were read`);
      assert.equal(queries.length, 1);
      server.closeAllConnections();
      server.close();
    }
  });

  it("is unsettled, with what it read, when the stream is never quiet and never reaches the present", async () => {
    const api = await apiOf(
      (_connection, response) => {
        let id = 0;
        const busy = setInterval(() => {
          id += 1;
          response.write(eventFrame(`${id}`));
        }, 10);
        response.on("close", () => {
          clearInterval(busy);
        });
      },
      undefined,
      { longestMs: 300 },
    );
    const { ids, end, seenUntil, waitedMs } = await untilNow(api);
    assert.deepEqual([end, seenUntil, waitedMs], ["unsettled", undefined, 300]);
    assert.ok(ids.length > 0);
  });

  it("finds what comes after heartbeats, as in Lookout's own capture, and in several frames", async () => {
    const api = await apiOf((_connection, response) => {
      response.write(heartbeat + heartbeat + heartbeat);
      setTimeout(() => response.write(eventFrame("1") + heartbeat), 20);
      setTimeout(() => {
        response.write(eventFrame("2"));
        beat(response);
      }, 40);
    });
    assert.deepEqual((await untilNow(api)).ids, ["1", "2"]);
  });

  it("does not take silence for quiet", async () => {
    const api = await apiOf(
      (_connection, response) => {
        response.write(`${quick}${eventFrame("1")}`);
      },
      undefined,
      { longestMs: 400 },
    );
    const { ids, end, lastId } = await untilNow(api, { silenceMs: 60 });
    assert.deepEqual([ids, lastId, end], [["1"], "1", "unsettled"]);
  });

  it("orders events of one second by their own time, not by their ids", async () => {
    const event = (id: string, ms: number) => ({
      id,
      type: "AUDIT",
      created_time: `2026-01-10T08:00:00.${String(ms).padStart(3, "0")}+00:00`,
    });
    const api = await apiOf((_connection, response) => {
      response.write(frame("events", { events: [event("a", 900), event("c", 100), event("b", 100)] }, "b"));
      beat(response);
    });
    const { ids, lastId } = await untilNow(api);
    assert.deepEqual([ids, lastId], [["c", "b", "a"], "b"]);
  });

  it("has caught up soon after an event of the present, where something happens all the time", async () => {
    const api = await apiOf((_connection, response) => {
      let id = 100;
      const busy = setInterval(() => {
        id += 1;
        response.write(frame("events", [{ id: `${id}`, type: "AUDIT", created_time: new Date().toISOString() }]));
      }, 20);
      response.on("close", () => {
        clearInterval(busy);
      });
    });
    const { ids, lastId } = await untilNow(api);
    assert.ok(ids.length > 1);
    assert.equal(lastId, ids.at(-1));
  });

  it("reports from when on the history is whole, when more than ten days were asked for", async () => {
    const api = await apiOf((_connection, response) => {
      beat(response);
    });
    const tenDaysLater = Date.parse("2026-01-22T00:00:00Z");
    const started = Date.now();
    const now = () => tenDaysLater + (Date.now() - started);
    const read = (query: { afterId: string } | { since: string }) =>
      readEventsUntilNow(api, { types: ["AUDIT"], ...query }, now);
    const gaps = [
      await read({ since: "2026-01-11T00:00:00Z" }),
      await read({ since: "2026-01-13T00:00:00Z" }),
      await read({ afterId: "019bab2f-6800-7000-8000-000000000000" }),
      await read({ afterId: "not-a-uuid" }),
    ].map(({ gapBefore }) => gapBefore);
    assert.deepEqual(
      gaps.map((gap) => gap?.slice(0, 10)),
      ["2026-01-12", undefined, "2026-01-12", undefined],
    );
  });

  it("ends without an error when it is aborted", async () => {
    const api = await apiOf((_connection, response) => {
      response.write(eventFrame("1"));
    });
    const stop = new AbortController();
    const seen: string[] = [];
    for await (const { id } of readEvents(api, { types: ["AUDIT"], since, signal: stop.signal })) {
      seen.push(id);
      stop.abort();
    }
    assert.deepEqual(seen, ["1"]);
  });

  it("closes the connection when its reader stops", async () => {
    let closed: () => void;
    const closing = new Promise<void>((resolve) => (closed = resolve));
    const api = await apiOf((_connection, response) => {
      response.on("close", () => {
        closed();
      });
      response.write(eventFrame("1"));
    });
    for await (const { id } of readEvents(api, { types: ["AUDIT"], since })) {
      assert.equal(id, "1");
      break;
    }
    await closing;
  });

  it("comes back to a connection that fell silent, and loses nothing of what happens then", async () => {
    const api = await apiOf((connection, response) => {
      if (connection === 0) response.write(`${quick}${eventFrame("1")}`);
      else response.write(eventFrame("2"));
    });
    const seen: string[] = [];
    for await (const { id } of readEvents(api, { types: ["AUDIT"], since, silenceMs: 50 })) {
      seen.push(id);
      if (id === "2") break;
    }
    assert.deepEqual(seen, ["1", "2"]);
  });

  it("uses what arrived of a refusal whose body trickles for ever", async () => {
    const api = await apiOf((_connection, response) => {
      response.setHeader("content-type", "application/json");
      response.writeHead(403).write("{");
    }, 100);
    const { status } = await failureOf(untilNow(api));
    assert.equal(status, 403);
  });

  it("reports Lookout's answer when it refuses the stream", async () => {
    const api = await apiOf((_connection, response) => {
      response.setHeader("content-type", "application/json");
      response.writeHead(400).end(JSON.stringify({ error: "start_time: not a time" }));
    });
    const { status, message } = await failureOf(untilNow(api));
    assert.equal(status, 400);
    assert.match(message, /start_time: not a time/);
  });
});
