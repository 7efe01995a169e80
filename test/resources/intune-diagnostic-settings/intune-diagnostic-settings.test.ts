import assert from "node:assert/strict";
import { IntuneLogCategory } from "../../../resources/intune-diagnostic-settings/intune-diagnostic-settings.schema";
import { createDiagnosticSettingsTarget } from "../../../resources/intune-diagnostic-settings/intune-diagnostic-settings.target";
import { createOrAdopt } from "../../../resources/provider/reconcile";
import type { TenantOptions } from "../../../local/tenant/tenant-options";
import { armClientOf } from "../../clients/clients-of-tenant";
import { audienceIn, tokenFor } from "../../local/tenant/arm/arm-of-tenant";
import { IntuneFixture, type State } from "../graph-object/intune-fixture";
import { messageOf } from "../provider/provider-under-test";

const collection = "/providers/microsoft.intune/diagnosticSettings";
const version = "?api-version=2017-04-01-preview";
const idOf = (kind: string) => `/subscriptions/1/resourceGroups/logs/providers/${kind}`;
const workspaceId = idOf("Microsoft.OperationalInsights/workspaces/central");
const other = idOf("Microsoft.OperationalInsights/workspaces/other");
const storageAccountId = idOf("Microsoft.Storage/storageAccounts/archive");
const eventHub = {
  authorizationRuleId: idOf("Microsoft.EventHub/namespaces/siem/authorizationRules/send"),
  name: "intune",
};
const declared = (more: State = {}): State => ({ name: "lookout", workspaceId, ...more });

interface Log {
  readonly category?: string | null;
  readonly enabled?: boolean;
}

