import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { startTenant } from "../../../../local/tenant/server";
import { PluginProcess, POLICY_URN, secret } from "../plugin/plugin-process";

const GET_GROUP = "azuread:index/getGroup:getGroup";
const GET_CLIENT_CONFIG = "azuread:index/getClientConfig:getClientConfig";
const GET_SERVICE_PRINCIPAL = "azuread:index/getServicePrincipal:getServicePrincipal";

describe("the azuread stand-in on the local tenant", () => {
  const folder = mkdtempSync(join(tmpdir(), "stand-in-tenant-"));
  let tenant: Awaited<ReturnType<typeof startTenant>>;
  let plugin: PluginProcess;

  before(async () => {
    tenant = await startTenant({
      port: 0,
      stateFolder: join(folder, "tenant"),
      connectionFile: join(folder, "tenant.json"),
      requestLog: join(folder, "requests.ndjson"),
      // A group may be missing, or have its old name, for a while after each change.
      consistencyDelayMs: 60,
    });
    const { caFile, metadataHost, tenantId, clientId, clientSecret } = tenant.connection;
    plugin = await PluginProcess.start({ SSL_CERT_FILE: caFile, AZUREAD_STAND_IN_POLL_MS: "20" });
    await plugin.configure({ metadataHost, tenantId, clientId, clientSecret: secret(clientSecret), useCli: "false" });
  });

  after(async () => {
    await plugin.stop();
    await tenant.stop();
    rmSync(folder, { recursive: true });
  });

  it("creates, changes, reads and deletes a group", async () => {
    const inputs = { displayName: "Lookout's pilot", securityEnabled: true, preventDuplicateNames: true };
    assert.deepEqual((await plugin.check(inputs)).failures, []);
    const { id, outputs } = await plugin.create(inputs);
    const objectId = String(outputs.objectId);
    const caller = await plugin.invoke(GET_CLIENT_CONFIG, {});
    assert.deepEqual(outputs.owners, [caller.objectId]);
    assert.equal((await plugin.diff(outputs, inputs)).changes, false);

    const more = { ...inputs, description: "first phones", members: [caller.objectId] };
    const updated = await plugin.update(id, outputs, more);
    assert.equal(updated.description, "first phones");
    assert.deepEqual(updated.members, [caller.objectId]);

    const refreshed = await plugin.read(id, { inputs: more, outputs: updated });
    assert.deepEqual(refreshed.inputs, more);
    assert.equal((await plugin.diff(refreshed.outputs, more)).changes, false);
    const found = await plugin.invoke(GET_GROUP, { displayName: inputs.displayName, securityEnabled: true });
    assert.equal(found.objectId, objectId);
    assert.deepEqual(found.members, [caller.objectId]);

    await plugin.delete(id, updated);
    assert.equal((await plugin.read(id, { inputs: more, outputs: updated })).id, "");
  });

  it("creates, changes, reads and deletes a Conditional Access policy", async () => {
    const { caFile, metadataHost, tenantId, clientId, clientSecret } = tenant.connection;
    const policies = await PluginProcess.start({ SSL_CERT_FILE: caFile, AZUREAD_STAND_IN_POLL_MS: "5" }, POLICY_URN);
    try {
      const settings = { metadataHost, tenantId, clientId, clientSecret: secret(clientSecret), useCli: "false" };
      await policies.configure(settings);
      const group = await plugin.create({ displayName: "First phones", securityEnabled: true });
      const inputs = {
        displayName: "Compliant device",
        state: "enabledForReportingButNotEnforced",
        conditions: {
          applications: { includedApplications: ["All"], excludedApplications: [tenantId] },
          clientAppTypes: ["all"],
          platforms: { includedPlatforms: ["android", "iOS"] },
          users: { includedGroups: [group.outputs.objectId] },
        },
        grantControls: { operator: "OR", builtInControls: ["compliantDevice", "compliantApplication"] },
      };
      assert.deepEqual((await policies.check(inputs)).failures, []);
      const { id, outputs } = await policies.create(inputs);
      assert.equal((await policies.diff(outputs, inputs)).changes, false);

      const enabled = { ...inputs, state: "enabled" };
      const updated = await policies.update(id, outputs, enabled);
      const refreshed = await policies.read(id, { inputs: enabled, outputs: updated });
      assert.deepEqual(refreshed.inputs, enabled);
      assert.deepEqual(refreshed.outputs, updated);

      await policies.delete(id, updated);
      assert.equal((await policies.read(id, { inputs: enabled, outputs: updated })).id, "");
    } finally {
      await policies.stop();
    }
  });

  it("finds the tenant's own service principal", async () => {
    const { clientId, objectId } = await plugin.invoke(GET_CLIENT_CONFIG, {});
    const found = await plugin.invoke(GET_SERVICE_PRINCIPAL, { clientId });
    assert.equal(found.objectId, objectId);
  });

  it("reports that a member does not exist, in one message with the id", async () => {
    const nobody = "99999999-9999-4999-8999-999999999999";
    const inputs = { displayName: "Nobody's", securityEnabled: true, members: [nobody] };
    await assert.rejects(plugin.create(inputs), (error: Error) => {
      assert.match(error.message, new RegExp(`was created .* but not completed: POST .*members/\\$ref.*${nobody}`));
      return true;
    });
  });

  it("is refused by Entra when the secret is wrong", async () => {
    const { caFile, metadataHost, tenantId, clientId } = tenant.connection;
    const other = await PluginProcess.start({ SSL_CERT_FILE: caFile });
    const settings = { metadataHost, tenantId, clientId, clientSecret: secret("not-the-secret"), useCli: "false" };
    try {
      await assert.rejects(other.configure(settings), /AADSTS7000215.*azuread:clientSecret/);
    } finally {
      await other.stop();
    }
  });

  it("leaves neither secret nor token in the tenant's request log", () => {
    const log = readFileSync(join(folder, "requests.ndjson"), "utf8");
    assert.ok(log.length > 0);
    assert.ok(!log.includes(tenant.connection.clientSecret) && !log.includes("not-the-secret"));
  });
});
