import assert from "node:assert/strict";
import { readEventsUntilNow } from "../../../../clients/lookout/event-history";
import type { LookoutEvent } from "../../../../clients/lookout/lookout-event";
import { startTenantUnderTest, type TenantUnderTest } from "../tenant-under-test";
import { lookoutApiOf, lookoutHeaders } from "./lookout-of-tenant";

const connector = {
  heartbeatMinutes: 15,
  enrollmentGroupNames: ["Lookout Pilot"],
  deviceStatusSync: true,
  threatStatusSync: true,
  errorEmail: "soc@contoso.com",
};

describe("audit events of the tenant", () => {
  let subject: TenantUnderTest;
  let gateway: (method: string, path: string, body?: object) => Promise<{ readonly data: unknown }>;

  async function start(unknowns = {}): Promise<void> {
    subject = await startTenantUnderTest({ unknowns });
    const headers = await lookoutHeaders(subject);
    gateway = (method, path, data) => subject.http.request({ method, url: `/v1/${path}`, data, headers });
  }
  afterEach(() => subject.dispose());

  const inConsole = (what: string, body: object) => subject.http.put(`/_tenant/console/${what}`, body);
  const events = async () => {
    const since = new Date(Date.now() - 60_000).toISOString();
    return (await readEventsUntilNow(lookoutApiOf(subject), { types: ["AUDIT"], since })).events;
  };
  const logged = async (log: (event: LookoutEvent) => unknown) => (await events()).map(log);

  it("record each write of the gateway, and nothing that was only read or refused", async () => {
    await start();
    const created = (await gateway("POST", "intune-connectors", connector)).data as { id: string };
    await gateway("GET", "intune-connectors");
    await gateway("POST", "intune-connectors", connector);
    await gateway("PUT", "intune-connectors/unknown", connector);
    await gateway("PUT", `intune-connectors/${created.id}`, { ...connector, heartbeatMinutes: 30 });
    await gateway("PUT", "enrollment-settings", { daysUntilDisconnected: 30 });
    await gateway("PUT", "enrollment-settings", { daysUntilDisconnected: 91 });
    await gateway("DELETE", `intune-connectors/${created.id}`);
    const enterprise = subject.tenant.context.settings.lookoutEnterpriseId;
    assert.deepEqual(await logged(({ audit, change_type, target }) => [audit?.type, change_type, target?.guid]), [
      ["MDM_CONNECTOR", "CREATED", created.id],
      ["MDM_CONNECTOR", "UPDATED", created.id],
      ["PRODUCT_SETTINGS", "UPDATED", enterprise],
      ["MDM_CONNECTOR", "DELETED", created.id],
    ]);
  });

  it("name an administrator for the console, and the configured actor for the gateway", async () => {
    await start({ gatewayAuditActor: "SYSTEM", enrollmentAuditType: "ENTERPRISE" });
    await gateway("PUT", "enrollment-settings", { daysUntilDisconnected: 30 });
    await inConsole("enrollment-settings", { daysUntilDisconnected: 60 });
    assert.deepEqual(await logged(({ audit, actor }) => [audit?.type, actor?.type]), [
      ["ENTERPRISE", "SYSTEM"],
      ["ENTERPRISE", "ADMIN"],
    ]);
  });

  it("report which fields of the connector changed only when that is switched on", async () => {
    await start({ connectorAttributeChanges: "present" });
    await inConsole("connector", connector);
    await inConsole("connector", { ...connector, heartbeatMinutes: 30 });
    assert.deepEqual((await events())[1]?.audit?.attribute_changes, [
      { name: "heartbeatMinutes", from: "15", to: "30" },
    ]);
  });

  it("record changed risks, by platform where they differ, and no unchanged ones", async () => {
    await start();
    const declare = (risks: object) => gateway("PUT", "threat-classifications", { risks, deviceGroups: {} });
    await declare({ ADWARE: "high", TROJAN: "high" });
    await declare({ ADWARE: { android: "high", ios: "low" }, TROJAN: "high" });
    await declare({ ADWARE: { android: "high", ios: "low" } });
    assert.deepEqual(await logged(({ audit }) => audit?.attribute_changes), [
      [
        { name: "ADWARE", to: "HIGH" },
        { name: "TROJAN", to: "HIGH" },
      ],
      [{ name: "ADWARE", from: "HIGH", to: "LOW" }],
    ]);
  });

  it("record device groups one by one", async () => {
    await start();
    await gateway("PUT", "threat-classifications", {
      risks: { ADWARE: "low" },
      deviceGroups: { Executives: { ADWARE: "high" }, Kiosks: { ADWARE: "none" } },
    });
    assert.deepEqual(await logged(({ audit }) => audit?.attribute_changes), [
      [{ name: "ADWARE", to: "LOW" }],
      [{ name: "ADWARE", to: "HIGH" }],
      [{ name: "ADWARE", to: "NONE" }],
    ]);
  });

  it("go with what the gateway then shows: a risk set in the console is no longer the declared one", async () => {
    await start();
    await gateway("PUT", "threat-classifications", { risks: { ADWARE: "high" }, deviceGroups: {} });
    await inConsole("classifications", { ADWARE: "LOW", TROJAN: "HIGH" });
    assert.deepEqual((await gateway("GET", "threat-classifications")).data, {
      risks: { ADWARE: "low" },
      deviceGroups: {},
    });
    const { data } = await subject.http.get<{ classificationRisks: object }>("/_tenant/lookout");
    assert.deepEqual(data.classificationRisks, { ADWARE: "LOW", TROJAN: "HIGH" });
  });

  it("are not made up for a classification or a risk that does not exist", async () => {
    await start();
    assert.equal((await inConsole("classifications", { ADWARES: "LOW" })).status, 400);
    assert.equal((await inConsole("classifications", { ADWARE: "Low" })).status, 400);
    assert.deepEqual(await events(), []);
  });
});
