import assert from "node:assert/strict";
import { namesOf, valuesOf } from "./graph-under-test";
import { GraphOfTenant } from "./graph-of-tenant";

/** What the real azuread provider was seen to send, in its order. */
describe("the requests of the azuread provider", () => {
  let graph: GraphOfTenant;
  afterEach(() => graph.dispose());

  const creation = {
    "@odata.type": "#microsoft.graph.group",
    description: "Console access",
    displayName: "Lookout O'Full",
    groupTypes: [],
    isAssignableToRole: false,
    mailEnabled: false,
    mailNickname: "a1b2c3d4-e",
    membershipRule: null,
    resourceBehaviorOptions: [],
    resourceProvisioningOptions: [],
    securityEnabled: true,
  };
  const byName = "/beta/groups?$filter=displayName%20eq%20%27Lookout%20O%27%27Full%27";

  it("create, read, update and delete a group, on a directory that is slow", async () => {
    graph = await GraphOfTenant.start({ consistencyDelayMs: 3000 });
    assert.deepEqual(valuesOf(await graph.get(byName)), []);
    const created = await graph.send("POST", "/beta/groups", {
      ...creation,
      "owners@odata.bind": [graph.urlOf(graph.callerId)],
    });
    assert.equal(created.status, 201, created.text);
    assert.match(created.headers["content-type"] ?? "", /^application\/json/);
    const path = `/beta/groups/${String(created.body.id)}`;

    const temporary = { displayName: "TERRAFORM_UPDATE_0c5e2bb5-7d3c-4f1e-9a55-7d1c3f0a9b11" };
    assert.equal((await graph.send("PATCH", path, temporary)).status, 404, "the provider tries again after this");
    await graph.pass(5000);
    assert.equal((await graph.send("PATCH", path, temporary)).status, 204);
    assert.equal((await graph.send("PATCH", path, { displayName: creation.displayName })).status, 204);
    await graph.pass(5000);
    for (let attempt = 0; attempt < 6; attempt++) {
      const { status, body } = await graph.get(path);
      assert.deepEqual(
        [status, body.displayName, body.mailNickname],
        [200, creation.displayName, creation.mailNickname],
      );
      assert.deepEqual([body.groupTypes, body.isAssignableToRole, body.securityEnabled], [[], false, true]);
    }
    assert.deepEqual(
      valuesOf(await graph.get(`${path}/owners`)).map(({ id }) => id),
      [graph.callerId],
    );
    assert.deepEqual(valuesOf(await graph.get(`${path}/members`)), []);
    assert.deepEqual(valuesOf(await graph.get(`${path}/memberOf`)), []);

    assert.deepEqual(namesOf(await graph.get(byName)), [creation.displayName]);
    const update = {
      "@odata.type": "#microsoft.graph.group",
      description: "Everyone of the console",
      displayName: creation.displayName,
      mailEnabled: false,
      membershipRule: null,
      securityEnabled: true,
    };
    assert.equal((await graph.send("PATCH", path, update)).status, 204);
    const user = await graph.user("ada");
    await graph.pass(5000);
    assert.equal((await graph.send("POST", `${path}/members/$ref`, { "@odata.id": graph.urlOf(user) })).status, 204);
    await graph.pass(5000);
    assert.deepEqual(
      valuesOf(await graph.get(`${path}/members`)).map(({ id }) => id),
      [user],
    );
    const found = await graph.get(`${byName}%20and%20securityEnabled%20eq%20true`);
    assert.equal(valuesOf(found)[0]?.description, "Everyone of the console");

    assert.equal((await graph.get(path)).status, 200);
    assert.equal((await graph.send("DELETE", path)).status, 204);
    await graph.pass(5000);
    for (let attempt = 0; attempt < 5; attempt++) assert.equal((await graph.get(path)).status, 404);
  });

  it("find a service principal, and adopt and delete it if configured", async () => {
    graph = await GraphOfTenant.start();
    const [found] = valuesOf(await graph.get(`/v1.0/servicePrincipals?$filter=appId eq '${graph.clientId}'`));
    const path = `/servicePrincipals/${String(found?.id)}`;
    assert.equal((await graph.get(`/beta${path}?$select=samlMetadataUrl`)).status, 200);
    assert.equal((await graph.get(`/v1.0${path}/owners`)).status, 200);
    const adoption = {
      "@odata.type": "#microsoft.graph.servicePrincipal",
      accountEnabled: true,
      alternativeNames: [],
      appRoleAssignmentRequired: false,
      description: null,
      loginUrl: null,
      notes: null,
      notificationEmailAddresses: [],
      preferredSingleSignOnMode: null,
      samlSingleSignOnSettings: null,
      tags: [],
    };
    assert.equal((await graph.send("PATCH", `/v1.0${path}`, adoption)).status, 204);
    assert.equal((await graph.send("DELETE", `/v1.0${path}`)).status, 204);
    assert.equal((await graph.get(`/v1.0${path}`)).status, 404);
  });
});
