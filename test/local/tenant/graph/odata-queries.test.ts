import fc from "fast-check";
import assert from "node:assert/strict";
import { baseUrl, callerId, clientId, errorOf, GraphUnderTest, messageOf, namesOf, valuesOf } from "./graph-under-test";

const eventual = { ConsistencyLevel: "eventual" };

describe("queries to the local tenant's directory", () => {
  let graph: GraphUnderTest;
  before(async () => {
    graph = await GraphUnderTest.start();
    await graph.group("Lookout Full", { mailNickname: "full" });
    await graph.group("Lookout Pilot", { mailNickname: "pilot" });
    await graph.group("O'Brien's", { mailNickname: "obrien" });
    await graph.user("ada");
  });

  const found: readonly (readonly [string, readonly string[]])[] = [
    ["displayName eq 'lookout full'", ["Lookout Full"]],
    ["displayName eq 'O''Brien''s'", ["O'Brien's"]],
    ["mailNickname eq 'pilot'", ["Lookout Pilot"]],
    ["displayName eq 'Lookout Full' and securityEnabled eq true", ["Lookout Full"]],
    ["displayName eq 'Lookout Full' and securityEnabled eq false", []],
    ["startswith(displayName,'lookout')", ["Lookout Full", "Lookout Pilot"]],
    ["displayName in ('Lookout Pilot', 'None')", ["Lookout Pilot"]],
    ["(mailNickname eq 'full' or mailNickname eq 'obrien') and mailEnabled eq false", ["Lookout Full", "O'Brien's"]],
    ["groupTypes/any(c:c eq 'Unified')", []],
  ];
  for (const [filter, names] of found) {
    it(`find ${names.length} groups with ${filter}`, async () => {
      const answer = await graph.get(`/v1.0/groups?$filter=${encodeURIComponent(filter)}`);
      assert.equal(answer.status, 200, answer.text);
      assert.deepEqual(namesOf(answer), names);
    });
  }

  const refused: readonly (readonly [string, string, RegExp])[] = [
    [
      "displayname eq 'x'",
      "BadRequest",
      /Could not find a property named 'displayname' on type 'microsoft.graph.group'/,
    ],
    [
      "visibility eq 'Private'",
      "Request_UnsupportedQuery",
      /clause specified for property 'visibility' of resource 'Group'/,
    ],
    ["displayName ne 'x'", "Request_UnsupportedQuery", /Operator 'ne' is not supported because the 'ConsistencyLevel/],
    ["not startswith(displayName,'x')", "Request_UnsupportedQuery", /Operator 'not'/],
    ["displayName eq x", "BadRequest", /Invalid filter clause/],
    ["displayName eq 'O'Brien'", "BadRequest", /Invalid filter clause/],
    ["displayName gt 'x'", "BadRequest", /operator 'gt' is not supported/],
    ["contains(displayName,'x')", "BadRequest", /function 'contains' is not supported/],
    ["", "BadRequest", /the filter is empty/],
  ];
  for (const [filter, code, message] of refused) {
    it(`refuse ${filter === "" ? "an empty filter" : filter}`, async () => {
      const answer = await graph.get(`/v1.0/groups?$filter=${encodeURIComponent(filter)}`);
      assert.deepEqual([answer.status, errorOf(answer).code], [400, code]);
      assert.match(messageOf(answer), message);
    });
  }

  it("compare for inequality when they are advanced ones, and count then", async () => {
    const path = "/v1.0/groups?$count=true&$filter=displayName ne 'Lookout Full'";
    const answer = await graph.get(path, eventual);
    assert.deepEqual(namesOf(answer), ["Lookout Pilot", "O'Brien's"]);
    assert.equal(answer.body["@odata.count"], 2);
    assert.equal((await graph.get("/v1.0/groups?$count=true")).body["@odata.count"], undefined);
    assert.equal((await graph.get("/v1.0/groups/$count", eventual)).text, "3");
    assert.equal((await graph.get("/v1.0/groups/$count")).status, 400);
  });

  it("return the selected properties only", async () => {
    const [group] = valuesOf(await graph.get("/v1.0/groups?$select=id,displayName&$top=1"));
    assert.deepEqual(Object.keys(group ?? {}), ["id", "displayName"]);
    const wrong = await graph.get("/v1.0/groups?$select=displayname");
    assert.equal(
      messageOf(wrong),
      "Parsing OData Select and Expand failed: Could not find a property named 'displayname' on type 'microsoft.graph.group'.",
    );
  });

  it("return few properties of a user unless asked for more", async () => {
    const [user] = valuesOf(await graph.get("/v1.0/users?$filter=userPrincipalName eq 'ada@local.onmicrosoft.com'"));
    assert.equal(user?.accountEnabled, undefined);
    const { body } = await graph.get("/v1.0/users/ada@local.onmicrosoft.com?$select=accountEnabled,passwordProfile");
    assert.deepEqual([body.accountEnabled, body.passwordProfile], [true, null]);
  });

  for (const [query, message] of [
    ["$top=1000", /Must be between 1 and 999 inclusive/],
    ["$top=x", /requires a non-negative integer value/],
    ["$skiptoken=nonsense", /page token value has expired/],
    ["$expand=members", /'\$expand' is not supported/],
    ["$top=1&$top=2", /'\$top' was specified more than once/],
  ] as const) {
    it(`refuse ${query}`, async () => {
      const answer = await graph.get(`/v1.0/groups?${query}`);
      assert.equal(answer.status, 400);
      assert.match(messageOf(answer), message);
    });
  }

  it("find the service principal of the caller by its application", async () => {
    const list = valuesOf(await graph.get(`/v1.0/servicePrincipals?$filter=appId eq '${clientId}'`));
    assert.deepEqual(
      list.map(({ id }) => id),
      [callerId],
    );
    const { status, body } = await graph.get(`/beta/servicePrincipals/${callerId}?$select=samlMetadataUrl`);
    assert.deepEqual([status, body.samlMetadataUrl], [200, null]);
  });

  it("show the whole list exactly once, page by page, whatever the size of the page", async () => {
    const paged = await GraphUnderTest.start();
    for (let index = 0; index < 23; index++) await paged.group(`Group ${index}`);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 30 }), async (top) => {
        const ids: unknown[] = [];
        let next: unknown = `${baseUrl}/v1.0/groups?$filter=startswith(displayName,'Group')&$select=id&$top=${top}`;
        for (let pages = 0; typeof next === "string"; pages++) {
          assert.ok(pages <= Math.ceil(23 / top), "a page more than there can be");
          const page = await paged.get(next);
          ids.push(...valuesOf(page).map(({ id }) => id));
          next = page.body["@odata.nextLink"];
        }
        assert.equal(ids.length, 23);
        assert.equal(new Set(ids).size, 23);
      }),
      { numRuns: 30 },
    );
  });
});
