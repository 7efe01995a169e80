import assert from "node:assert/strict";
import fc from "fast-check";
import { diffPolicy } from "../../../../local/stand-ins/azuread/conditional-access-policy/conditional-access-policy.diff";
import {
  initFailedStateOf,
  PluginProcess,
  POLICY_URN,
  settingsFor,
  UNKNOWN_STRING,
  type Json,
} from "../plugin/plugin-process";
import { RecordingTenant } from "./recording-tenant";

const PILOT = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
const STAFF = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb";
const EMERGENCY = "cccccccc-cccc-4ccc-8ccc-cccccccccccc";
const POLICY = "/v1.0/identity/conditionalAccess/policies/{id}";
const FIVE_READS = Array.from({ length: 5 }, () => `GET ${POLICY}`);

describe("the azuread stand-in's ConditionalAccessPolicy", () => {
  let tenant: RecordingTenant;
  let plugin: PluginProcess;

  before(async () => {
    tenant = await RecordingTenant.start();
    plugin = await PluginProcess.start({ SSL_CERT_FILE: tenant.caFile }, POLICY_URN);
    await plugin.configure(settingsFor(tenant));
  });

  after(async () => {
    await plugin.stop();
    await tenant.stop();
  });

  beforeEach(() => {
    tenant.reset();
  });

  const conditions = (more: Json = {}): Json => ({
    applications: { includedApplications: ["Office365"] },
    clientAppTypes: ["all"],
    platforms: { includedPlatforms: ["android", "iOS"] },
    users: { includedGroups: [PILOT], excludedGroups: [EMERGENCY] },
    ...more,
  });
  const inputs = (more: Json = {}): Json => ({
    displayName: "Compliant device",
    state: "enabledForReportingButNotEnforced",
    conditions: conditions(),
    grantControls: { operator: "OR", builtInControls: ["compliantDevice"] },
    ...more,
  });

  async function createPolicy() {
    const created = await plugin.create(inputs());
    tenant.requests.length = 0;
    return { ...created, objectId: String(created.outputs.objectId) };
  }

  it("creates with the requests of the real provider, in their order", async () => {
    await plugin.create(inputs());
    assert.deepEqual(tenant.sequence, ["POST /v1.0/identity/conditionalAccess/policies", ...FIVE_READS]);
  });

  it("sends the whole policy: empty lists as such, null for absent objects", async () => {
    await plugin.create(inputs());
    assert.deepEqual(tenant.bodiesOf("POST"), [
      {
        "@odata.type": "#microsoft.graph.conditionalAccessPolicy",
        displayName: "Compliant device",
        state: "enabledForReportingButNotEnforced",
        conditions: {
          applications: {
            includeApplications: ["Office365"],
            excludeApplications: [],
            includeUserActions: [],
            applicationFilter: null,
          },
          authenticationFlows: null,
          clientAppTypes: ["all"],
          clientApplications: null,
          devices: null,
          locations: null,
          platforms: { includePlatforms: ["android", "iOS"], excludePlatforms: [] },
          servicePrincipalRiskLevels: [],
          signInRiskLevels: [],
          userRiskLevels: [],
          users: {
            includeGroups: [PILOT],
            excludeGroups: [EMERGENCY],
            includeUsers: [],
            excludeUsers: [],
            includeRoles: [],
            excludeRoles: [],
            includeGuestsOrExternalUsers: null,
            excludeGuestsOrExternalUsers: null,
          },
        },
        grantControls: {
          operator: "OR",
          builtInControls: ["compliantDevice"],
          customAuthenticationFactors: [],
          termsOfUse: [],
        },
        sessionControls: null,
      },
    ]);
  });

  it("returns the id as a path and the object id beside it, and then shows no difference", async () => {
    const { id, outputs } = await plugin.create(inputs());
    assert.equal(id, `/identity/conditionalAccess/policies/${String(outputs.objectId)}`);
    assert.deepEqual((outputs.conditions as Json).users, {
      includedGroups: [PILOT],
      excludedGroups: [EMERGENCY],
      includedRoles: [],
      excludedRoles: [],
      includedUsers: [],
      excludedUsers: [],
    });
    assert.deepEqual(await plugin.diff(outputs, inputs()), { changes: false, replaces: [], detailed: {} });
  });

  it("reads until five reads in a row show the new policy", async () => {
    const stale = { status: 404, body: { error: { code: "ResourceNotFound", message: "not yet" } } };
    tenant.faults.push({ matches: /^GET .*policies\//, answer: stale });
    await plugin.create(inputs());
    assert.equal(tenant.sequence.filter((line) => line === `GET ${POLICY}`).length, 1 + 5);
  });

  it("records a policy that was made but not seen, so that it is not made twice", async () => {
    const denied = { status: 403, body: { error: { code: "AccessDenied", message: "No." } } };
    tenant.faults.push({ matches: /^GET .*policies\//, answer: denied });
    const error = await plugin.create(inputs()).then(
      () => assert.fail("the create must fail"),
      (reason: unknown) => reason,
    );
    const [objectId = ""] = tenant.policies.keys();
    assert.equal(initFailedStateOf(error)?.id, `/identity/conditionalAccess/policies/${objectId}`);
    assert.match((error as Error).message, /was created .*: GET .* was answered 403 AccessDenied.*Policy\.Read\.All/);
  });

  it("changes only the state with one PATCH of the whole policy, and reads it five times", async () => {
    const { id, outputs } = await createPolicy();
    const enabled = inputs({ state: "enabled" });
    assert.deepEqual((await plugin.diff(outputs, enabled)).detailed, { state: "UPDATE" });
    const updated = await plugin.update(id, outputs, enabled);
    assert.deepEqual(tenant.sequence, [`PATCH ${POLICY}`, ...FIVE_READS]);
    const [body] = tenant.bodiesOf("PATCH") as [Json];
    assert.equal(body.state, "enabled");
    assert.deepEqual(Object.keys(body.conditions as Json).length, 11);
    assert.equal((await plugin.diff(updated, enabled)).changes, false);
  });

  it("waits until the new state is seen five times", async () => {
    const { id, outputs, objectId } = await createPolicy();
    const stale = { status: 200, body: { ...tenant.policies.get(objectId) } };
    tenant.faults.push({ matches: /^GET .*policies\//, answer: stale });
    await plugin.update(id, outputs, inputs({ state: "enabled" }));
    assert.equal(tenant.sequence.filter((line) => line === `GET ${POLICY}`).length, 1 + 5);
  });

  it("names the group that comes to a policy, and replaces nothing", async () => {
    const { outputs } = await createPolicy();
    const users = { includedGroups: [PILOT, STAFF], excludedGroups: [EMERGENCY] };
    const { detailed, replaces } = await plugin.diff(outputs, inputs({ conditions: conditions({ users }) }));
    assert.deepEqual(detailed, { "conditions.users.includedGroups[1]": "ADD" });
    assert.deepEqual(replaces, []);
  });

  it("compares lists in their order, as the real provider does", async () => {
    const { outputs } = await createPolicy();
    const platforms = { includedPlatforms: ["iOS", "android"] };
    const { detailed } = await plugin.diff(outputs, inputs({ conditions: conditions({ platforms }) }));
    assert.deepEqual(detailed, {
      "conditions.platforms.includedPlatforms[0]": "UPDATE",
      "conditions.platforms.includedPlatforms[1]": "UPDATE",
    });
  });

  it("leaves out what the program ignores, and counts what is not known yet as a change", async () => {
    const { outputs } = await createPolicy();
    const other = inputs({ state: "disabled", conditions: conditions({ users: UNKNOWN_STRING }) });
    assert.deepEqual((await plugin.diff(outputs, other)).detailed, { "conditions.users": "UPDATE", state: "UPDATE" });
    assert.equal((await plugin.diff(outputs, other, ["conditions", "state"])).changes, false);
  });

  it("refreshes with one read and shows what someone changed, and nothing else", async () => {
    const { id, outputs, objectId } = await createPolicy();
    assert.deepEqual((await plugin.read(id, { inputs: inputs(), outputs })).inputs, inputs());
    tenant.requests.length = 0;
    const policy = tenant.policies.get(objectId) as {
      state: string;
      conditions: { users: { excludeGroups: string[] } };
    };
    policy.state = "disabled";
    policy.conditions.users.excludeGroups = [];
    const refreshed = await plugin.read(id, { inputs: inputs(), outputs });
    assert.deepEqual(tenant.sequence, [`GET ${POLICY}`]);
    assert.deepEqual(refreshed.inputs, {
      ...inputs({ state: "disabled" }),
      conditions: conditions({ users: { includedGroups: [PILOT] } }),
    });
    assert.deepEqual((await plugin.diff(refreshed.outputs, inputs())).detailed, {
      state: "UPDATE",
      "conditions.users.excludedGroups[0]": "ADD",
    });
  });

  it("shows session controls that someone added, which it does not write itself, and removes them", async () => {
    const { id, outputs, objectId } = await createPolicy();
    Object.assign(tenant.policies.get(objectId) ?? {}, { sessionControls: { disableResilienceDefaults: true } });
    const refreshed = await plugin.read(id, { inputs: inputs(), outputs });
    assert.deepEqual(refreshed.inputs.sessionControls, { disableResilienceDefaults: true });
    assert.deepEqual((await plugin.diff(refreshed.outputs, inputs())).detailed, { sessionControls: "DELETE" });
    await plugin.update(id, refreshed.outputs, inputs());
    assert.equal(tenant.policies.get(objectId)?.sessionControls, null);
  });

  it("reports that a policy is gone when Graph does not know it", async () => {
    const { id, outputs } = await createPolicy();
    tenant.policies.clear();
    assert.equal((await plugin.read(id, { inputs: inputs(), outputs })).id, "");
  });

  it("imports a policy by its object id alone, with arguments that then show no difference", async () => {
    const { objectId } = await createPolicy();
    const imported = await plugin.read(objectId);
    assert.equal(imported.id, `/identity/conditionalAccess/policies/${objectId}`);
    assert.deepEqual(imported.inputs, inputs());
    assert.deepEqual((await plugin.check(imported.inputs)).failures, []);
    assert.equal((await plugin.diff(imported.outputs, imported.inputs)).changes, false);
  });

  it("deletes with the requests of the real provider, and waits for five 404s", async () => {
    const { id, outputs } = await createPolicy();
    await plugin.delete(id, outputs);
    assert.deepEqual(tenant.sequence, [`GET ${POLICY}`, `DELETE ${POLICY}`, ...FIVE_READS]);
    await plugin.delete(id, outputs);
    assert.equal(tenant.sequence.at(-1), `GET ${POLICY}`);
  });

  it("previews a create and an update without a request", async () => {
    const created = await plugin.create(inputs(), { preview: true });
    assert.equal(created.outputs.objectId, UNKNOWN_STRING);
    const olds = { ...created.outputs, objectId: PILOT };
    const id = `/identity/conditionalAccess/policies/${PILOT}`;
    const updated = await plugin.update(id, olds, inputs({ state: "enabled" }), { preview: true });
    assert.deepEqual([updated.objectId, updated.state], [PILOT, "enabled"]);
    assert.deepEqual(tenant.sequence, []);
  });

  const refused: [string, Json, RegExp][] = [
    ["an unknown argument", inputs({ status: "x" }), /^status: .*no such argument/],
    ["an unknown argument inside", inputs({ conditions: conditions({ user: {} }) }), /^conditions\.user: .*no such/],
    ["a missing state", inputs({ state: undefined }), /^state: A policy needs this/],
    ["a state that is none", inputs({ state: "on" }), /^state: "on" is none of disabled, enabled/],
    [
      "a platform in other case",
      inputs({ conditions: conditions({ platforms: { includedPlatforms: ["ios"] } }) }),
      /^conditions\.platforms\.includedPlatforms\[0\]: "ios" is none of/,
    ],
    [
      "users of whom none is included",
      inputs({ conditions: conditions({ users: { includedGroups: [], excludedGroups: [EMERGENCY] } }) }),
      /^conditions\.users: At least one of includedGroups/,
    ],
    [
      "apps beside user actions",
      inputs({
        conditions: conditions({
          applications: { includedApplications: ["All"], includedUserActions: ["urn:user:registerdevice"] },
        }),
      }),
      /^conditions\.applications: Exactly one of/,
    ],
    ["a policy that controls nothing", inputs({ grantControls: undefined }), /^grantControls: At least one of/],
    [
      "session controls",
      inputs({ sessionControls: { signInFrequency: 1 } }),
      /^sessionControls: The azuread stand-in does not do this/,
    ],
  ];
  for (const [what, given, reason] of refused) {
    it(`refuses ${what} with one reason`, async () => {
      const known = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
      const { failures } = await plugin.check(known);
      assert.equal(failures.length, 1, failures.join("\n"));
      assert.match(failures[0] ?? "", reason);
    });
  }

  it("leaves what is not known yet for the update to check", async () => {
    const unknown = inputs({ conditions: conditions({ users: UNKNOWN_STRING }), grantControls: UNKNOWN_STRING });
    assert.deepEqual(await plugin.check(unknown), { inputs: unknown, failures: [] });
  });

  it("finds a change in a list exactly when an element differs from the one that stood there", () => {
    const groups = fc.array(fc.constantFrom(PILOT, STAFF, EMERGENCY), { maxLength: 4 });
    fc.assert(
      fc.property(groups, groups, (before, after) => {
        const policy = (includedGroups: string[]) => ({ conditions: { users: { includedGroups } } });
        const length = Math.max(before.length, after.length);
        const differing = Array.from({ length }, (_, index) => before[index] !== after[index]).filter(Boolean).length;
        assert.equal(diffPolicy(policy(before), policy(after)).length, differing);
      }),
    );
  });
});
