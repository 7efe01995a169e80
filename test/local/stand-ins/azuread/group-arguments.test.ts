import assert from "node:assert/strict";
import fc from "fast-check";
import { PluginProcess, secret, UNKNOWN_STRING, type Json } from "../plugin/plugin-process";
import { diffGroup } from "../../../../local/stand-ins/azuread/group/group.diff";
import { difference } from "../../../../local/stand-ins/azuread/argument-values";

const ALICE = "aaaaaaaa-aaaa-4aaa-8aaa-aaaaaaaaaaaa";
const BOB = "bbbbbbbb-bbbb-4bbb-8bbb-bbbbbbbbbbbb";
const CAROL = "cccccccc-cccc-4ccc-8ccc-cccccccccccc";

describe("the azuread stand-in's check and diff of a Group", () => {
  let plugin: PluginProcess;

  before(async () => {
    plugin = await PluginProcess.start();
  });

  after(() => plugin.stop());

  const valid: Json = { displayName: "Pilot", securityEnabled: true };
  const recorded: Json = { ...valid, description: "", members: [ALICE, BOB], owners: [CAROL], assignableToRole: false };

  it("accepts a plain security group and returns its arguments as they are", async () => {
    assert.deepEqual(await plugin.check(valid), { inputs: valid, failures: [] });
  });

  it("keeps secret arguments secret", async () => {
    const inputs = { ...valid, description: secret("hush") };
    assert.deepEqual((await plugin.check(inputs)).inputs, inputs);
  });

  const refused: [string, Json, RegExp][] = [
    ["an unknown argument", { ...valid, dislpayName: "x" }, /^dislpayName: .*no such argument/],
    ["a missing name", { securityEnabled: true }, /^displayName: .*needs a display name/],
    ["an empty name", { ...valid, displayName: " " }, /^displayName: .*not be empty/],
    ["a name that is no string", { ...valid, displayName: 5 }, /^displayName: A string is needed/],
    ["neither kind of group", { displayName: "Pilot" }, /^securityEnabled: One of mailEnabled and securityEnabled/],
    ["a member that is no object ID", { ...valid, members: [ALICE, "bob"] }, /^members\[1\]: "bob" is no object ID/],
    ["an empty list of owners", { ...valid, owners: [] }, /^owners: A group has 1 to 100 owners/],
    [
      "a role-assignable group that is no security group",
      { displayName: "Pilot", securityEnabled: false, assignableToRole: true },
      /^assignableToRole: Only a security group/,
    ],
    ["a mail-enabled group", { ...valid, mailEnabled: true }, /^mailEnabled: The azuread stand-in does not do this/],
    ["a Microsoft 365 group", { ...valid, types: ["Unified"] }, /^types: The azuread stand-in does not do this/],
    [
      "a dynamic group without a rule",
      { ...valid, types: ["DynamicMembership"] },
      /^dynamicMembership: .*needs a rule/,
    ],
    [
      "members beside a rule",
      { ...valid, members: [ALICE], dynamicMembership: { enabled: true, rule: "x" } },
      /^members: A rule decides/,
    ],
  ];
  for (const [what, inputs, reason] of refused) {
    it(`refuses ${what} with one reason`, async () => {
      const { failures } = await plugin.check(inputs);
      assert.equal(failures.length, 1, failures.join("\n"));
      assert.match(failures[0] ?? "", reason);
    });
  }

  it("leaves what is not known yet for the update to check", async () => {
    const inputs = {
      displayName: UNKNOWN_STRING,
      securityEnabled: UNKNOWN_STRING,
      members: [UNKNOWN_STRING],
      owners: UNKNOWN_STRING,
    };
    assert.deepEqual(await plugin.check(inputs), { inputs, failures: [] });
  });

  it("sees no difference in the order of members, in what is left out, or in an empty description", async () => {
    const news = { ...valid, members: [BOB, ALICE], description: "" };
    assert.deepEqual(await plugin.diff(recorded, news), { changes: false, replaces: [], detailed: {} });
  });

  it("names the members that come and go", async () => {
    const { detailed } = await plugin.diff(recorded, { ...valid, members: [BOB, CAROL] });
    assert.deepEqual(detailed, { "members[0]": "DELETE", "members[1]": "ADD" });
  });

  it("replaces a group for what cannot be changed", async () => {
    const { replaces, detailed } = await plugin.diff(recorded, { ...valid, assignableToRole: true });
    assert.deepEqual(replaces, ["assignableToRole"]);
    assert.deepEqual(detailed, { assignableToRole: "ADD_REPLACE" });
  });

  it("counts a value that is not known yet as a change", async () => {
    const news = { ...valid, displayName: UNKNOWN_STRING, members: [ALICE, BOB, UNKNOWN_STRING] };
    const { detailed } = await plugin.diff(recorded, news);
    assert.deepEqual(detailed, { displayName: "UPDATE", "members[2]": "ADD" });
  });

  it("leaves out what the program ignores", async () => {
    const news = { ...valid, displayName: "Other", members: [CAROL] };
    assert.equal((await plugin.diff(recorded, news, ["displayName", "members"])).changes, false);
  });

  it("finds a change in a set exactly when an element differs, whatever the order", () => {
    const ids = fc.uniqueArray(fc.constantFrom(ALICE, BOB, CAROL), { maxLength: 3 });
    fc.assert(
      fc.property(ids, ids, (before, after) => {
        const changes = diffGroup({ members: before }, { members: after });
        const touched = difference(before, after).length + difference(after, before).length;
        // One path covers both where an element goes and another comes at the same index.
        const counted = changes.reduce((sum, { kind }) => sum + (kind === "update" ? 2 : 1), 0);
        assert.equal(counted, touched);
      }),
    );
  });
});
