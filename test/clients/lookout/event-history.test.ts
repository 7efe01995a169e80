import assert from "node:assert/strict";
import { ServiceError } from "../../../clients/http/service-error";
import { readEventsUntilNow } from "../../../clients/lookout/event-history";
import type { LookoutEvent } from "../../../clients/lookout/lookout-event";
import { readEvents } from "../../../clients/lookout/event-stream";
import { startTenantUnderTest, type TenantUnderTest } from "../../local/tenant/tenant-under-test";
import { lookoutApiOf } from "../../local/tenant/lookout/lookout-of-tenant";

const risks = ["NONE", "LOW", "MEDIUM", "HIGH"] as const;
const riskIn = ({ audit }: LookoutEvent) => {
  const severity = audit?.attribute_changes?.find(({ name }) => name === "severity");
  return typeof severity?.to === "string" ? severity.to.toUpperCase() : undefined;
};

describe("Lookout's history, read from a tenant", () => {
  let subject: TenantUnderTest;
  afterEach(() => subject.dispose());

  const setRisk = (risk: string) => subject.http.put("/_tenant/console/classifications", { ADWARE: risk });
  const control = (order: object) => subject.http.post("/_tenant/stream", order);
  const since = () => new Date(Date.now() - 60_000).toISOString();
  const read = async (query: { afterId: string } | { since: string } = { since: since() }) => {
    const { events, ...rest } = await readEventsUntilNow(lookoutApiOf(subject), { types: ["AUDIT"], ...query });
    return { risks: events.map(riskIn), ...rest };
  };

  for (const unknowns of [
    { eventFrameName: "events", eventPayload: "object" },
    { eventFrameName: "event", eventPayload: "array" },
  ] as const) {
    it(`is whole with frames named ${unknowns.eventFrameName} and an ${unknowns.eventPayload} in them`, async () => {
      subject = await startTenantUnderTest({ unknowns });
      for (const risk of risks) await setRisk(risk);
      assert.deepEqual((await read()).risks, risks);
    });
  }

  it("is whole although the connection broke in the middle, twice", async () => {
    subject = await startTenantUnderTest();
    for (const risk of risks) await setRisk(risk);
    await control({ dropAfterEvents: 1, times: 2 });
    assert.deepEqual((await read()).risks, risks);
    const streams = subject.requests().filter(({ path }) => path.startsWith("/mra/stream"));
    assert.equal(streams.length, 3);
  });

  it("goes on where the last reading ended", async () => {
    subject = await startTenantUnderTest();
    await setRisk("LOW");
    const { lastId = "" } = await read();
    const { waitedMs, ...none } = await read({ afterId: lastId });
    assert.deepEqual([none.risks, none.lastId, none.end, waitedMs], [[], undefined, "quiet", 300]);
    assert.ok(Date.parse(none.seenUntil ?? "") > Date.now() - 10_000);
    await setRisk("HIGH");
    assert.deepEqual((await read({ afterId: lastId })).risks, ["HIGH"]);
  });

  it("is not given for whole when no connection gets anywhere", async () => {
    subject = await startTenantUnderTest();
    await setRisk("LOW");
    await control({ dropAfterEvents: 0, times: 100 });
    await assert.rejects(read(), (error) => {
      assert.ok(error instanceof ServiceError);
      assert.match(error.message, /opened 6 times in a row without an event or a heartbeat.*No event was read/);
      return true;
    });
  });

  it("waits out a tenant that answers 429, with and without Retry-After", async () => {
    subject = await startTenantUnderTest();
    await setRisk("LOW");
    for (const retryAfter of ["0", undefined]) {
      const fault = { path: "^/mra/stream", times: 1, kind: { is: "throttle", retryAfter } };
      await subject.http.put("/_tenant/faults", [fault]);
      const api = lookoutApiOf(subject, { throttledPauseMs: 20 });
      const { events } = await readEventsUntilNow(api, { types: ["AUDIT"], since: since() });
      assert.equal(events.length, 1);
    }
  });

  it("goes on as it happens, over the end of a connection", async () => {
    subject = await startTenantUnderTest();
    const seen: unknown[] = [];
    await setRisk("NONE");
    for await (const event of readEvents(lookoutApiOf(subject), { types: ["AUDIT"], since: since() })) {
      seen.push(riskIn(event));
      if (seen.length === 1) await control({ end: true });
      if (seen.length === risks.length) break;
      await setRisk(risks[seen.length] ?? "");
    }
    assert.deepEqual(seen, risks);
  });

  it("is complete by the polled list, page by page, whose events have an oid", async () => {
    subject = await startTenantUnderTest();
    for (const risk of risks) await setRisk(risk);
    const api = lookoutApiOf(subject, {}, { source: "list" });
    const { events, end, lastId } = await readEventsUntilNow(api, { types: ["AUDIT"], since: since() });
    assert.deepEqual([end, lastId], ["complete", events.at(-1)?.id]);
    assert.deepEqual(
      events.map(({ type, id }) => [type, id.length]),
      risks.map(() => ["AUDIT", 36]),
    );
    const pages = subject.requests().filter(({ path }) => path.startsWith("/mra/api/v2/events"));
    assert.equal(pages.length, 2);
    const none = await readEventsUntilNow(api, { types: ["AUDIT"], since: new Date().toISOString() });
    assert.deepEqual([none.events, none.end], [[], "complete"]);
  });
});
