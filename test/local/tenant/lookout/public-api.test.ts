import assert from "node:assert/strict";
import { startTenantUnderTest, type TenantUnderTest } from "../tenant-under-test";
import { lookoutHeaders } from "./lookout-of-tenant";

describe("the limit of the tenant's public Lookout endpoints", () => {
  let subject: TenantUnderTest;
  afterEach(() => subject.dispose());

  for (const lookoutRetryAfter of ["absent", "seconds"] as const) {
    it(`is one for all of them, sign-ins not counted; Retry-After is ${lookoutRetryAfter}`, async () => {
      subject = await startTenantUnderTest({ unknowns: { lookoutRetryAfter } });
      const headers = await lookoutHeaders(subject);
      const paths = ["/mra/api/v2/devices?limit=0", "/mra/api/v2/threats?limit=0"];
      for (let sent = 0; sent < 100; sent += 1) {
        const { status } = await subject.http.get(paths[sent % 2] ?? "", { headers });
        assert.equal(status, 200);
      }
      for (const path of [...paths, "/mra/stream/v2/events", "/mgmt/threat-feeds/api/v1/threat-feeds"]) {
        const refused = await subject.http.get(path, { headers });
        assert.equal(refused.status, 429, path);
        const retryAfter: unknown = refused.headers["retry-after"];
        if (lookoutRetryAfter === "absent") assert.equal(retryAfter, undefined);
        else assert.ok(Number(retryAfter) > 0 && Number(retryAfter) <= 60, String(retryAfter));
      }
      await subject.http.post("/_tenant/clock", { advanceMs: 60_000 });
      assert.equal((await subject.http.get(paths[0] ?? "", { headers })).status, 200);
    });
  }

  it("does not count the gateway, which is not Lookout's", async () => {
    subject = await startTenantUnderTest();
    const headers = await lookoutHeaders(subject);
    for (let sent = 0; sent < 101; sent += 1) {
      assert.equal((await subject.http.get("/v1/intune-connectors", { headers })).status, 200);
    }
  });
});
