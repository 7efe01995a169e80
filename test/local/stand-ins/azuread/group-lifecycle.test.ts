import assert from "node:assert/strict";
import { initFailedStateOf, PluginProcess, secret, settingsFor, type Json } from "../plugin/plugin-process";
import { CALLER_ID, RecordingTenant } from "./recording-tenant";

const ALICE = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
const BOB = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb";
const FOUR_READS = [
  "GET /beta/groups/{id}",
  "GET /beta/groups/{id}/owners",
  "GET /beta/groups/{id}/members",
  "GET /beta/groups/{id}/memberOf",
];
const FIVE_READS = Array.from({ length: 5 }, () => "GET /beta/groups/{id}");

describe("the azuread stand-in's Group", () => {
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

  const inputs = (more: Json = {}): Json => ({ displayName: "Pilot", securityEnabled: true, ...more });

  async function createGroup(more: Json = {}) {
    const created = await plugin.create(inputs(more));
    tenant.requests.length = 0;
    return { ...created, objectId: String(created.outputs.objectId) };
  }

  it("creates with the requests of the real provider, in their order", async () => {
    await plugin.create(inputs({ preventDuplicateNames: true, members: [ALICE] }));
    assert.deepEqual(tenant.sequence, [
      "GET /beta/groups?$filter=displayName eq 'Pilot'",
      "POST /beta/groups",
      "PATCH /beta/groups/{id}",
      "PATCH /beta/groups/{id}",
      ...FIVE_READS,
      "POST /beta/groups/{id}/members/$ref",
      ...FOUR_READS,
    ]);
  });

  it("sends the fields of the real provider, empty ones included", async () => {
    await plugin.create(inputs());
    const [post] = tenant.bodiesOf("POST") as [Json];
    assert.match(String(post.mailNickname), /^[0-9a-f]{8}-[0-9a-f]$/);
    assert.deepEqual(post, {
      "@odata.type": "#microsoft.graph.group",
      description: null,
      displayName: "Pilot",
      groupTypes: [],
      isAssignableToRole: false,
      mailEnabled: false,
      mailNickname: post.mailNickname,
      membershipRule: null,
      "owners@odata.bind": [`https://${tenant.host}/beta/directoryObjects/${CALLER_ID}`],
      resourceBehaviorOptions: [],
      resourceProvisioningOptions: [],
      securityEnabled: true,
    });
    const [temporary, final] = tenant.bodiesOf("PATCH") as [Json, Json];
    assert.match(String(temporary.displayName), /^TERRAFORM_UPDATE_[0-9a-f-]{36}$/);
    assert.equal(final.displayName, "Pilot");
  });

  it("reads until five reads in a row show the new name", async () => {
    const stale = { status: 404, body: { error: { code: "Request_ResourceNotFound", message: "not yet" } } };
    const created = plugin.create(inputs());
    tenant.faults.push({ matches: /^GET \/beta\/groups\/[0-9a-f-]{36}$/, answer: stale });
    await created;
    assert.equal(tenant.sequence.filter((line) => line === "GET /beta/groups/{id}").length, 1 + 5 + 1);
  });

  it("returns the id as a path and every output of the SDK's Group", async () => {
    const { id, outputs } = await plugin.create(inputs({ description: "first phones" }));
    assert.equal(id, `/groups/${String(outputs.objectId)}`);
    assert.deepEqual(outputs.owners, [CALLER_ID]);
    assert.deepEqual(outputs.members, []);
    assert.equal(outputs.description, "first phones");
    assert.equal(outputs.onpremisesDomainName, "");
    assert.equal(outputs.preventDuplicateNames, false);
  });

  it("refuses a second group of the same name when duplicates are prevented, and writes nothing", async () => {
    const { objectId } = await createGroup();
    await assert.rejects(plugin.create(inputs({ preventDuplicateNames: true })), (error: Error) => {
      assert.match(error.message, /A group named "Pilot" exists already/);
      assert.ok(error.message.includes(`pulumi import azuread:index/group:Group <name> /groups/${objectId}`));
      return true;
    });
    assert.deepEqual(tenant.sequence, ["GET /beta/groups?$filter=displayName eq 'Pilot'"]);
  });

  it("makes the owners of the program owners, the caller first", async () => {
    await plugin.create(inputs({ owners: [ALICE, CALLER_ID] }));
    const [post] = tenant.bodiesOf("POST") as [Json];
    const address = (id: string) => `https://${tenant.host}/beta/directoryObjects/${id}`;
    assert.deepEqual(post["owners@odata.bind"], [address(CALLER_ID), address(ALICE)]);
  });

  it("creates again without the caller where Graph adds the caller by itself", async () => {
    const message = "Request contains a property with duplicate values.";
    tenant.faults.push({
      matches: /^POST \/beta\/groups$/,
      answer: { status: 400, body: { error: { code: "Request_BadRequest", message } } },
    });
    await plugin.create(inputs());
    const [first, second] = tenant.bodiesOf("POST") as [Json, Json];
    assert.ok("owners@odata.bind" in first);
    assert.ok(!("owners@odata.bind" in second));
    assert.deepEqual({ ...second, "owners@odata.bind": first["owners@odata.bind"] }, first);
  });

  it("records a group that was made but not completed, so that it is not made twice", async () => {
    const denied = { status: 403, body: { error: { code: "Authorization_RequestDenied", message: "No." } } };
    tenant.faults.push({ matches: /^POST .*members/, answer: denied });
    const error = await plugin.create(inputs({ members: [ALICE], description: secret("hush") })).then(
      () => assert.fail("the create must fail"),
      (reason: unknown) => reason,
    );
    const state = initFailedStateOf(error);
    const [objectId] = tenant.groups.keys();
    assert.equal(state?.id, `/groups/${objectId ?? ""}`);
    assert.deepEqual(state.outputs.description, secret("hush"));
    assert.ok(!("members" in state.outputs));
  });

  it("updates with the requests of the real provider", async () => {
    const { id, outputs } = await createGroup({ preventDuplicateNames: true, members: [ALICE] });
    await plugin.update(id, outputs, inputs({ preventDuplicateNames: true, members: [BOB], description: "more" }));
    assert.deepEqual(tenant.sequence, [
      "GET /beta/groups?$filter=displayName eq 'Pilot'",
      "PATCH /beta/groups/{id}",
      "GET /beta/groups/{id}/members",
      `DELETE /beta/groups/{id}/members/${ALICE}/$ref`,
      "POST /beta/groups/{id}/members/$ref",
      ...FOUR_READS,
    ]);
    assert.deepEqual(tenant.bodiesOf("PATCH"), [
      {
        "@odata.type": "#microsoft.graph.group",
        description: "more",
        displayName: "Pilot",
        mailEnabled: false,
        membershipRule: null,
        securityEnabled: true,
      },
    ]);
    assert.deepEqual(tenant.bodiesOf("POST"), [{ "@odata.id": `https://${tenant.host}/beta/directoryObjects/${BOB}` }]);
  });

  it("adds new owners before it removes old ones", async () => {
    const { id, outputs } = await createGroup();
    await plugin.update(id, outputs, inputs({ owners: [BOB] }));
    assert.deepEqual(
      tenant.sequence.filter((line) => !line.startsWith("GET") && !line.startsWith("PATCH")),
      ["POST /beta/groups/{id}/owners/$ref", `DELETE /beta/groups/{id}/owners/${CALLER_ID}/$ref`],
    );
  });

  it("waits for a new group that not every replica knows yet", async () => {
    const stale = { status: 404, body: { error: { code: "Request_ResourceNotFound", message: "not yet" } } };
    tenant.faults.push({ matches: /^PATCH/, answer: stale }, { matches: /^PATCH/, answer: stale });
    await plugin.create(inputs());
    assert.equal(tenant.sequence.filter((line) => line.startsWith("PATCH")).length, 2 + 2);
  });

  it("reads again when the answer is older than what it wrote", async () => {
    const { id, outputs, objectId } = await createGroup();
    const stale = { status: 200, body: { ...tenant.groups.get(objectId) } };
    tenant.faults.push({ matches: /^GET \/beta\/groups\/[0-9a-f-]{36}$/, answer: stale });
    const updated = await plugin.update(id, outputs, inputs({ description: "new" }));
    assert.equal(updated.description, "new");
    assert.deepEqual(tenant.sequence, ["PATCH /beta/groups/{id}", ...FOUR_READS, ...FOUR_READS]);
  });

  it("reports at once that a group to be updated is gone", async () => {
    const { id, outputs, objectId } = await createGroup();
    tenant.groups.delete(objectId);
    await assert.rejects(plugin.update(id, outputs, inputs({ description: "x" })), /404 Request_ResourceNotFound/);
    assert.deepEqual(tenant.sequence, ["PATCH /beta/groups/{id}"]);
  });

  it("refreshes with four reads and shows what someone changed", async () => {
    const { id, outputs, objectId } = await createGroup({ members: [ALICE, BOB] });
    Object.assign(tenant.groups.get(objectId) ?? {}, { displayName: "pilot", description: "by hand" });
    tenant.people.set(`${objectId}/members`, [BOB, ALICE]);
    const refreshed = await plugin.read(id, { inputs: inputs({ members: [ALICE, BOB] }), outputs });
    assert.deepEqual(tenant.sequence, FOUR_READS);
    assert.deepEqual(refreshed.inputs, {
      description: "by hand",
      displayName: "pilot",
      members: [ALICE, BOB],
      securityEnabled: true,
    });
    const { detailed } = await plugin.diff(refreshed.outputs, inputs({ members: [ALICE, BOB] }));
    assert.deepEqual(detailed, { description: "DELETE", displayName: "UPDATE" });
  });

  it("reports that a group is gone when Graph does not know it", async () => {
    const { id, outputs, objectId } = await createGroup();
    tenant.groups.delete(objectId);
    assert.equal((await plugin.read(id, { inputs: inputs(), outputs })).id, "");
  });

  it("imports a group by its object ID alone, with arguments that then show no difference", async () => {
    const { objectId } = await createGroup({ description: "first phones", members: [ALICE] });
    const imported = await plugin.read(objectId);
    assert.equal(imported.id, `/groups/${objectId}`);
    assert.equal(imported.inputs.description, "first phones");
    assert.deepEqual((await plugin.check(imported.inputs)).failures, []);
    assert.equal((await plugin.diff(imported.outputs, imported.inputs)).changes, false);
  });

  it("deletes with the requests of the real provider, and waits for five 404s", async () => {
    const { id, outputs } = await createGroup();
    await plugin.delete(id, outputs);
    assert.deepEqual(tenant.sequence, ["GET /beta/groups/{id}", "DELETE /beta/groups/{id}", ...FIVE_READS]);
  });

  it("counts a group that is gone already as deleted", async () => {
    await plugin.delete(`/groups/${ALICE}`);
    assert.deepEqual(tenant.sequence, ["GET /beta/groups/{id}"]);
  });

  it("keeps an input's secrecy in the outputs", async () => {
    const { outputs } = await plugin.create(inputs({ description: secret("hush") }));
    assert.deepEqual(outputs.description, secret("hush"));
    assert.equal(outputs.displayName, "Pilot");
  });

  it("tries again after throttling, as long as the answer asks for", async () => {
    tenant.faults.push({
      matches: /^POST \/beta\/groups$/,
      answer: { status: 429, headers: { "retry-after": "1" }, body: { error: { code: "TooManyRequests" } } },
    });
    const start = Date.now();
    await plugin.create(inputs());
    assert.ok(Date.now() - start >= 1000);
    assert.equal(tenant.sequence.filter((line) => line === "POST /beta/groups").length, 2);
  });

  it("reports a refusal with status, code, message and request id, and no credential", async () => {
    const denied = {
      status: 403,
      body: { error: { code: "Authorization_RequestDenied", message: "Insufficient privileges." } },
    };
    tenant.faults.push({ matches: /^POST \/beta\/groups$/, answer: denied });
    await assert.rejects(plugin.create(inputs()), (error: Error) => {
      assert.match(
        error.message,
        /POST \/beta\/groups was answered 403 Authorization_RequestDenied: Insufficient privileges \(request id req-1\)/,
      );
      assert.match(error.message, /Group\.ReadWrite\.All/);
      assert.doesNotMatch(error.message, /Bearer|e30\./);
      return true;
    });
    assert.deepEqual(tenant.sequence, ["POST /beta/groups"]);
  });

  it("previews a create and an update without a request", async () => {
    const created = await plugin.create(inputs(), { preview: true });
    assert.equal(created.outputs.displayName, "Pilot");
    assert.equal(created.outputs.objectId, "04da6b54-80e4-46f7-96ec-b56ff0331ba9");
    const olds = { ...created.outputs, objectId: ALICE };
    const updated = await plugin.update(`/groups/${ALICE}`, olds, inputs({ description: "x" }), { preview: true });
    assert.equal(updated.objectId, ALICE);
    assert.equal(updated.description, "x");
    assert.deepEqual(tenant.sequence, []);
  });

  it("writes a membership rule where one is given", async () => {
    const dynamicMembership = { enabled: true, rule: 'user.department -eq "Field"' };
    const { outputs } = await plugin.create(inputs({ types: ["DynamicMembership"], dynamicMembership }));
    const [post] = tenant.bodiesOf("POST") as [Json];
    assert.deepEqual(post.groupTypes, ["DynamicMembership"]);
    assert.equal(post.membershipRule, dynamicMembership.rule);
    assert.equal(post.membershipRuleProcessingState, "On");
    assert.deepEqual(outputs.dynamicMembership, dynamicMembership);
  });

  it("ends a long wait when the time the program allows is over, and keeps the group", async () => {
    const slow = await PluginProcess.start({ SSL_CERT_FILE: tenant.caFile, AZUREAD_STAND_IN_POLL_MS: "60000" });
    try {
      await slow.configure(settingsFor(tenant));
      const error = await slow.create(inputs(), { timeout: 1 }).then(
        () => assert.fail("the create must run out of time"),
        (reason: unknown) => reason,
      );
      assert.match((error as Error).message, /not finished within 1 s/);
      assert.match(initFailedStateOf(error)?.id ?? "", /^\/groups\//);
    } finally {
      await slow.stop();
    }
  });

  it("ends at once what is running when the engine cancels", async () => {
    const slow = await PluginProcess.start({ SSL_CERT_FILE: tenant.caFile, AZUREAD_STAND_IN_POLL_MS: "60000" });
    try {
      await slow.configure(settingsFor(tenant));
      const outcome = slow.create(inputs()).then(
        () => undefined,
        (reason: unknown) => reason as Error,
      );
      while (!tenant.sequence.includes("GET /beta/groups/{id}")) {
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
      await slow.cancel();
      assert.match((await outcome)?.message ?? "", /canceled/);
    } finally {
      await slow.stop();
    }
  });
});
