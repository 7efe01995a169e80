import assert from "node:assert/strict";
import type { Readable } from "node:stream";
import { startTenantUnderTest, type TenantUnderTest } from "../tenant-under-test";
import { defaultUnknowns } from "../../../../local/tenant/tenant-options";
import { lookoutHeaders } from "./lookout-of-tenant";

const connector = {
  heartbeatMinutes: 15,
  enrollmentGroupNames: ["Lookout Pilot"],
  deviceStatusSync: true,
  threatStatusSync: true,
  errorEmail: "soc@contoso.com",
};
const longAgo = "start_time=2020-01-01T00:00:00Z";
const uuidV7 = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/;

interface Frame {
  readonly id?: string;
  readonly event?: string;
  readonly data?: string;
  readonly retry?: string;
}
interface Event {
  readonly id: string;
  readonly type: string;
  readonly audit: { readonly type: string };
  readonly created_time: string;
}
const policyAudit = (header: string, severity: object) => ({
  type: "CLASSIFICATION_POLICY",
  attribute_changes: [
    { name: header },
    { name: "severity", ...severity },
    { name: "policy_group_name", to: "" },
    { name: "policy_group_guid", to: "" },
  ],
});

describe("the tenant's event stream", () => {
  let subject: TenantUnderTest;
  let headers: Readonly<Record<string, string>>;
  const opened: Readable[] = [];

  async function start(unknowns = {}): Promise<void> {
    subject = await startTenantUnderTest({ unknowns: { heartbeatsBeforeHistory: 0, ...unknowns } });
    headers = await lookoutHeaders(subject);
  }
  afterEach(async () => {
    for (const stream of opened.splice(0)) stream.destroy();
    await subject.dispose();
  });

  const open = async (query: string, more: Readonly<Record<string, string>> = {}) => {
    const answer = await subject.http.get<Readable>(`/mra/stream/v2/events?${query}`, {
      headers: { ...headers, ...more },
      responseType: "stream",
    });
    opened.push(answer.data);
    return answer;
  };
  /** Frames until one satisfies the condition; rejects when the connection breaks. */
  async function framesUntil(stream: Readable, isLast: (frame: Frame) => boolean): Promise<Frame[]> {
    let text = "";
    const frames: Frame[] = [];
    for await (const chunk of stream.iterator({ destroyOnReturn: false })) {
      text += String(chunk);
      const blocks = text.split("\n\n");
      text = blocks.pop() ?? "";
      for (const block of blocks) {
        const fields = block.split("\n").map((line) => line.split(/:(.*)/s, 2) as [string, string]);
        const frame: Frame = Object.fromEntries(fields);
        frames.push(frame);
        if (isLast(frame)) return frames;
      }
    }
    return frames;
  }
  const isHeartbeat = ({ event }: Frame) => event === "heartbeat";
  const eventsIn = (frames: readonly Frame[]) =>
    frames
      .filter(({ event }) => event === "events")
      .flatMap(({ data }) => (JSON.parse(data ?? "") as { events: Event[] }).events);
  const inConsole = (what: string, body: object) => subject.http.put(`/_tenant/console/${what}`, body);
  const control = (order: object) => subject.http.post("/_tenant/stream", order);

  it("requires a token, and refuses an invalid type, time and id", async () => {
    await start();
    assert.equal((await open("", { Authorization: "Bearer none" })).status, 401);
    for (const query of ["types=AUDIT,NEWS", "start_time=yesterday", "id=7"]) {
      assert.equal((await open(query)).status, 400, query);
    }
  });

  it("sends the history in one frame, whose id is the last event's, and then heartbeats", async () => {
    await start();
    await inConsole("connector", connector);
    await inConsole("classifications", { ADWARE: "HIGH" });
    await inConsole("classifications", { ADWARE: "LOW", TROJAN: "HIGH" });
    const answer = await open(`types=AUDIT&${longAgo}`);
    assert.match(String(answer.headers["content-type"]), /^text\/event-stream/);
    const frames = await framesUntil(answer.data, isHeartbeat);
    assert.deepEqual(
      frames.map(({ event, retry }) => event ?? `retry ${retry ?? ""}`),
      ["retry 10", "events", "heartbeat"],
    );
    const events = eventsIn(frames);
    assert.equal(frames[1]?.id, events.at(-1)?.id);
    const ids = events.map(({ id }) => id);
    for (const id of ids) assert.match(id, uuidV7);
    assert.deepEqual(
      events.map(({ audit }) => audit),
      [
        { type: "MDM_CONNECTOR" },
        policyAudit("adware", { to: "high" }),
        policyAudit("adware", { from: "high", to: "low" }),
        policyAudit("trojan", { to: "high" }),
      ],
    );
  });

  it("sends heartbeats before the history, three by default, as in Lookout's own capture", async () => {
    await start({ heartbeatsBeforeHistory: defaultUnknowns.heartbeatsBeforeHistory });
    await inConsole("classifications", { ADWARE: "HIGH" });
    const frames = await framesUntil((await open(longAgo)).data, ({ event }) => event === "events");
    assert.deepEqual(
      frames.map(({ event, retry }) => event ?? `retry ${retry ?? ""}`),
      ["retry 10", "heartbeat", "heartbeat", "heartbeat", "events"],
    );
  });

  it("dates events with an offset, and their ids by the second", async () => {
    await start();
    await inConsole("classifications", { ADWARE: "HIGH" });
    const [event] = eventsIn(await framesUntil((await open(`id=0`)).data, ({ event }) => event === "events"));
    assert.match(event?.created_time ?? "", /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}\+00:00$/);
    const time = parseInt((event?.id ?? "").replace("-", "").slice(0, 12), 16);
    assert.equal(time, Math.floor(Date.parse(event?.created_time ?? "") / 1000) * 1000);
  });

  it("starts with new events by default, and sends them as they happen", async () => {
    await start();
    await inConsole("classifications", { ADWARE: "HIGH" });
    const { data } = await open("");
    await framesUntil(data, isHeartbeat);
    await inConsole("classifications", { ADWARE: "LOW" });
    const events = eventsIn(await framesUntil(data, ({ event }) => event === "events"));
    assert.deepEqual(
      events.map(({ audit }) => audit),
      [policyAudit("adware", { from: "high", to: "low" })],
    );
  });

  it("goes on after an id, given in the query or in the header", async () => {
    await start();
    await inConsole("connector", connector);
    await inConsole("enrollment-settings", { daysUntilDisconnected: 30 });
    await inConsole("classifications", { ADWARE: "LOW" });
    const all = eventsIn(await framesUntil((await open(longAgo)).data, isHeartbeat));
    const second = all[1]?.id ?? "";
    for (const answer of [await open(`id=${second}`), await open("", { "last-event-id": second })]) {
      assert.deepEqual(eventsIn(await framesUntil(answer.data, isHeartbeat)), all.slice(2));
    }
  });

  it("sends only the requested types", async () => {
    await start();
    await inConsole("connector", connector);
    assert.deepEqual(eventsIn(await framesUntil((await open(`types=DEVICE,THREAT&${longAgo}`)).data, isHeartbeat)), []);
  });

  it("keeps events for ten days, whatever time is asked for", async () => {
    await start();
    await inConsole("connector", connector);
    await subject.http.post("/_tenant/clock", { advanceMs: 6 * 24 * 3_600_000 });
    await inConsole("enrollment-settings", { daysUntilDisconnected: 30 });
    await subject.http.post("/_tenant/clock", { advanceMs: 5 * 24 * 3_600_000 });
    headers = await lookoutHeaders(subject);
    const events = eventsIn(await framesUntil((await open(longAgo)).data, isHeartbeat));
    assert.deepEqual(
      events.map(({ audit }) => audit.type),
      ["PRODUCT_SETTINGS"],
    );
  });

  it("keeps its events over a restart", async () => {
    await start();
    await inConsole("connector", connector);
    const before = eventsIn(await framesUntil((await open(longAgo)).data, isHeartbeat));
    for (const stream of opened.splice(0)) stream.destroy();
    await subject.tenant.stop();
    subject = await startTenantUnderTest({ unknowns: { heartbeatsBeforeHistory: 0 } }, subject.folder);
    headers = await lookoutHeaders(subject);
    assert.deepEqual(eventsIn(await framesUntil((await open(longAgo)).data, isHeartbeat)), before);
    assert.equal(before.length, 1);
  });

  it("ends, requests a reconnect and reports errors when configured to", async () => {
    await start();
    for (const [order, name] of [
      [{ end: true }, "end"],
      [{ reconnect: true }, "reconnect"],
      [{ error: "Overloaded" }, "error"],
    ] as const) {
      const { data } = await open("");
      await framesUntil(data, isHeartbeat);
      assert.equal((await control(order)).status, 204);
      assert.equal((await framesUntil(data, () => false)).at(-1)?.event, name);
    }
    assert.equal((await control({ explode: true })).status, 400);
  });

  it("breaks the next connection after so many events, in the middle of a frame", async () => {
    await start();
    for (const risk of ["LOW", "MEDIUM", "HIGH"]) await inConsole("classifications", { ADWARE: risk });
    await control({ dropAfterEvents: 2 });
    const { data } = await open(longAgo);
    const frames: Frame[] = [];
    await assert.rejects(
      framesUntil(data, (frame) => {
        frames.push(frame);
        return false;
      }),
    );
    assert.equal(eventsIn(frames).length, 2);
    assert.equal(eventsIn(await framesUntil((await open(longAgo)).data, isHeartbeat)).length, 3);
  });

  it("breaks an open connection after what happens next", async () => {
    await start();
    const { data } = await open("");
    await framesUntil(data, isHeartbeat);
    await control({ dropAfterEvents: 1 });
    await inConsole("classifications", { ADWARE: "LOW" });
    await assert.rejects(framesUntil(data, () => false));
  });

  it("names its frames and shapes their data as configured", async () => {
    await start({ eventFrameName: "event", eventPayload: "array" });
    await inConsole("classifications", { ADWARE: "LOW" });
    const frames = await framesUntil((await open(longAgo)).data, isHeartbeat);
    const frame = frames.find(({ event }) => event === "event");
    assert.equal((JSON.parse(frame?.data ?? "") as Event[])[0]?.type, "AUDIT");
  });

  it("has a line in the request log for each connection", async () => {
    await start();
    await open("types=AUDIT");
    assert.deepEqual(
      subject.requests().map(({ path, status }) => `${path} ${status}`),
      ["/oauth2/token 200", "/mra/stream/v2/events?types=AUDIT 200"],
    );
  });
});
