import assert from "node:assert/strict";
import {
  baseUrl,
  bind,
  callerId,
  errorOf,
  GraphUnderTest,
  messageOf,
  namesOf,
  validGroup,
  valuesOf,
} from "./graph-under-test";

describe("the local tenant's groups", () => {
  let graph: GraphUnderTest;
  beforeEach(async () => {
    graph = await GraphUnderTest.start();
  });

  it("are created, read, changed and deleted", async () => {
    const created = await graph.send("POST", "/v1.0/groups", validGroup);
    assert.equal(created.status, 201);
    assert.equal(created.body["@odata.context"], `${baseUrl}/v1.0/$metadata#groups/$entity`);
    const path = `/v1.0/groups/${String(created.body.id)}`;
    const changed = await graph.send("PATCH", path, { description: "Console access" });
    assert.deepEqual([changed.status, changed.text], [204, ""]);
    const read = await graph.get(path);
    assert.deepEqual(
      [read.status, read.body.displayName, read.body.description],
      [200, "Lookout Full", "Console access"],
    );
    assert.equal((await graph.send("DELETE", path)).status, 204);
    const gone = await graph.get(path);
    assert.deepEqual([gone.status, errorOf(gone).code], [404, "Request_ResourceNotFound"]);
    assert.match(messageOf(gone), /^Resource '.*' does not exist or one of its queried reference-property objects/);
  });

  it("may have the same name twice, as in Entra", async () => {
    await graph.group("Twin");
    await graph.group("twin");
    assert.deepEqual(namesOf(await graph.get("/v1.0/groups?$filter=displayName eq 'Twin'")), ["Twin", "twin"]);
  });

  for (const property of ["displayName", "mailEnabled", "mailNickname", "securityEnabled"]) {
    it(`are refused without ${property}`, async () => {
      const answer = await graph.send("POST", "/v1.0/groups", { ...validGroup, [property]: undefined });
      assert.equal(answer.status, 400);
      assert.equal(messageOf(answer), `A value is required for property '${property}' of resource 'Group'.`);
    });
  }

  it("refuse a property with the wrong case and name the right one", async () => {
    const answer = await graph.send("POST", "/v1.0/groups", { ...validGroup, Description: "x" });
    assert.deepEqual([answer.status, errorOf(answer).code], [400, "BadRequest"]);
    assert.match(messageOf(answer), /The property 'Description' does not exist on type 'microsoft.graph.group'/);
    assert.match(messageOf(answer), /nearest known name is 'description'/);
  });

  it("refuse a property that only beta has on v1.0", async () => {
    const body = { ...validGroup, resourceBehaviorOptions: [] };
    assert.equal((await graph.send("POST", "/v1.0/groups", body)).status, 400);
    assert.equal((await graph.send("POST", "/beta/groups", body)).status, 201);
  });

  const wrongValues: readonly (readonly [object, RegExp])[] = [
    [
      { securityEnabled: "yes" },
      /Cannot convert the literal "yes" of 'securityEnabled' to the expected type 'Edm.Boolean'/,
    ],
    [{ groupTypes: null }, /null value was found for the property named 'groupTypes'/],
    [{ mailNickname: "with space" }, /Invalid value specified for property 'mailNickname'/],
    [{ createdDateTime: "2026-01-01T00:00:00Z" }, /'createdDateTime' is read-only/],
    [{ "@odata.type": "#microsoft.graph.user" }, /Allowed: #microsoft.graph.group/],
    [{ mailEnabled: true }, /does not currently support writes of mail-enabled groups/],
    [{ members: [] }, /'members' cannot be set inline; refer to existing objects with 'members@odata.bind'/],
    [{ assignedLabels: [{ labelID: "x" }] }, /'labelID' does not exist on type 'microsoft.graph.assignedLabel'/],
  ];
  for (const [change, message] of wrongValues) {
    it(`refuse ${JSON.stringify(change)}`, async () => {
      const answer = await graph.send("POST", "/v1.0/groups", { ...validGroup, ...change });
      assert.equal(answer.status, 400);
      assert.match(messageOf(answer), message);
    });
  }

  it("accept owners and members at creation, and show where they belong", async () => {
    const user = await graph.user("ada");
    const inner = await graph.group("Inner");
    const links = { "owners@odata.bind": [bind(callerId)], "members@odata.bind": [bind(user), bind(inner)] };
    const id = await graph.group("Outer", links);
    const owners = valuesOf(await graph.get(`/v1.0/groups/${id}/owners`));
    assert.deepEqual(
      owners.map((owner) => [owner.id, owner["@odata.type"]]),
      [[callerId, "#microsoft.graph.servicePrincipal"]],
    );
    const members = valuesOf(await graph.get(`/v1.0/groups/${id}/members`));
    assert.deepEqual(new Set(members.map((member) => member.id)), new Set([user, inner]));
    assert.deepEqual(namesOf(await graph.get(`/v1.0/groups/${inner}/memberOf`)), ["Outer"]);
    assert.deepEqual(namesOf(await graph.get(`/v1.0/users/${user}/memberOf`)), ["Outer"]);
  });

  it("refuse an owner twice in one request", async () => {
    const owners = { "owners@odata.bind": [bind(callerId), bind(callerId)] };
    const answer = await graph.send("POST", "/v1.0/groups", { ...validGroup, ...owners });
    assert.deepEqual([answer.status, messageOf(answer)], [400, "Request contains a property with duplicate values."]);
  });

  it("add and remove a member by reference, and refuse to do either twice", async () => {
    const id = await graph.group("Pilot");
    const user = await graph.user("ada");
    const reference = { "@odata.id": bind(user) };
    assert.equal((await graph.send("POST", `/beta/groups/${id}/members/$ref`, reference)).status, 204);
    const twice = await graph.send("POST", `/beta/groups/${id}/members/$ref`, reference);
    assert.equal(twice.status, 400);
    assert.match(messageOf(twice), /^One or more added object references already exist/);
    assert.equal((await graph.send("DELETE", `/beta/groups/${id}/members/${user}/$ref`)).status, 204);
    assert.equal((await graph.send("DELETE", `/beta/groups/${id}/members/${user}/$ref`)).status, 404);
  });

  it("keep their last owner who is a user", async () => {
    const user = await graph.user("ada");
    const id = await graph.group("Owned", { "owners@odata.bind": [bind(user), bind(callerId)] });
    assert.equal((await graph.send("DELETE", `/v1.0/groups/${id}/owners/${user}/$ref`)).status, 400);
    assert.equal((await graph.send("DELETE", `/v1.0/groups/${id}/owners/${callerId}/$ref`)).status, 204);
  });

  it("cannot contain what does not exist", async () => {
    const id = await graph.group("Pilot");
    const reference = { "@odata.id": bind("dddddddd-0000-4000-8000-000000000004") };
    const answer = await graph.send("POST", `/v1.0/groups/${id}/members/$ref`, reference);
    assert.deepEqual([answer.status, errorOf(answer).code], [404, "Request_ResourceNotFound"]);
  });

  it("forget a member that was deleted", async () => {
    const user = await graph.user("ada");
    const id = await graph.group("Pilot", { "members@odata.bind": [bind(user)] });
    await graph.send("DELETE", `/v1.0/users/${user}`);
    assert.deepEqual(valuesOf(await graph.get(`/v1.0/groups/${id}/members`)), []);
  });

  it("decide at creation whether roles can be assigned to them, which needs a permission of its own", async () => {
    const body = { ...validGroup, isAssignableToRole: true };
    assert.equal((await graph.send("POST", "/v1.0/groups", body)).status, 403);
    graph.granted = [...graph.granted, "RoleManagement.ReadWrite.Directory"];
    const created = await graph.send("POST", "/v1.0/groups", body);
    assert.equal(created.body.isAssignableToRole, true);
    const path = `/v1.0/groups/${String(created.body.id)}`;
    assert.equal((await graph.send("PATCH", path, { isAssignableToRole: false })).status, 400);
  });

  it("are found as directory objects too", async () => {
    const id = await graph.group("Pilot");
    const { body } = await graph.get(`/v1.0/directoryObjects/${id}`);
    assert.deepEqual([body["@odata.type"], body.displayName], ["#microsoft.graph.group", "Pilot"]);
  });
});

describe("a directory that is slow to agree with itself", () => {
  it("answers as before until the delay has passed", async () => {
    const graph = await GraphUnderTest.start({ consistencyDelayMs: 5000 });
    const id = await graph.group("New");
    const path = `/v1.0/groups/${id}`;
    assert.equal((await graph.get(path)).status, 404);
    assert.equal((await graph.send("PATCH", path, { description: "early" })).status, 404);
    assert.deepEqual(namesOf(await graph.get("/v1.0/groups")), []);
    graph.pass(5000);
    assert.equal((await graph.get(path)).body.displayName, "New");

    await graph.send("PATCH", path, { displayName: "Renamed" });
    assert.equal((await graph.get(path)).body.displayName, "New");
    await graph.send("PATCH", path, { description: "Both changes last" });
    graph.pass(5000);
    const { body } = await graph.get(path);
    assert.deepEqual([body.displayName, body.description], ["Renamed", "Both changes last"]);

    assert.equal((await graph.send("DELETE", path)).status, 204);
    assert.equal((await graph.get(path)).status, 200);
    assert.equal((await graph.send("DELETE", path)).status, 404);
    graph.pass(5000);
    assert.equal((await graph.get(path)).status, 404);
  });
});