describe("the diagnostic settings' provider process", function () {
  this.timeout(60_000);
  let fixture: IntuneFixture;
  let shared: IntuneFixture;
  before(async () => {
    shared = await IntuneFixture.start("IntuneDiagnosticSettings");
    fixture = shared;
  });
  afterEach(async () => {
    if (fixture !== shared) await fixture.end();
    fixture = shared;
    await fixture.fixture.control("DELETE", "/faults");
    const { value } = await azure<{ value: readonly { id: string }[] }>("GET", collection);
    for (const { id } of value) await azure("DELETE", id);
    fixture.writes(collection);
  });
  after(() => shared.end());
  /** Goes on with a tenant of its own, for what the shared one does not do. */
  const start = async (options: Partial<TenantOptions>) => {
    fixture = await IntuneFixture.start("IntuneDiagnosticSettings", options);
  };

  /** Somebody who works with Azure's own tools. */
  async function azure<T>(method: "GET" | "PUT" | "DELETE", path: string, data?: object): Promise<T> {
    const { tenant } = fixture.fixture;
    const headers = { Authorization: `Bearer ${await tokenFor(tenant, await audienceIn(tenant))}` };
    const answer = await tenant.http.request<T>({ method, url: `${path}${version}`, data, headers });
    assert.ok(answer.status < 300, JSON.stringify(answer.data));
    return answer.data;
  }
  const byHand = (properties: object, name = "lookout") =>
    azure("PUT", `${collection}/${name}`, { properties: { workspaceId, logs: [], ...properties } });
  const inAzure = async (name = "lookout") =>
    (await azure<{ properties: State & { logs: readonly Log[] } }>("GET", `${collection}/${name}`)).properties;
  const enabledIn = ({ logs }: { logs: readonly Log[] }) =>
    logs.filter(({ enabled }) => enabled).map(({ category }) => category);
  const sentBy = (id: string, olds: State, news: State) => fixture.sentBy(collection, id, olds, news);

  it("creates settings from a name and a workspace, and states for every documented category whether it is on", async () => {
    const { id, outs } = await fixture.created(declared());
    assert.equal(id, `${collection}/lookout`);
    assert.deepEqual([outs.resourceId, outs.adopted], [id, false]);
    assert.deepEqual(fixture.lastBody("PUT"), {
      properties: {
        metrics: [],
        workspaceId,
        logs: [
          { category: "AuditLogs", enabled: false },
          { category: "OperationalLogs", enabled: true },
          { category: "DeviceComplianceOrg", enabled: true },
          { category: "Devices", enabled: false },
          { category: "Windows365AuditLogs", enabled: false },
        ],
      },
    });
  });

  it("sends nothing to settings that do not differ, in any order and letter case", async () => {
    const { id, outs } = await fixture.created(declared());
    fixture.writes(collection);
    const reordered = await fixture.checked(
      declared({ workspaceId: workspaceId.toUpperCase(), categories: ["DeviceComplianceOrg", "OperationalLogs"] }),
    );
    assert.equal((await fixture.provider.diff(id, outs, reordered)).changes, false);
    await fixture.provider.update(id, outs, reordered);
    assert.deepEqual(fixture.writes(collection), []);
  });

  it("writes once for each setting that alone changes, and leaves the rest", async () => {
    const { id, outs } = await fixture.created(declared());
    for (const [change, seen] of [
      [{ categories: ["AuditLogs"] }, { enabled: ["AuditLogs"] }],
      [{ workspaceId: other }, { workspaceId: other }],
      [{ storageAccountId }, { storageAccountId }],
      [{ eventHub }, { eventHubAuthorizationRuleId: eventHub.authorizationRuleId, eventHubName: "intune" }],
    ] as const) {
      assert.deepEqual(await sentBy(id, outs, declared(change)), ["PUT lookout"]);
      const { logs, metrics, ...sinks } = await inAzure();
      assert.deepEqual(metrics, []);
      const shown: State = { ...sinks, enabled: enabledIn({ logs }) };
      const present = Object.entries(shown).filter(([, value]) => value !== null);
      assert.deepEqual(Object.fromEntries(present), {
        ...{ workspaceId, enabled: ["OperationalLogs", "DeviceComplianceOrg"] },
        ...seen,
      });
    }
  });

  it("removes a destination that is no longer declared", async () => {
    const { id, outs } = await fixture.created(declared({ storageAccountId, eventHub }));
    await sentBy(id, outs, declared());
    const { workspaceId: workspace, ...others } = await inAzure();
    assert.equal(workspace, workspaceId);
    assert.deepEqual(
      [others.storageAccountId, others.eventHubAuthorizationRuleId, others.eventHubName],
      [null, null, null],
    );
  });

  it("shows manual changes, and reverts them", async () => {
    const { id, outs, inputs } = await fixture.created(declared());
    await byHand({ storageAccountId, logs: [{ category: "Devices", enabled: true }] });
    const read = await fixture.provider.read(id, outs);
    assert.deepEqual(read.inputs?.categories, ["Devices"]);
    assert.equal(read.inputs.storageAccountId, storageAccountId);
    assert.equal((await fixture.provider.diff(id, read.props, inputs)).changes, true);
    await fixture.provider.update(id, read.props, inputs);
    assert.deepEqual((await fixture.provider.read(id, outs)).inputs, inputs);
  });

  it("shows that the settings are gone, and explains what to do when a refresh did not come first", async () => {
    const { id, outs, inputs } = await fixture.created(declared());
    await azure("DELETE", id);
    assert.equal((await fixture.provider.read(id, outs)).id, "");
    assert.match(
      await messageOf(fixture.provider.update(id, outs, inputs)),
      /no longer in Intune\. Run pulumi refresh/,
    );
  });

  for (const notSent of ["shown", "absent"] as const) {
    it(`keeps a category that nobody documented, and what else was there, when categories not sent are ${notSent}`, async () => {
      await start({
        unknowns: { diagnosticCategoriesBeyondKnown: ["FutureLogs"], diagnosticCategoriesNotSent: notSent },
      });
      const retentionPolicy = { enabled: true, days: 30 };
      await byHand({
        serviceBusRuleId: idOf("Microsoft.ServiceBus/namespaces/b/authorizationRules/r"),
        logs: [
          { category: "FutureLogs", enabled: true },
          { category: "AuditLogs", enabled: true, retentionPolicy },
        ],
      });
      const { id, outs, inputs } = await fixture.created(declared({ adopt: true }));
      const seen = await inAzure();
      assert.deepEqual(enabledIn(seen).sort(), ["DeviceComplianceOrg", "FutureLogs", "OperationalLogs"]);
      assert.match(String(seen.serviceBusRuleId), /ServiceBus/);
      const audit = seen.logs.find(({ category }) => category === "AuditLogs");
      assert.deepEqual(audit, { category: "AuditLogs", enabled: false, categoryGroup: null, retentionPolicy });
      fixture.writes(collection);
      await fixture.provider.update(id, outs, inputs);
      assert.deepEqual(fixture.writes(collection), []);
    });
  }

  it("refuses existing settings of that name, and adopts them with adopt", async () => {
    await byHand({ logs: [{ category: "AuditLogs", enabled: true }] });
    const before = await inAzure();
    fixture.writes(collection);
    const message = await messageOf(fixture.provider.create(await fixture.checked(declared())));
    assert.match(
      message,
      /Intune already has a diagnostic setting named "lookout", and nothing was changed\. Set adopt: true/,
    );
    assert.deepEqual(fixture.writes(collection), []);
    const { id, outs } = await fixture.created(declared({ adopt: true }));
    assert.deepEqual(fixture.writes(collection), ["PUT lookout"]);
    await fixture.provider.delete(id, outs);
    assert.deepEqual(await inAzure(), before, "it goes back to what it was");
  });

  it("sends nothing if the adopted settings do not differ", async () => {
    const [category, enabled] = ["AuditLogs", true];
    await byHand({ workspaceId: workspaceId.toLowerCase(), logs: [{ category, enabled }] });
    fixture.writes(collection);
    await fixture.created(declared({ adopt: true, categories: [category] }));
    assert.deepEqual(fixture.writes(collection), []);
  });

  it("replaces the settings for another name", async () => {
    const { id, outs } = await fixture.created(declared());
    const { replaces } = await fixture.provider.diff(id, outs, await fixture.checked(declared({ name: "other" })));
    assert.deepEqual(replaces, ["name"]);
  });

  it("deletes what it created, or leaves it with onRemoval: keep", async () => {
    for (const [onRemoval, left] of [
      [undefined, 0],
      ["delete", 0],
      ["keep", 1],
    ] as const) {
      const { id, outs } = await fixture.created(declared(onRemoval === undefined ? {} : { onRemoval }));
      await fixture.provider.delete(id, outs);
      const { value } = await azure<{ value: readonly object[] }>("GET", collection);
      assert.equal(value.length, left, String(onRemoval));
    }
  });

  for (const status of [204, 404] as const) {
    it(`treats settings that are gone already as deleted, when Azure answers ${status}`, async () => {
      if (status === 404) await start({ unknowns: { diagnosticDeleteMissing: status } });
      const { id, outs } = await fixture.created(declared());
      await azure("DELETE", id);
      await fixture.provider.delete(id, outs);
      assert.deepEqual(fixture.writes(collection).slice(-1), ["DELETE lookout"]);
    });
  }

  it("finds what was created although the answer was lost, and does not call it failed", async () => {
    // The engine runs in this process here, so that the client's own repetition can be left out.
    process.env.LOOKOUT_INTUNE_FIRST_PAUSE_SECONDS = "0.01";
    await fixture.fixture.faults({ method: "PUT", path: collection, kind: { is: "drop", when: "after" } });
    const arm = armClientOf(fixture.fixture.tenant, { attempts: 1 });
    const settings = { name: "lookout", workspaceId, categories: [IntuneLogCategory.Audit] };
    const target = createDiagnosticSettingsTarget(arm, settings);
    assert.equal((await createOrAdopt(target, false))?.actual?.properties.workspaceId, workspaceId);
    await azure("DELETE", `${collection}/lookout`);
    await fixture.fixture.faults({ method: "PUT", path: collection, kind: { is: "drop", when: "before" } });
    await assert.rejects(createOrAdopt(target, false), { message: /no response to PUT/ });
    delete process.env.LOOKOUT_INTUNE_FIRST_PAUSE_SECONDS;
  });

  it("records what Azure has when it did not accept all of it, and finishes in the next run", async () => {
    const { id, outs } = await fixture.created(declared());
    const inputs = await fixture.checked(declared({ categories: ["AuditLogs"] }));
    await fixture.fixture.faults({ method: "GET", path: collection, times: 7, kind: { is: "stale" } });
    const call = fixture.provider.update(id, outs, inputs);
    const message = await messageOf(call);
    assert.match(
      message,
      /categories was set to \["AuditLogs"\], but Intune shows \["OperationalLogs","DeviceComplianceOrg"\]/,
    );
    await fixture.fixture.control("DELETE", "/faults");
    await fixture.provider.update(id, outs, inputs);
    assert.deepEqual(enabledIn(await inAzure()), ["AuditLogs"]);
  });

  for (const reuse of ["refused", "accepted"] as const) {
    it(`is ${reuse} when other settings send the same category to the same destination, as the tenant is set to`, async () => {
      if (reuse === "accepted") await start({ unknowns: { diagnosticSinkReuse: reuse } });
      await byHand({ logs: [{ category: "OperationalLogs", enabled: true }] }, "theirs");
      const created = fixture.provider.create(await fixture.checked(declared()));
      if (reuse === "accepted") await created;
      else
        assert.match(
          await messageOf(created),
          /already used in diagnostic setting 'theirs' for category 'OperationalLogs'/,
        );
    });
  }

  it("names the right that is missing", async () => {
    await start({ grantedActions: ["*/read"] });
    const message = await messageOf(fixture.provider.create(await fixture.checked(declared())));
    assert.match(message, /needs the right Microsoft\.Intune\/diagnosticSettings\/write at the scope/);
  });

  it("is checked without any network", async () => {
    const before = fixture.fixture.tenant.requests().length;
    assert.deepEqual(await fixture.refusals({ name: "lookout" }), [
      "workspaceId: no destination is set, so nothing would be sent; set workspaceId, storageAccountId or eventHub",
    ]);
    const [reason = ""] = await fixture.refusals(declared({ workspaceId: "central" }));
    assert.match(
      reason,
      /^workspaceId: this is not the resource id of a Log Analytics workspace; enter the full id, \/subscriptions\//,
    );
    assert.match(
      (await fixture.refusals(declared({ categories: ["AuditLog"] })))[0] ?? "",
      /^categories\[0\]: the categories must be a list of AuditLogs, /,
    );
    assert.match(
      (await fixture.refusals(declared({ category: "AuditLogs" })))[0] ?? "",
      /^category: this setting does not exist/,
    );
    assert.equal(fixture.fixture.tenant.requests().length, before);
  });
});
