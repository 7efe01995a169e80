import assert from "node:assert/strict";
import { startTenantUnderTest, type TenantUnderTest } from "../../tenant/tenant-under-test";
import { PluginProcess, secret, UNKNOWN_STRING } from "../plugin/plugin-process";

const urnOf = (type: string, name: string) => `urn:pulumi:dev::project::azure-native:${type}::${name}`;
const location = { resourceGroupName: "lookout", location: "westeurope" };

// What the real plugin sends is known from its source alone; nobody has compared the two.
describe("the azure-native stand-in on the local tenant", () => {
  let tenant: TenantUnderTest;
  let plugin: PluginProcess;

  before(async () => {
    tenant = await startTenantUnderTest();
    const { caFile, metadataHost, tenantId, clientId, clientSecret } = tenant.tenant.connection;
    plugin = await PluginProcess.start({ SSL_CERT_FILE: caFile }, "", "azure-native");
    await plugin.configure({
      metadataHost,
      tenantId,
      clientId,
      clientSecret: secret(clientSecret),
      subscriptionId: tenantId,
    });
  });
  after(async () => {
    await plugin.stop();
    await tenant.dispose();
  });

  it("makes a name of the resource's own up, and keeps it", async () => {
    const workspace = plugin.about(urnOf("operationalinsights:Workspace", "logs"));
    const { inputs = {} } = await workspace.check(location, { seed: "one" });
    assert.match(inputs.workspaceName as string, /^logs[0-9a-f]{8}$/);
    const later = await workspace.check(location, { seed: "two", olds: inputs });
    assert.equal(later.inputs?.workspaceName, inputs.workspaceName);
    const given = await workspace.check({ ...location, workspaceName: "mine" }, { seed: "one" });
    assert.equal(given.inputs?.workspaceName, "mine");
    const workbook = plugin.about(urnOf("applicationinsights:Workbook", "book"));
    const named = await workbook.check(location, { seed: "one" });
    assert.match(named.inputs?.resourceName as string, /^[0-9a-f-]{36}$/);
  });

  it("finds, creates, reads, changes and deletes a workspace", async () => {
    const workspace = plugin.about(urnOf("operationalinsights:Workspace", "logs"));
    const inputs = { ...location, workspaceName: "life", sku: { name: "PerGB2018" }, retentionInDays: 30 };
    const { id, outputs } = await workspace.create(inputs);
    assert.match(id, /\/providers\/Microsoft\.OperationalInsights\/workspaces\/life$/);
    assert.equal(outputs.name, "life");
    assert.equal(outputs.retentionInDays, 30);
    assert.equal(outputs.azureApiVersion, "2023-09-01");
    await assert.rejects(workspace.create(inputs), /cannot create already existing resource/);

    const more = { ...inputs, retentionInDays: 60 };
    assert.deepEqual((await workspace.diff(outputs, more, [], inputs)).detailed, { retentionInDays: "UPDATE" });
    const changed = await workspace.update(id, outputs, more);
    assert.equal(changed.retentionInDays, 60);
    assert.equal(changed.customerId, outputs.customerId);
    assert.deepEqual((await workspace.diff(changed, { ...more, location: "northeurope" }, [], more)).replaces, [
      "location",
    ]);

    await workspace.delete(id, changed);
    assert.equal((await workspace.read(id, { inputs: more, outputs: changed })).id, "");
    await workspace.delete(id, changed);
    const requests = tenant.requests().filter(({ path }) => path.includes("/workspaces/life"));
    assert.deepEqual(
      requests.map(({ method, status }) => `${method} ${status}`),
      ["GET 404", "PUT 201", "GET 200", "PUT 200", "DELETE 200", "GET 404", "DELETE 204"],
    );
    assert.ok(requests.every(({ path }) => path.endsWith("?api-version=2023-09-01")));
  });

  it("shows in a refresh what somebody changed in Azure, in the arguments too", async () => {
    const book = plugin.about(urnOf("applicationinsights:Workbook", "book"));
    const inputs = {
      ...location,
      resourceName: "5b1c1d0e-0000-4000-8000-000000000002",
      kind: "shared",
      category: "workbook",
      displayName: "Lookout",
      serializedData: '{"items":[]}',
    };
    const { id, outputs } = await book.create(inputs);
    assert.equal(outputs.serializedData, inputs.serializedData);
    await book.update(id, outputs, { ...inputs, displayName: "Renamed by hand" });
    const read = await book.read(id, { inputs, outputs });
    assert.equal(read.outputs.displayName, "Renamed by hand");
    assert.deepEqual(read.inputs, { ...inputs, displayName: "Renamed by hand" });
  });

  it("writes a secret by Azure's names, sends its value once and marks the whole as secret", async () => {
    const { tenantId } = tenant.tenant.connection;
    const sku = { family: "A", name: "standard" };
    const vault = await plugin
      .about(urnOf("keyvault:Vault", "keys"))
      .create({ ...location, vaultName: "contoso-keys", properties: { tenantId, sku } });
    const secretOf = plugin.about(urnOf("keyvault:Secret", "key"));
    const properties = { value: "the-key-itself", attributes: { enabled: true, expires: 1801353600 } };
    const path = { resourceGroupName: "lookout", vaultName: "contoso-keys", secretName: "application-key" };
    const { id, outputs } = await secretOf.create({ ...path, properties: secret(properties) });
    const shown = outputs.properties as { value: { attributes: object } };
    assert.deepEqual(shown.value.attributes, { enabled: true, expires: 1801353600 });
    assert.doesNotMatch(JSON.stringify(outputs), /the-key-itself/);
    await assert.rejects(secretOf.delete(id), /cannot delete azure-native:keyvault:Secret/);
    await plugin.about(urnOf("keyvault:Vault", "keys")).delete(vault.id);
  });

  it("replaces an alert rule whose scope changes, and only changes one whose query does", async () => {
    const rule = plugin.about(urnOf("monitor:ScheduledQueryRule", "late"));
    const inputs = { ...location, ruleName: "late", scopes: ["/a"], severity: 1 };
    assert.deepEqual((await rule.diff({}, { ...inputs, scopes: ["/b"] }, [], inputs)).replaces, ["scopes"]);
    assert.deepEqual((await rule.diff({}, { ...inputs, severity: 2 }, [], inputs)).replaces, []);
    assert.deepEqual((await rule.diff({}, { ...inputs, scopes: [UNKNOWN_STRING] }, [], inputs)).replaces, ["scopes"]);
  });

  it("reports who is signed in, and refuses what it does not serve", async () => {
    const { clientId, tenantId } = tenant.tenant.connection;
    const caller = await plugin.invoke("azure-native:authorization:getClientConfig", {});
    assert.deepEqual([caller.clientId, caller.tenantId, caller.subscriptionId], [clientId, tenantId, tenantId]);
    const other = plugin.about(urnOf("compute:VirtualMachine", "vm"));
    await assert.rejects(other.check(location), /does not serve azure-native:compute:VirtualMachine/);
  });

  it("refuses to work without a metadata host, so that it cannot meet a real tenant", async () => {
    const lonely = await PluginProcess.start({}, "", "azure-native");
    try {
      await assert.rejects(
        lonely.configure({ tenantId: "t", clientId: "c", clientSecret: "s", subscriptionId: "s" }),
        /cannot sign in: azure-native:metadataHost \(or ARM_METADATA_HOSTNAME\) is not set/,
      );
    } finally {
      await lonely.stop();
    }
  });

  it("acknowledges at once that the engine ends", async () => {
    const { caFile, metadataHost, tenantId, clientId, clientSecret } = tenant.tenant.connection;
    const ending = await PluginProcess.start({ SSL_CERT_FILE: caFile }, "", "azure-native");
    await ending.configure({ metadataHost, tenantId, clientId, clientSecret, subscriptionId: tenantId });
    const start = Date.now();
    await ending.cancel();
    assert.ok(Date.now() - start < 4000);
    await ending.stop();
  });
});
