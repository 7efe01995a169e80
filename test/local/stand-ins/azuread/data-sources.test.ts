import assert from "node:assert/strict";
import { PluginProcess, settingsFor } from "../plugin/plugin-process";
import { CALLER_ID, CLIENT_ID, RecordingTenant, TENANT_ID } from "./recording-tenant";

const GET_GROUP = "azuread:index/getGroup:getGroup";
const GET_SERVICE_PRINCIPAL = "azuread:index/getServicePrincipal:getServicePrincipal";
const UNKNOWN_OBJECT = "dddddddd-dddd-4ddd-8ddd-dddddddddddd";

describe("the azuread stand-in's data sources", () => {
  let tenant: RecordingTenant;
  let plugin: PluginProcess;

  before(async () => {
    tenant = await RecordingTenant.start();
    plugin = await PluginProcess.start({ SSL_CERT_FILE: tenant.caFile });
    await plugin.configure(settingsFor(tenant));
  });

  after(async () => {
    await plugin.stop();
    await tenant.stop();
  });

  beforeEach(() => {
    tenant.reset();
  });

  async function existingGroup(displayName: string): Promise<string> {
    const { outputs } = await plugin.create({ displayName, securityEnabled: true });
    tenant.requests.length = 0;
    return String(outputs.objectId);
  }

  it("finds a group by name with the requests of the real provider", async () => {
    const objectId = await existingGroup("O'Brien's phones");
    const found = await plugin.invoke(GET_GROUP, { displayName: "O'Brien's phones", securityEnabled: true });
    assert.deepEqual(tenant.sequence, [
      "GET /beta/groups?$filter=displayName eq 'O''Brien''s phones' and securityEnabled eq true",
      "GET /beta/groups/{id}/members",
      "GET /beta/groups/{id}/owners",
    ]);
    assert.equal(found.objectId, objectId);
    assert.equal(found.id, `/groups/${objectId}`);
    assert.deepEqual(found.owners, [CALLER_ID]);
    assert.deepEqual(found.dynamicMemberships, []);
  });

  it("finds a group by object ID", async () => {
    const objectId = await existingGroup("Pilot");
    assert.equal((await plugin.invoke(GET_GROUP, { objectId })).displayName, "Pilot");
    assert.equal(tenant.sequence[0], "GET /beta/groups/{id}");
  });

  it("reports when no group or more than one group matches", async () => {
    await assert.rejects(
      plugin.invoke(GET_GROUP, { displayName: "Nobody" }),
      /no group matches displayName eq 'Nobody'/,
    );
    await existingGroup("Twin");
    await existingGroup("Twin");
    await assert.rejects(plugin.invoke(GET_GROUP, { displayName: "Twin" }), /more than one group matches/);
    await assert.rejects(plugin.invoke(GET_GROUP, { objectId: UNKNOWN_OBJECT }), /no group with object ID/);
  });

  it("refuses a lookup by nothing, by two properties, or by an argument that does not exist", async () => {
    await assert.rejects(
      plugin.invoke(GET_GROUP, {}),
      /exactly one of displayName, mailNickname, objectId; 0 are given/,
    );
    await assert.rejects(plugin.invoke(GET_GROUP, { displayName: "a", objectId: "b" }), /; 2 are given/);
    await assert.rejects(plugin.invoke(GET_GROUP, { name: "a" }), /takes no argument name/);
  });

  it("knows who is signed in without another request", async () => {
    assert.deepEqual(await plugin.invoke("azuread:index/getClientConfig:getClientConfig", {}), {
      id: `${TENANT_ID}-${CLIENT_ID}-${CALLER_ID}`,
      clientId: CLIENT_ID,
      tenantId: TENANT_ID,
      objectId: CALLER_ID,
    });
    assert.deepEqual(tenant.sequence, []);
  });

  it("finds a service principal with the requests of the real provider", async () => {
    const appRoles = [{ id: "r1", value: "Group.Read.All", isEnabled: true, allowedMemberTypes: ["Application"] }];
    tenant.servicePrincipals.push({
      id: "sp-1",
      appId: CLIENT_ID,
      displayName: "Lookout",
      tags: ["HideApp"],
      appRoles,
    });
    const found = await plugin.invoke(GET_SERVICE_PRINCIPAL, { clientId: CLIENT_ID });
    assert.deepEqual(tenant.sequence, [
      `GET /v1.0/servicePrincipals?$filter=appId eq '${CLIENT_ID}'`,
      "GET /beta/servicePrincipals/sp-1?$select=samlMetadataUrl",
    ]);
    assert.equal(found.objectId, "sp-1");
    assert.equal(found.samlMetadataUrl, "https://saml.example/metadata");
    assert.deepEqual(found.appRoleIds, { "Group.Read.All": "r1" });
  });

  it("explains what a missing service principal means", async () => {
    await assert.rejects(
      plugin.invoke(GET_SERVICE_PRINCIPAL, { clientId: CLIENT_ID }),
      /have an administrator consent/,
    );
  });

  it("reports what it does not serve, and what to install", async () => {
    await assert.rejects(
      plugin.invoke("azuread:index/getUsers:getUsers", {}),
      /does not serve azuread:index\/getUsers:getUsers.*Install the real azuread plugin/,
    );
    const urn = "urn:pulumi:dev::project::azuread:index/application:Application::app";
    await assert.rejects(plugin.create({}, { urn }), /does not serve azuread:index\/application:Application/);
  });
});
