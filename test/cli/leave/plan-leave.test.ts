import assert from "node:assert/strict";
import { isComplete, isStopped, type LeaveEntry } from "lookout-intune/internal/leave/leave-entry";
import { planLeave } from "lookout-intune/internal/leave/plan-leave";
import type { StackResource } from "lookout-intune/internal/stack/stack-state";
import { createArmClient } from "../../../clients/arm/arm-client";
import { createGraphClient } from "../../../clients/graph/graph-client";
import { readGraphConfiguration } from "../../../clients/graph/graph-configuration";
import { UserError } from "../../../model/user-error";
import { azureadTypes, dynamicTypes, type DynamicType } from "../../../model/resource-types";
import { captureDiagnostics } from "../../../resources/provider/diagnostics";
import { providers, type State } from "../../../resources/registry";
import {
  allowedHostsFor,
  graphToken,
  stackConfigFor,
  startTenantUnderTest,
  trustTenant,
  type TenantUnderTest,
} from "../../local/tenant/tenant-under-test";

const elsewhere = "99999999-8888-4777-8666-555555555555";
const policies = "/v1.0/deviceManagement/deviceCompliancePolicies";
const policy = { platform: "ios", displayName: "Lookout iOS", maximumThreatLevel: "low" };

describe("lookout-intune leave", function () {
  this.timeout(60_000);
  let tenant: TenantUnderTest;

  beforeEach(async () => {
    tenant = await startTenantUnderTest();
    trustTenant(tenant);
    Object.assign(process.env, allowedHostsFor(tenant));
  });
  afterEach(async () => {
    for (const name of Object.keys(allowedHostsFor(tenant))) Reflect.deleteProperty(process.env, name);
    await tenant.dispose();
  });

  const source = () => {
    const config = stackConfigFor(tenant);
    return { get: (key: string) => config[key] };
  };
  async function graph<T = { id: string }>(method: "GET" | "POST" | "DELETE", path: string, data?: object): Promise<T> {
    const headers = { Authorization: `Bearer ${await graphToken(tenant)}` };
    const answer = await tenant.http.request<T>({ method, url: path, data, headers });
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status}`);
    return answer.data;
  }
  const writes = () => tenant.requests().filter(({ method, path }) => method !== "GET" && !/\/token(\?|$)/.test(path));

  /** A resource in state after its update, made by its provider. */
  async function created(type: DynamicType, news: State): Promise<StackResource> {
    const provider = providers[type];
    await provider.configure({ config: source() });
    const { inputs, failures } = await provider.check({}, news);
    assert.deepEqual(failures, []);
    const { id, outs } = await provider.create(inputs);
    return resource(dynamicTypes[type], id, { inputs, outputs: outs });
  }
  function resource(type: string, id: string, more: Partial<StackResource> = {}): StackResource {
    const name = type.slice(type.lastIndexOf(":") + 1);
    return {
      ...{ urn: `urn:pulumi:prod::lookout-intune::${type}::${name}`, type, name, id, modifiedAt: undefined },
      ...{ inputs: {}, outputs: {}, secrets: { inputs: [], outputs: [] } },
      ...more,
    };
  }
  /** What a destroy does; asserts that planning it sent no write. */
  async function plan(...resources: StackResource[]) {
    const before = writes();
    const stack = { stack: "prod", project: "lookout-intune", updatedAt: undefined, outputs: {}, resources };
    const { configuration } = readGraphConfiguration(source(), allowedHostsFor(tenant));
    assert.ok(configuration);
    const leaving = await planLeave({
      ...{ stack, source: source(), onMessage: () => undefined },
      ...{ graph: createGraphClient(configuration), arm: createArmClient(configuration) },
    });
    assert.deepEqual(writes(), before);
    return leaving;
  }
  const only = ([entry, ...others]: readonly LeaveEntry[]): LeaveEntry => {
    assert.deepEqual(others, []);
    return entry ?? assert.fail("no entry");
  };

  it("reports that what the stack created is deleted, and that nothing is sent for what is gone", async () => {
    const stored = await created("IntuneCompliancePolicy", policy);
    const there = only((await plan(stored)).entries);
    assert.equal(there.verdict, "deleted");
    assert.match(there.effect, /^"Lookout iOS" \(.+\), which this stack created, is deleted in Intune\.$/);
    await graph("DELETE", `${policies}/${stored.id ?? ""}`);
    assert.equal(only((await plan(stored)).entries).verdict, "gone");
  });

  it("reports which settings of an adopted object are restored, as Intune has them now", async () => {
    const { id } = await graph("POST", policies, {
      ...{ "@odata.type": "#microsoft.graph.iosCompliancePolicy", displayName: policy.displayName },
      ...{ deviceThreatProtectionEnabled: true, deviceThreatProtectionRequiredSecurityLevel: "medium" },
      scheduledActionsForRule: [
        { ruleName: "PasswordRequired", scheduledActionConfigurations: [{ actionType: "block", gracePeriodHours: 0 }] },
      ],
    });
    const stored = await created("IntuneCompliancePolicy", { ...policy, adopt: true });
    assert.equal(stored.id, id);
    const entry = only((await plan(stored)).entries);
    assert.equal(entry.verdict, "changed");
    assert.deepEqual(entry.changes, ["maximumThreatLevel"]);
    assert.match(entry.notes.join(), /has something else now, so a destroy writes: maximumThreatLevel/);
    const logged: string[] = [];
    const stopCapture = captureDiagnostics((line) => logged.push(line));
    await providers.IntuneCompliancePolicy.delete(id, { ...stored.outputs });
    stopCapture();
    assert.deepEqual(logged, [`IntuneCompliancePolicy: ${entry.effect}`]);
    assert.match(only((await plan(stored)).entries).notes.join(), /It is so already, so nothing is sent/);
  });

  it("lists what depends on another first, and nothing that only Pulumi has", async () => {
    const group = resource(azureadTypes.Group, `/groups/${elsewhere}`, { inputs: { displayName: "Lookout pilot" } });
    const leaving = await plan(
      resource("pulumi:pulumi:Stack", "stack"),
      resource("pulumi:providers:azuread", elsewhere),
      group,
      await created("IntuneCompliancePolicy", policy),
    );
    assert.deepEqual(
      leaving.entries.map(({ type, verdict }) => [type, verdict]),
      [
        ["IntuneCompliancePolicy", "deleted"],
        ["Group", "gone"],
      ],
    );
    assert.deepEqual([isStopped(leaving), isComplete(leaving)], [false, true]);
  });

  it("reports what Pulumi decides about resources of other providers, and that an import may have been there before", async () => {
    const body = { displayName: "Lookout pilot", mailEnabled: false, securityEnabled: true, mailNickname: "pilot" };
    const { id } = await graph("POST", "/v1.0/groups", body);
    const group = resource(azureadTypes.Group, `/groups/${id}`, { inputs: { displayName: "Lookout pilot" } });
    const fate = async (more: Partial<StackResource>) => only((await plan({ ...group, ...more })).entries);
    assert.deepEqual((await fate({})).effect, '"Lookout pilot" is deleted in Entra.');
    assert.match((await fate({ imported: true })).notes.join(), /may have been there before/);
    assert.equal((await fate({ retainOnDelete: true })).verdict, "stays");
    assert.equal((await fate({ external: true })).verdict, "stays");
    const kept = await fate({ protect: true });
    assert.equal(kept.verdict, "stops");
    assert.match(kept.notes.join(), /pulumi state unprotect 'urn:pulumi:prod::/);
    const storage = only((await plan(resource("azure-native:storage:StorageAccount", "/subscriptions/x"))).entries);
    assert.match(`${storage.effect} ${storage.notes.join()}`, /is deleted in Azure\. It was not checked/);
    const actions = "Microsoft.Insights/actionGroups/soc";
    const actionGroup = `/subscriptions/${tenant.tenant.connection.tenantId}/resourceGroups/lookout/providers/${actions}`;
    assert.equal(only((await plan(resource("azure-native:monitor:ActionGroup", actionGroup))).entries).verdict, "gone");
  });

  it("lists what a person has to undo in Lookout's console", async () => {
    const stored = await created("LookoutEnrollmentSettings", { mode: "console", daysUntilDisconnected: 30 });
    const entry = only((await plan(stored)).entries);
    assert.equal(entry.verdict, "stays");
    assert.match(entry.byHand ?? "", /^In Lookout's console set Disconnected Status under .*\.$/);
  });

  it("refuses another tenant than the stack's by name, and reads nothing in it", async () => {
    const stored = await created("IntuneCompliancePolicy", policy);
    const before = tenant.requests().length;
    await assert.rejects(plan({ ...stored, outputs: { ...stored.outputs, tenantId: elsewhere } }), (error) => {
      assert.ok(error instanceof UserError);
      const signedIn = tenant.tenant.connection.tenantId;
      assert.match(error.problems.join(), new RegExp(`is in the tenant ${elsewhere}, but .* sign in to ${signedIn}`));
      return true;
    });
    assert.equal(tenant.requests().length, before);
  });

  it("reports that a destroy stops at state of an older release, which does not contain its tenant", async () => {
    const { outputs, ...stored } = await created("IntuneCompliancePolicy", policy);
    const { tenantId, removalEffect, ...older } = outputs;
    assert.ok(tenantId !== undefined && removalEffect !== undefined);
    const leaving = await plan({ ...stored, outputs: older });
    assert.equal(isStopped(leaving), true);
    assert.match(only(leaving.entries).notes.join(), /Run pulumi up once.*LOOKOUT_INTUNE_CONFIRM_TENANT=/);
  });

  it("claims nothing about what it cannot read", async () => {
    const stored = await created("IntuneCompliancePolicy", policy);
    const fault = { method: "GET", path: "deviceCompliancePolicies", kind: { is: "status", status: 403 } };
    assert.equal((await tenant.http.put("/_tenant/faults", [fault])).status, 204);
    const leaving = await plan(stored);
    assert.equal(only(leaving.entries).verdict, "unknown");
    assert.equal(isComplete(leaving), false);
  });
});
