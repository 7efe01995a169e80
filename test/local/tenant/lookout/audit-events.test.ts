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

const defaultGroup = [
  { name: "policy_group_name", to: "" },
  { name: "policy_group_guid", to: "" },
];
const groupNames = defaultGroup.map(({ name }) => name);

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
      [{ name: "adware" }, { name: "severity", to: "high" }, ...defaultGroup],
      [{ name: "trojan" }, { name: "severity", to: "high" }, ...defaultGroup],
      [{ name: "adware" }, { name: "severity", from: "high", to: "low" }, ...defaultGroup],
    ]);
  });

  it("name the device group of a policy, and have one for each classification", async () => {
    await start();
    await gateway("PUT", "threat-classifications", {
      risks: { ADWARE: "low" },
      deviceGroups: { Executives: { ADWARE: "high" }, Kiosks: { ADWARE: "none" } },
    });
    const changes = (await events()).map(({ audit }) => audit?.attribute_changes ?? []);
    assert.deepEqual(
      changes.map((all) => all.map(({ name, to }) => (name === "policy_group_guid" ? name : `${name} ${String(to)}`))),
      [
        ["adware undefined", "severity low", "policy_group_name ", "policy_group_guid"],
        ["adware undefined", "severity high", "policy_group_name Executives", "policy_group_guid"],
        ["adware undefined", "severity none", "policy_group_name Kiosks", "policy_group_guid"],
      ],
    );
    const guids = changes.map((all) => all.find(({ name }) => name === "policy_group_guid")?.to);
    assert.equal(new Set(guids).size, 3);
    assert.equal(guids[0], "");
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

  it("have the forms of live events for everything else that hides real changes", async () => {
    await start({ enrollmentAttributeName: "product_settings.made_up" });
    await subject.http.post("/_tenant/console/sign-ins");
    await inConsole("enrollment-settings", { daysUntilDisconnected: 30 });
    await inConsole("product-settings", { "product_settings.safe_browsing.enabled": "false" });
    await subject.http.post("/_tenant/console/application-keys", { name: "pipeline" });
    await subject.http.post("/_tenant/lookout/purges");
    const saved = { classification: "ADWARE", action: { from: "notify", to: "nothing" } };
    await inConsole("policies", saved);
    await subject.http.put("/_tenant/lookout/followed-policies", { classification: "ADWARE" });
    await subject.http.post("/_tenant/console/policy-resets", { deviceGroup: "Kiosks" });
    assert.deepEqual(
      await logged(({ audit, actor, change_type }) => [
        audit?.type,
        `${change_type ?? ""} ${actor?.type ?? ""}`,
        audit?.attribute_changes?.map(({ name }) => name),
      ]),
      [
        ["ADMIN_LOGIN", "CREATED ADMIN", ["login"]],
        ["PRODUCT_SETTINGS", "UPDATED ADMIN", ["product_settings.made_up"]],
        ["PRODUCT_SETTINGS", "UPDATED ADMIN", ["product_settings.safe_browsing.enabled"]],
        ["ENTERPRISE", "CREATED ADMIN", ["ent_application_key", "key_guid", "key_name"]],
        ["ENTERPRISE", "PURGED SYSTEM", undefined],
        ["CLASSIFICATION_POLICY", "UPDATED ADMIN", ["adware", "action", ...groupNames]],
        ["CLASSIFICATION_POLICY", "UPDATED SYSTEM", ["adware", ...groupNames]],
        ["CLASSIFICATION_POLICY", "UPDATED ADMIN", ["reset_policy", ...groupNames]],
      ],
    );
  });

  it("of a reset go with forgotten risks: those of its group, and no others", async () => {
    await start();
    const deviceGroups = { Kiosks: { ADWARE: "none" } };
    await gateway("PUT", "threat-classifications", { risks: { ADWARE: "high" }, deviceGroups });
    await subject.http.post("/_tenant/console/policy-resets", {});
    assert.deepEqual((await gateway("GET", "threat-classifications")).data, { risks: {}, deviceGroups });
    await subject.http.post("/_tenant/console/policy-resets", { deviceGroup: "Kiosks" });
    assert.deepEqual((await gateway("GET", "threat-classifications")).data, { risks: {}, deviceGroups: {} });
  });

  it("are not made up for a classification or a risk that does not exist", async () => {
    await start();
    assert.equal((await inConsole("classifications", { ADWARES: "LOW" })).status, 400);
    assert.equal((await inConsole("classifications", { ADWARE: "Low" })).status, 400);
    assert.deepEqual(await events(), []);
  });
});
