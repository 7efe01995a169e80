import assert from "node:assert/strict";
import fc from "fast-check";
import { patched } from "../../../../local/tenant/graph/conditional-access/whole-value";
import { errorOf, GraphUnderTest, messageOf, namesOf, valuesOf } from "./graph-under-test";

const policies = "/v1.0/identity/conditionalAccess/policies";
const nobody = "99999999-9999-4999-8999-999999999999";

/** A policy that nothing is wrong with. */
function validPolicy(group: string) {
  return {
    displayName: "Compliant device",
    state: "enabledForReportingButNotEnforced",
    conditions: {
      applications: { includeApplications: ["Office365"] },
      clientAppTypes: ["all"],
      users: { includeGroups: [group] },
    },
    grantControls: { operator: "OR", builtInControls: ["compliantDevice"] },
  };
}

describe("Conditional Access of the local tenant", () => {
  let graph: GraphUnderTest;
  let group: string;
  beforeEach(async () => {
    graph = await GraphUnderTest.start();
    group = await graph.group("Pilot");
  });

  const create = async (change: object = {}) => {
    const answer = await graph.send("POST", policies, { ...validPolicy(group), ...change });
    assert.equal(answer.status, 201, answer.text);
    return answer.body;
  };
  const refusalOf = async (change: object) => {
    const answer = await graph.send("POST", policies, { ...validPolicy(group), ...change });
    assert.equal(answer.status, 400, answer.text);
    return messageOf(answer);
  };
  const conditionsWith = (change: object) => ({ conditions: { ...validPolicy(group).conditions, ...change } });

  it("creates a policy and shows all of it: lists that nobody set are empty, objects are null", async () => {
    const { id } = await create();
    const { body, status } = await graph.get(`${policies}/${String(id)}`);
    assert.equal(status, 200);
    assert.deepEqual(body, {
      "@odata.context": "https://localhost:9443/v1.0/$metadata#identity/conditionalAccess/policies/$entity",
      id,
      conditions: {
        applications: {
          applicationFilter: null,
          excludeApplications: [],
          includeApplications: ["Office365"],
          includeAuthenticationContextClassReferences: [],
          includeUserActions: [],
        },
        authenticationFlows: null,
        clientApplications: null,
        clientAppTypes: ["all"],
        devices: null,
        insiderRiskLevels: null,
        locations: null,
        platforms: null,
        servicePrincipalRiskLevels: [],
        signInRiskLevels: [],
        userRiskLevels: [],
        users: {
          excludeGroups: [],
          excludeGuestsOrExternalUsers: null,
          excludeRoles: [],
          excludeUsers: [],
          includeGroups: [group],
          includeGuestsOrExternalUsers: null,
          includeRoles: [],
          includeUsers: [],
        },
      },
      createdDateTime: "2026-03-01T12:00:00.000Z",
      description: null,
      displayName: "Compliant device",
      grantControls: {
        authenticationStrength: null,
        builtInControls: ["compliantDevice"],
        customAuthenticationFactors: [],
        operator: "OR",
        termsOfUse: [],
      },
      modifiedDateTime: null,
      sessionControls: null,
      state: "enabledForReportingButNotEnforced",
      templateId: null,
    });
  });

  it("shows in both versions what was written in one", async () => {
    const { id } = await create();
    const { body } = await graph.get(`/beta/identity/conditionalAccess/policies/${String(id)}`);
    assert.equal(body.displayName, "Compliant device");
  });

  it("changes what a PATCH names, also deep inside, answers 204 and records when", async () => {
    const { id } = await create();
    graph.pass(1000);
    const change = { state: "enabled", conditions: { platforms: { includePlatforms: ["iOS"] } } };
    assert.equal((await graph.send("PATCH", `${policies}/${String(id)}`, change)).status, 204);
    const { body } = await graph.get(`${policies}/${String(id)}`);
    const conditions = body.conditions as { users: { includeGroups: string[] }; platforms: object };
    assert.deepEqual(
      [body.state, conditions.users.includeGroups, conditions.platforms, body.modifiedDateTime],
      ["enabled", [group], { includePlatforms: ["iOS"], excludePlatforms: [] }, "2026-03-01T12:00:01.000Z"],
    );
  });

  it("refuses a PATCH that leaves a policy for nobody, and keeps it as it was", async () => {
    const { id } = await create();
    const answer = await graph.send("PATCH", `${policies}/${String(id)}`, {
      conditions: { users: { includeGroups: [] } },
    });
    assert.equal(answer.status, 400);
    assert.match(messageOf(answer), /'conditions\.users' includes nobody/);
    const { conditions } = (await graph.get(`${policies}/${String(id)}`)).body as unknown as ReturnType<
      typeof validPolicy
    >;
    assert.deepEqual(conditions.users.includeGroups, [group]);
  });

  it("lists by name and by state, page after page", async () => {
    for (const name of ["A", "B", "C"])
      await create({ displayName: name, state: name === "B" ? "disabled" : "enabled" });
    assert.deepEqual(namesOf(await graph.get(`${policies}?$filter=displayName eq 'b'`)), ["B"]);
    assert.deepEqual(namesOf(await graph.get(`${policies}?$filter=state eq 'enabled'`)), ["A", "C"]);
    const first = await graph.get(`${policies}?$top=2&$select=displayName`);
    const second = await graph.get(String(first.body["@odata.nextLink"]));
    assert.deepEqual([...namesOf(first), ...namesOf(second)].toSorted(), ["A", "B", "C"]);
    assert.deepEqual(Object.keys(valuesOf(first)[0] ?? {}), ["displayName"]);
  });

  it("deletes a policy once, and then knows it no more", async () => {
    const { id } = await create();
    assert.equal((await graph.send("DELETE", `${policies}/${String(id)}`)).status, 204);
    assert.equal((await graph.send("DELETE", `${policies}/${String(id)}`)).status, 404);
    assert.equal((await graph.get(`${policies}/${String(id)}`)).status, 404);
  });

  for (const [what, change, message] of [
    ["a state that there is none of", { state: "reportOnly" }, /"reportOnly" was not found in the enum of 'state'/],
    ["a policy without a name", { displayName: undefined }, /^1007: .*'displayName' is required/],
    ["a policy without conditions", { conditions: undefined }, /includes neither applications nor user actions/],
    ["a policy that controls nothing", { grantControls: null }, /'grantControls' or 'sessionControls' is required/],
    ["controls without an operator", { grantControls: { builtInControls: ["mfa"] } }, /operator' is AND or OR/],
    ["an operator in other case", { grantControls: { operator: "or", builtInControls: ["mfa"] } }, /is AND or OR/],
    ["no control at all", { grantControls: { operator: "OR", builtInControls: [] } }, /asks for nothing/],
    [
      "session controls that control nothing",
      { sessionControls: { applicationEnforcedRestrictions: { isEnabled: false }, signInFrequency: null } },
      /'sessionControls' controls nothing; send null/,
    ],
    ["a misspelled property", { grantcontrols: {} }, /The property 'grantcontrols' does not exist/],
    ["an id of the client's own", { id: nobody }, /'id' is read-only/],
    ["a time of the client's own", { createdDateTime: "2026-01-01T00:00:00Z" }, /'createdDateTime' is read-only/],
  ] as const) {
    it(`refuses ${what}`, async () => {
      assert.match(await refusalOf(change), message);
    });
  }

  for (const [what, change, message] of [
    ["a policy for nobody", { users: { excludeGroups: [] } }, /'conditions\.users' includes nobody/],
    ["no client app types", { clientAppTypes: [] }, /'conditions\.clientAppTypes' is required/],
    ["a platform in other case", { platforms: { includePlatforms: ["ios"] } }, /"ios" was not found in the enum/],
    [
      "a word that is no app",
      { applications: { includeApplications: ["office365"] } },
      /has 'office365', which is neither a client id nor a known word/,
    ],
    [
      "apps and user actions together",
      { applications: { includeApplications: ["All"], includeUserActions: ["urn:user:registerdevice"] } },
      /^1012: /,
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      assert.match(await refusalOf(conditionsWith(change)), message);
    });
  }

  it("refuses a group that the directory does not have, or accepts it, because nobody knows", async () => {
    const users = { includeGroups: [group], excludeGroups: [nobody] };
    assert.match(await refusalOf(conditionsWith({ users })), new RegExp(`excludeGroups' has '${nobody}'`));
    graph = await GraphUnderTest.start({ unknowns: { conditionalAccessUnknownGroup: "accepted" } });
    await create(conditionsWith({ users }));
  });

  for (const missing of ["Policy.Read.All", "Policy.ReadWrite.ConditionalAccess"]) {
    it(`needs ${missing} to write, and reports that only in a header that the real service lacks`, async () => {
      graph.granted = graph.granted.filter((role) => role !== missing);
      const answer = await graph.send("POST", policies, validPolicy(group));
      assert.deepEqual([answer.status, errorOf(answer).code], [403, "AccessDenied"]);
      assert.doesNotMatch(messageOf(answer), /Policy\./);
      assert.equal(answer.headers["tenant-needs-one-of"], missing);
    });
  }

  it("needs Policy.Read.All alone to read", async () => {
    graph.granted = ["Policy.Read.All"];
    assert.equal((await graph.get(policies)).status, 200);
    graph.granted = ["Policy.ReadWrite.ConditionalAccess"];
    assert.equal((await graph.get(policies)).status, 403);
  });

  it("changes exactly what a PATCH names, whatever the policy", () => {
    const leaf = fc.oneof(fc.constant(null), fc.boolean(), fc.array(fc.string()), fc.string());
    const plain = { noNullPrototype: true };
    const inner = fc.dictionary(fc.constant("x"), leaf, plain);
    const object = fc.dictionary(fc.constantFrom("a", "b", "c"), fc.oneof(leaf, inner), plain);
    fc.assert(
      fc.property(object, object, (before, change) => {
        const after = patched(before, change) as Record<string, unknown>;
        assert.deepEqual(patched(after, change), after);
        for (const name of Object.keys(before)) {
          if (!(name in change)) assert.deepEqual(after[name], before[name]);
        }
      }),
    );
  });
});
