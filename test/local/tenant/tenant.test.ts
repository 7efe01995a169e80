import assert from "node:assert/strict";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { Agent } from "node:https";
import { join } from "node:path";
import axios from "axios";
import fc from "fast-check";
import { redact } from "../../../local/tenant/request-log";
import { graphToken, lookoutToken, startTenantUnderTest, type TenantUnderTest } from "./tenant-under-test";

describe("the local tenant", () => {
  let subject: TenantUnderTest;
  before(async () => {
    subject = await startTenantUnderTest();
  });
  after(() => subject.dispose());

  it("is not trusted without its authority's file", async () => {
    await assert.rejects(axios.get(`${subject.tenant.connection.baseUrl}/_tenant/health`), /certificate/);
  });

  it("is trusted by a client that trusts several tenants, in whatever order", async () => {
    const others = [await startTenantUnderTest(), await startTenantUnderTest()];
    const tenants = [subject, ...others].map(({ tenant }) => tenant.connection);
    const authorities = tenants.map(({ caFile }) => readFileSync(caFile, "utf8"));
    for (const ca of [authorities, authorities.toReversed()]) {
      for (const { baseUrl } of tenants) {
        const { status } = await axios.get(`${baseUrl}/_tenant/health`, { httpsAgent: new Agent({ ca }) });
        assert.equal(status, 200);
      }
    }
    for (const other of others) await other.dispose();
  });

  it("writes how to connect, for its owner only, and removes it when it stops", async () => {
    const other = await startTenantUnderTest();
    const file = join(other.folder, "tenant.json");
    assert.deepEqual(JSON.parse(readFileSync(file, "utf8")), other.tenant.connection);
    await other.tenant.stop();
    assert.ok(!existsSync(file));
    await other.dispose();
  });

  it("refuses to start on a state that another process serves, and names that process", async () => {
    const other = await startTenantUnderTest();
    await other.tenant.stop();
    const { connection } = other.tenant;
    writeFileSync(join(other.folder, "tenant.json"), JSON.stringify({ ...connection, pid: process.ppid }));
    await assert.rejects(startTenantUnderTest({}, other.folder), /already runs on this state at https:\/\/localhost/);
    await other.dispose();
  });

  it("names the broken file instead of starting on half a state", async () => {
    const other = await startTenantUnderTest();
    await other.tenant.stop();
    writeFileSync(join(other.folder, "tenant", "lookout.json"), "{");
    await assert.rejects(startTenantUnderTest({}, other.folder), /lookout\.json is not readable as JSON/);
    await other.dispose();
  });

  it("logs a line for each request before its answer, and no credential in any of them", async () => {
    const tokens = [await graphToken(subject), await lookoutToken(subject)];
    const { clientSecret, lookoutApplicationKey, tenantId } = subject.tenant.connection;
    await subject.http.get(`/v1.0/groups?note=${encodeURIComponent(clientSecret)}`, {
      headers: { Authorization: `Bearer ${tokens[0] ?? ""}` },
    });
    const lines = subject.requests();
    assert.deepEqual(
      lines.slice(-3).map(({ method, path }) => `${method} ${path.split("?")[0] ?? ""}`),
      [`POST /${tenantId}/oauth2/v2.0/token`, "POST /oauth2/token", "GET /v1.0/groups"],
    );
    const log = readFileSync(join(subject.folder, "requests.ndjson"), "utf8");
    for (const secret of [clientSecret, lookoutApplicationKey, ...tokens]) assert.ok(!log.includes(secret));
  });

  it("hides a secret anywhere in a body", () => {
    const secret = "s3cr3t-value";
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        fc.constantFrom<unknown>(secret, `before ${secret} after`, 1, null),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(fc.constantFrom("name", "client_secret", secret), tie("value"), { maxKeys: 3 }),
      ),
    }));
    fc.assert(fc.property(value, (body) => !JSON.stringify(redact(body, [secret])).includes(secret)));
  });

  it("pages through every device once, newest first", async () => {
    const headers = { Authorization: `Bearer ${await lookoutToken(subject)}` };
    const guids = Array.from({ length: 7 }, (_, index) => `00000000-0000-4000-8000-00000000000${index}`);
    for (const guid of guids) {
      await subject.http.put("/_tenant/devices", {
        guid,
        email: "a@contoso.com",
        platform: "IOS",
        activation_status: "PENDING",
      });
    }
    const seen: string[] = [];
    const counts: number[] = [];
    for (let oid: string | undefined; ;) {
      const { data } = await subject.http.get<{ count: number; devices: { guid: string; oid: string }[] }>(
        "/mra/api/v2/devices",
        { headers, params: { limit: 3, oid } },
      );
      if (data.devices.length === 0) break;
      counts.push(data.count);
      seen.push(...data.devices.map(({ guid }) => guid));
      oid = data.devices.at(-1)?.oid;
    }
    assert.deepEqual(seen.toSorted(), guids);
    assert.deepEqual(counts, [7, 4, 1]);
  });
});
