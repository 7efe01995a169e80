import assert from "node:assert/strict";
import { callerId, clientId, errorOf, GraphUnderTest, messageOf, validUser, valuesOf } from "./graph-under-test";

describe("the local tenant's users", () => {
  it("are created, found by name and deleted, and their password is not kept", async () => {
    const graph = await GraphUnderTest.start();
    const created = await graph.send("POST", "/v1.0/users", validUser);
    assert.deepEqual([created.status, created.text.includes("not kept")], [201, false]);
    const beta = await graph.get("/beta/users/ADA@local.onmicrosoft.com");
    assert.deepEqual([beta.body.id, beta.body.passwordProfile], [created.body.id, null]);
    assert.equal((await graph.send("DELETE", `/v1.0/users/${String(created.body.id)}`)).status, 204);
    assert.equal((await graph.get("/v1.0/users/ada@local.onmicrosoft.com")).status, 404);
  });

  it("have names of their own, in the tenant's domain", async () => {
    const graph = await GraphUnderTest.start();
    await graph.send("POST", "/v1.0/users", validUser);
    const again = await graph.send("POST", "/v1.0/users", validUser);
    assert.equal(messageOf(again), "Another object with the same value for property userPrincipalName already exists.");
    const foreign = await graph.send("POST", "/v1.0/users", { ...validUser, userPrincipalName: "ada@contoso.com" });
    assert.match(messageOf(foreign), /^The domain portion of the userPrincipalName property is invalid/);
  });
});

describe("the local tenant's enterprise applications", () => {
  it("are changed and deleted as the real ones are, their consent with them", async () => {
    const graph = await GraphUnderTest.start();
    const appId = "eeeeeeee-0000-4000-8000-000000000005";
    const created = await graph.send("POST", "/v1.0/servicePrincipals", { appId, displayName: "Lookout" });
    assert.equal(created.status, 201);
    const twice = await graph.send("POST", "/v1.0/servicePrincipals", { appId });
    assert.deepEqual([twice.status, errorOf(twice).code], [409, "Request_MultipleObjectsWithSameKeyValue"]);
    const path = `/v1.0/servicePrincipals/${String(created.body.id)}`;
    assert.equal((await graph.send("PATCH", path, { tags: ["HideApp"], loginUrl: null })).status, 204);
    assert.deepEqual((await graph.get(path)).body.tags, ["HideApp"]);
    assert.equal((await graph.send("DELETE", path)).status, 204);
    assert.deepEqual(valuesOf(await graph.get(`/v1.0/servicePrincipals?$filter=appId eq '${appId}'`)), []);
  });

  it("can be changed by an app that may change only its own, if it owns them", async () => {
    const graph = await GraphUnderTest.start({ roles: ["Application.ReadWrite.OwnedBy"] });
    const created = await graph.send("POST", "/v1.0/servicePrincipals", {
      appId: "eeeeeeee-0000-4000-8000-000000000006",
    });
    const path = `/v1.0/servicePrincipals/${String(created.body.id)}`;
    assert.deepEqual(
      valuesOf(await graph.get(`${path}/owners`)).map(({ id }) => id),
      [callerId],
    );
    assert.equal((await graph.send("PATCH", path, { notes: "ours" })).status, 204);
    assert.equal((await graph.send("PATCH", `/v1.0/servicePrincipals/${callerId}`, { notes: "x" })).status, 403);
  });

  it("include the one the caller signs in as", async () => {
    const { body } = await (await GraphUnderTest.start()).get(`/v1.0/servicePrincipals/${callerId}`);
    assert.deepEqual([body.appId, body.accountEnabled], [clientId, true]);
  });
});

describe("a batch", () => {
  const json = { "Content-Type": "application/json" };
  const group = { displayName: "Batched", mailEnabled: false, mailNickname: "batched", securityEnabled: true };

  it("answers each request with a status of its own, and skips those that depend on a failed one", async () => {
    const graph = await GraphUnderTest.start();
    const requests = [
      { id: "1", method: "POST", url: "/groups", headers: json, body: group },
      { id: "2", method: "GET", url: "/groups?$filter=displayName eq 'Batched'", dependsOn: ["1"] },
      { id: "3", method: "GET", url: "/groups/nonsense" },
      { id: "4", method: "GET", url: "/groups", dependsOn: ["3"] },
    ];
    const { status, body } = await graph.send("POST", "/v1.0/$batch", { requests });
    const responses = body.responses as readonly { id: string; status: number; body: Record<string, unknown> }[];
    assert.equal(status, 200);
    assert.deepEqual(
      responses.map((answer) => [answer.id, answer.status]),
      [
        ["1", 201],
        ["2", 200],
        ["3", 400],
        ["4", 424],
      ],
    );
    assert.equal((responses[1]?.body.value as unknown[]).length, 1);
  });

  it("accepts 20 requests and refuses 21", async () => {
    const graph = await GraphUnderTest.start();
    const requests = Array.from({ length: 21 }, (_, index) => ({ id: String(index), method: "GET", url: "/groups" }));
    assert.equal((await graph.send("POST", "/v1.0/$batch", { requests: requests.slice(1) })).status, 200);
    assert.equal((await graph.send("POST", "/v1.0/$batch", { requests })).status, 400);
  });

  for (const [what, requests] of [
    ["a body without a content type", [{ id: "1", method: "POST", url: "/groups", body: group }]],
    [
      "an id twice",
      [
        { id: "1", method: "GET", url: "/groups" },
        { id: "1", method: "GET", url: "/users" },
      ],
    ],
    ["a dependency on nothing", [{ id: "1", method: "GET", url: "/groups", dependsOn: ["0"] }]],
  ] as const) {
    it(`refuses ${what}`, async () => {
      const graph = await GraphUnderTest.start();
      assert.equal((await graph.send("POST", "/v1.0/$batch", { requests })).status, 400);
    });
  }
});
