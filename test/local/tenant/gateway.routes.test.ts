import assert from "node:assert/strict";
import { lookoutToken, startTenantUnderTest, type TenantUnderTest } from "./tenant-under-test";

const settings = {
  heartbeatMinutes: 15,
  enrollmentGroupNames: ["Lookout Pilot"],
  deviceStatusSync: true,
  threatStatusSync: true,
  errorEmail: "soc@contoso.com",
};

interface Answer {
  readonly status: number;
  readonly data: {
    readonly id: string;
    readonly connectors: readonly object[];
    readonly error: { readonly code: string; readonly property?: string; readonly requestId: string };
  };
}

describe("the tenant's configuration gateway", () => {
  let subject: TenantUnderTest;
  let send: (method: string, path: string, body?: object) => Promise<Answer>;

  beforeEach(async () => {
    subject = await startTenantUnderTest();
    const headers = { Authorization: `Bearer ${await lookoutToken(subject)}` };
    send = (method, url, data) => subject.http.request({ method, url, data, headers });
  });
  afterEach(() => subject.dispose());

  it("creates, shows, replaces and deletes the connector", async () => {
    const created = await send("POST", "/v1/intune-connectors", settings);
    assert.equal(created.status, 201);
    const path = `/v1/intune-connectors/${created.data.id}`;
    assert.deepEqual((await send("GET", path)).data, { id: created.data.id, ...settings });
    const changed = { ...settings, heartbeatMinutes: 30 };
    assert.equal((await send("PUT", path, changed)).status, 200);
    assert.deepEqual((await send("GET", "/v1/intune-connectors")).data.connectors, [
      { id: created.data.id, ...changed },
    ]);
    assert.equal((await send("DELETE", path)).status, 204);
    assert.equal((await send("GET", path)).status, 404);
    assert.equal((await send("DELETE", path)).data.error.code, "notFound");
  });

  it("refuses a second connector with a conflict", async () => {
    await send("POST", "/v1/intune-connectors", settings);
    const second = await send("POST", "/v1/intune-connectors", settings);
    assert.equal(second.status, 409);
    assert.equal(second.data.error.code, "conflict");
  });

  it("keeps enrollment settings, which are missing until somebody set them", async () => {
    const path = "/v1/enrollment-settings";
    assert.equal((await send("GET", path)).status, 404);
    assert.equal((await send("PUT", path, { daysUntilDisconnected: 30 })).status, 200);
    assert.deepEqual((await send("GET", path)).data, { daysUntilDisconnected: 30 });
    assert.equal((await send("DELETE", path)).status, 204);
    assert.equal((await send("DELETE", path)).status, 404);
  });

  const broken: readonly [string, string, string, object, string][] = [
    ["a missing property", "POST", "/v1/intune-connectors", { ...settings, errorEmail: undefined }, "errorEmail"],
    ["an unknown property", "POST", "/v1/intune-connectors", { ...settings, heartbeat: 5 }, "heartbeat"],
    [
      "no group at all",
      "POST",
      "/v1/intune-connectors",
      { ...settings, enrollmentGroupNames: [] },
      "enrollmentGroupNames",
    ],
    ["91 days", "PUT", "/v1/enrollment-settings", { daysUntilDisconnected: 91 }, "daysUntilDisconnected"],
    ["a day and a half", "PUT", "/v1/enrollment-settings", { daysUntilDisconnected: 1.5 }, "daysUntilDisconnected"],
  ];
  for (const [what, method, path, body, property] of broken) {
    it(`refuses ${what}, naming the property, as the contract requires`, async () => {
      const answer = await send(method, path, body);
      assert.equal(answer.status, 400);
      assert.equal(answer.data.error.property, property);
    });
  }

  it("requires a token and repeats the caller's request id", async () => {
    const answer: Answer = await subject.http.get("/v1/intune-connectors", { headers: { "X-Request-Id": "abc" } });
    assert.equal(answer.status, 401);
    assert.equal(answer.data.error.requestId, "abc");
  });

  it("no longer accepts a token after two hours", async () => {
    await subject.http.post("/_tenant/clock", { advanceMs: 7_200_000 });
    assert.equal((await send("GET", "/v1/intune-connectors")).status, 401);
  });

  it("refuses a wrong application key", async () => {
    const answer = await subject.http.post<{ error: string }>(
      "/oauth2/token",
      new URLSearchParams({ grant_type: "client_credentials" }),
      { headers: { Authorization: "Bearer wrong" } },
    );
    assert.equal(answer.status, 401);
    assert.equal(answer.data.error, "invalid_client");
  });
});
