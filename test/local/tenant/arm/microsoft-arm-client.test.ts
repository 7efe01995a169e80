import assert from "node:assert/strict";
import { ResourceManagementClient } from "@azure/arm-resources";
import { ClientSecretCredential } from "@azure/identity";
import { trustTenant } from "../tenant-under-test";
import { ArmOfTenant, audienceIn } from "./arm-of-tenant";

const version = "2017-04-01-preview";
const id = "providers/microsoft.intune/diagnosticSettings/lookout";
const workspaceId = "/subscriptions/1/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/central";

describe("Microsoft's own client for Azure against the local tenant", () => {
  let arm: ArmOfTenant;
  let client: ResourceManagementClient;
  before(async () => {
    arm = await ArmOfTenant.start();
    trustTenant(arm.subject);
    const { tenantId, clientId, clientSecret, baseUrl } = arm.subject.tenant.connection;
    const credential = new ClientSecretCredential(tenantId, clientId, clientSecret, {
      authorityHost: baseUrl,
      disableInstanceDiscovery: true,
    });
    client = new ResourceManagementClient(credential, "1", {
      endpoint: baseUrl,
      credentials: { scopes: [`${(await audienceIn(arm.subject)).replace(/\/$/, "")}/.default`] },
      retryOptions: { maxRetries: 0 },
    });
  });
  after(() => arm.dispose());

  it("creates, reads, replaces and deletes a diagnostic setting of Intune", async () => {
    const { resources } = client;
    const logs = [{ category: "AuditLogs", enabled: true }];
    const put = { properties: { workspaceId, logs, metrics: [] } };
    assert.equal((await resources.createOrUpdateById(id, version, put)).name, "lookout");
    const shown = async () => {
      const { properties } = await resources.getById(id, version);
      return properties as Readonly<Record<string, unknown>>;
    };
    const { logs: seen, ...sinks } = await shown();
    assert.equal(sinks.workspaceId, workspaceId);
    assert.equal(sinks.storageAccountId, null);
    const enabled = (seen as { category: string; enabled: boolean }[]).map((log) => [log.category, log.enabled]);
    assert.deepEqual(enabled.slice(0, 2), [
      ["AuditLogs", true],
      ["OperationalLogs", false],
    ]);
    await resources.createOrUpdateById(id, version, { properties: { ...put.properties, logs: [] } });
    assert.equal(JSON.stringify((await shown()).logs).includes("true"), false);
    await resources.deleteById(id, version);
    await assert.rejects(resources.getById(id, version), { statusCode: 404, code: "ResourceNotFound" });
  });

  it("returns why a setting is not accepted", async () => {
    const put = (properties: Record<string, unknown>) =>
      client.resources.createOrUpdateById(id, version, { properties });
    await assert.rejects(put({ logs: [] }), {
      statusCode: 400,
      message: "At least one data sink needs to be specified.",
    });
    await assert.rejects(put({ workspaceId, logs: [{ category: "Nothing", enabled: true }] }), {
      statusCode: 400,
      message: "Category 'Nothing' is not supported.",
    });
  });
});
