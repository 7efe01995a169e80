import assert from "node:assert/strict";
import { graphToken, lookoutToken, startTenantUnderTest, type TenantUnderTest } from "./tenant-under-test";

const enrollment = "/v1/enrollment-settings";

describe("the tenant's faults", () => {
  let subject: TenantUnderTest;
  let headers: Record<string, string>;
  beforeEach(async () => {
    subject = await startTenantUnderTest();
    headers = { Authorization: `Bearer ${await lookoutToken(subject)}` };
  });
  afterEach(() => subject.dispose());

  const inject = (fault: object) => subject.http.put("/_tenant/faults", [fault]);
  const put = (days: number) => subject.http.put(enrollment, { daysUntilDisconnected: days }, { headers });
  const get = () =>
    subject.http.get<{ daysUntilDisconnected?: number; error?: { code: string } }>(enrollment, { headers });

  it("return a status as often as configured, in the format of the failing service", async () => {
    await inject({ path: "^/v1/", times: 2, kind: { is: "status", status: 503 } });
    assert.deepEqual([(await get()).status, (await get()).status, (await get()).status], [503, 503, 404]);
    await inject({ path: "^/beta/", kind: { is: "status", status: 500 } });
    const graph = await subject.http.get<{ error: { innerError: object } }>("/beta/groups", {
      headers: { Authorization: `Bearer ${await graphToken(subject)}` },
    });
    assert.equal(graph.status, 500);
    assert.ok("request-id" in graph.data.error.innerError);
  });

  it("throttle with the Retry-After asked for, or without", async () => {
    await inject({ path: enrollment, times: 1, kind: { is: "throttle", retryAfter: "2.128" } });
    const throttled = await get();
    assert.equal(throttled.status, 429);
    assert.equal(throttled.headers["retry-after"], "2.128");
    await inject({ path: enrollment, times: 1, kind: { is: "throttle" } });
    assert.equal((await get()).headers["retry-after"], undefined);
  });

  it("break the connection before the work is done", async () => {
    await inject({ path: enrollment, method: "PUT", times: 1, kind: { is: "drop", when: "before" } });
    await assert.rejects(put(30));
    assert.equal((await get()).status, 404);
  });

  it("break the connection after the work is done, so that the caller does not know", async () => {
    await inject({ path: enrollment, method: "PUT", times: 1, kind: { is: "drop", when: "after" } });
    await assert.rejects(put(30));
    assert.equal((await get()).data.daysUntilDisconnected, 30);
  });

  it("hold a request until its client goes away, before or after the work is done, for several methods", async () => {
    const patiently = { headers, timeout: 300 };
    for (const [when, days] of [
      ["before", undefined],
      ["after", 30],
    ] as const) {
      await inject({ path: enrollment, method: ["put", "post"], times: 1, kind: { is: "hang", when } });
      await assert.rejects(subject.http.put(enrollment, { daysUntilDisconnected: 30 }, patiently), /timeout/);
      assert.equal((await get()).data.daysUntilDisconnected, days);
    }
  });

  it("delay", async () => {
    await inject({ path: enrollment, times: 1, kind: { is: "delay", ms: 120 } });
    const before = performance.now();
    await get();
    assert.ok(performance.now() - before >= 115);
  });

  it("read stale", async () => {
    await put(30);
    await get();
    await put(60);
    await inject({ path: enrollment, method: "GET", times: 1, kind: { is: "stale" } });
    assert.deepEqual([(await get()).data.daysUntilDisconnected, (await get()).data.daysUntilDisconnected], [30, 60]);
  });

  it("are refused when they make no sense", async () => {
    assert.equal((await inject({ path: "(", kind: { is: "stale" } })).status, 400);
    assert.equal((await inject({ path: ".", kind: { is: "status", status: 200 } })).status, 400);
  });
});
