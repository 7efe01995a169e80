import assert from "node:assert/strict";
import {
  connectorsPath,
  errorOf,
  GraphUnderTest,
  intuneMessageOf,
  lookoutId,
  messageOf,
  validGroup,
} from "./graph-under-test";

describe("errors of the local tenant's Graph", () => {
  it("carry the request's ids and the date in Entra's shape", async () => {
    const graph = await GraphUnderTest.start();
    const answer = await graph.get("/v1.0/groups/nonsense", { "client-request-id": "mine" });
    assert.deepEqual([answer.status, errorOf(answer).code], [400, "Request_BadRequest"]);
    assert.equal(messageOf(answer), "Invalid object identifier 'nonsense'.");
    assert.equal(answer.headers["client-request-id"], "mine");
    assert.deepEqual(errorOf(answer).innerError, {
      date: "2026-03-01T12:00:00",
      "request-id": answer.headers["request-id"],
      "client-request-id": "mine",
    });
  });

  it("are JSON inside the message where Intune answers", async () => {
    const graph = await GraphUnderTest.start();
    const answer = await graph.get(`${connectorsPath}/${lookoutId}`);
    assert.deepEqual([answer.status, errorOf(answer).code], [404, "ResourceNotFound"]);
    assert.ok(messageOf(answer).startsWith('{\r\n  "_version": 3,\r\n  "Message": "'));
    assert.match(
      intuneMessageOf(answer),
      / - Operation ID \(for customer support\): 0+-.* - Activity ID: .* - Url: https:\/\/localhost/,
    );
  });

  for (const path of ["/v1.0/nonsense", "/beta/groups/1/2/3/4", "/v1.0/Groups"]) {
    it(`report for ${path} that no route matches`, async () => {
      const answer = await (await GraphUnderTest.start()).get(path);
      assert.deepEqual([answer.status, messageOf(answer)], [400, "No method match route template"]);
    });
  }

  it("report for an unknown route of Intune that no route matches, in Intune's shape", async () => {
    const answer = await (await GraphUnderTest.start()).get("/beta/deviceManagement/nonsense");
    assert.equal(answer.status, 400);
    assert.match(intuneMessageOf(answer), /^No method match route template - Operation ID/);
  });

  it("distinguish a wrong method from a wrong path", async () => {
    const answer = await (await GraphUnderTest.start()).send("DELETE", "/v1.0/groups");
    assert.equal(answer.status, 405);
    assert.equal(messageOf(answer), "Specified HTTP method is not allowed for the request target.");
  });

  it("refuse a body that is no JSON", async () => {
    const graph = await GraphUnderTest.start();
    const answer = await graph.send("POST", "/v1.0/groups");
    assert.equal(answer.status, 400);
    assert.match(messageOf(answer), /^Unable to read JSON request payload/);
  });

  it("refuse a request without a valid token", async () => {
    const answer = await (await GraphUnderTest.start()).get("/v1.0/groups", { authorization: "none" });
    assert.deepEqual([answer.status, errorOf(answer).code], [401, "InvalidAuthenticationToken"]);
  });
});

describe("permissions of the local tenant's Graph", () => {
  it("are missing without a word on which in Entra, but for a header of the tenant's own", async () => {
    const graph = await GraphUnderTest.start({ roles: ["Group.Read.All"] });
    assert.equal((await graph.get("/v1.0/groups")).status, 200);
    const answer = await graph.send("POST", "/v1.0/groups", validGroup);
    assert.deepEqual([answer.status, errorOf(answer).code], [403, "Authorization_RequestDenied"]);
    assert.equal(messageOf(answer), "Insufficient privileges to complete the operation.");
    assert.match(answer.headers["tenant-needs-one-of"] ?? "", /^Group.Create, Group.ReadWrite.All/);
  });

  it("are named by Intune", async () => {
    const graph = await GraphUnderTest.start({ roles: ["DeviceManagementServiceConfig.Read.All"] });
    assert.equal((await graph.get(connectorsPath)).status, 200);
    const answer = await graph.send("PATCH", `${connectorsPath}/${lookoutId}`, {});
    assert.deepEqual([answer.status, errorOf(answer).code], [403, "Forbidden"]);
    assert.match(intuneMessageOf(answer), /one of the following scopes: DeviceManagementServiceConfig.ReadWrite.All/);
  });

  it("let Group.Create reach the groups that the caller owns, and no others", async () => {
    const graph = await GraphUnderTest.start();
    const { callerId, bind } = await import("./graph-under-test.js");
    const foreign = await graph.group("Foreign");
    graph.granted = ["Group.Create"];
    const own = await graph.group("Own", { "owners@odata.bind": [bind(callerId)] });
    assert.equal((await graph.get(`/v1.0/groups/${own}`)).status, 200);
    assert.equal((await graph.get(`/v1.0/groups/${foreign}`)).status, 403);
    assert.equal((await graph.send("DELETE", `/v1.0/groups/${foreign}`)).status, 403);
    assert.equal((await graph.send("DELETE", `/v1.0/groups/${own}`)).status, 204);
    assert.equal((await graph.get(`/v1.0/groups/${own}`)).status, 404);
    assert.equal((await graph.get("/v1.0/groups")).status, 403);
  });

  const readable: readonly (readonly [string, string])[] = [
    ["/v1.0/users", "User.Read.All"],
    ["/v1.0/servicePrincipals", "Application.Read.All"],
    ["/v1.0/organization", "Organization.Read.All"],
    ["/v1.0/groups", "Directory.Read.All"],
    [connectorsPath, "DeviceManagementServiceConfig.ReadWrite.All"],
  ];
  for (const [path, role] of readable) {
    it(`open ${path} to ${role} and to nobody without`, async () => {
      assert.equal((await (await GraphUnderTest.start({ roles: [role] })).get(path)).status, 200);
      assert.equal((await (await GraphUnderTest.start({ roles: ["Mail.Send"] })).get(path)).status, 403);
    });
  }
});

describe("Intune's limits in the local tenant", () => {
  it("admit 100 writes of an app in 20 seconds, then return how long to wait, with a fraction", async () => {
    const graph = await GraphUnderTest.start();
    const path = `${connectorsPath}/${lookoutId}`;
    for (let write = 0; write < 100; write++) assert.equal((await graph.send("DELETE", path)).status, 404);
    graph.pass(12_345);
    const refused = await graph.send("DELETE", path);
    assert.deepEqual([refused.status, errorOf(refused).code], [429, "TooManyRequests"]);
    assert.equal(refused.headers["retry-after"], "7.655");
    assert.equal((await graph.get(connectorsPath)).status, 200, "reads have a limit of their own");
    assert.equal((await graph.send("DELETE", `/v1.0/groups/${lookoutId}`)).status, 404, "Entra is another service");
    graph.pass(7655);
    assert.equal((await graph.send("DELETE", path)).status, 404);
  });
});
