import assert from "node:assert/strict";
import { AccessGroups, type AccessGroupsArgs } from "pulumi-lookout-intune";
import { mockPulumi, runProgram, type Mocked, type MockedGroup } from "./pulumi-mocks";
import * as pulumi from "@pulumi/pulumi";

const adminsId = "11111111-1111-1111-1111-111111111111";
const readersId = "22222222-2222-2222-2222-222222222222";
const directory = { [adminsId]: { displayName: "Admins" }, [readersId]: { displayName: "Readers" } };

// What the provider does with the inputs, and whether Entra agrees, is not shown here.
describe("AccessGroups", () => {
  it("declares one security group for the full role alone", async () => {
    const { declared, outputs } = await declare({ full: { displayName: "Admins" } });

    assert.deepEqual(groupsIn(declared.declared), [
      {
        type: "azuread:index/group:Group",
        name: "access-full",
        inputs: { displayName: "Admins", securityEnabled: true, mailEnabled: false, preventDuplicateNames: true },
      },
    ]);
    assert.deepEqual(outputs, { full: "object-id-of-access-full", restricted: undefined, readOnly: undefined });
  });

  it("declares a group for each role, as its children", async () => {
    const { declared, outputs } = await declare({
      full: { displayName: "Admins", description: "All of it", owners: [adminsId] },
      restricted: { displayName: "Some" },
      readOnly: { displayName: "Readers" },
    });

    assert.deepEqual(
      groupsIn(declared.declared)
        .map(({ name }) => name)
        .sort(),
      ["access-full", "access-read-only", "access-restricted"],
    );
    assert.deepEqual(declared.declared.find(({ name }) => name === "access-full")?.inputs, {
      displayName: "Admins",
      description: "All of it",
      owners: [adminsId],
      securityEnabled: true,
      mailEnabled: false,
      preventDuplicateNames: true,
    });
    assert.equal(
      (await declared.urns())["access-full"],
      "pulumi-lookout-intune:index:AccessGroups$azuread:index/group:Group",
    );
    assert.deepEqual(outputs, {
      full: "object-id-of-access-full",
      restricted: "object-id-of-access-restricted",
      readOnly: "object-id-of-access-read-only",
    });
  });

  it("declares nothing for groups that exist", async () => {
    const { declared, outputs } = await declare({
      full: { existingObjectId: adminsId },
      readOnly: { existingObjectId: pulumi.output(readersId) },
    });

    assert.deepEqual(groupsIn(declared.declared), []);
    assert.deepEqual(outputs, { full: adminsId, restricted: undefined, readOnly: readersId });
  });

  it("keeps the id of a created group open in a preview", async () => {
    const { outputs } = await declare({ full: { displayName: "Admins" } }, { preview: true });

    assert.deepEqual(outputs, { full: undefined, restricted: undefined, readOnly: undefined });
  });

  it("refuses one existing group in two roles before it declares anything", async () => {
    const mocked = await mockPulumi({ groups: directory });
    const args = { full: { existingObjectId: adminsId }, readOnly: { existingObjectId: adminsId.toUpperCase() } };

    await assert.rejects(
      runProgram(() => ({ groups: new AccessGroups("access", args) })),
      {
        message:
          `AccessGroups "access": readOnly.existingObjectId is "${adminsId}", which is also the group of full. Lookout does not document ` +
          "which role the members would have. Give each role its own group.",
      },
    );
    assert.deepEqual(groupsIn(mocked.declared), []);
  });

  it("refuses one existing group in two roles also when an id is known late", async () => {
    const args = { full: { existingObjectId: adminsId }, readOnly: { existingObjectId: pulumi.output(adminsId) } };

    await assert.rejects(declare(args), /readOnly\.existingObjectId is .*, which is also the group of full/);
  });

  it("refuses to create two groups whose names differ only by case", async () => {
    const args = { full: { displayName: "Admins" }, restricted: { displayName: "admins" } };

    await assert.rejects(declare(args), /restricted\.displayName is "admins", which is also the group of full/);
  });

  for (const [what, full, message] of [
    [
      "an id that is no GUID",
      { existingObjectId: "/groups/1" },
      /"access": full\.existingObjectId: an object id is a GUID/,
    ],
    ["a source without name and id", {}, /"access": full: set displayName to create the group, or existingObjectId/],
    [
      "a description of an existing group",
      { existingObjectId: adminsId, description: "x" },
      /full\.description: an existing/,
    ],
    ["protection of an existing group", { existingObjectId: adminsId, protect: true }, /full\.protect: an existing/],
    [
      "a name with a blank at its end",
      { displayName: "Admins " },
      /full\.displayName: the name starts or ends with a space/,
    ],
    [
      "an id that nobody has",
      { existingObjectId: "33333333-3333-3333-3333-333333333333" },
      /the group could not be read/,
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(declare({ full }), message);
    });
  }

  it("refuses a group that is no security group", async () => {
    const groups = { [adminsId]: { displayName: "Mailing list", securityEnabled: false } };

    await assert.rejects(
      declare({ full: { existingObjectId: adminsId } }, { groups }),
      /"Mailing list" is not a security group/,
    );
  });
});

async function declare(
  args: AccessGroupsArgs,
  options: { preview?: boolean; groups?: Record<string, MockedGroup> } = {},
): Promise<{ declared: Mocked; outputs: Readonly<Record<string, unknown>> }> {
  const declared = await mockPulumi({ groups: directory, ...options });
  const outputs = await runProgram(() => {
    const access = new AccessGroups("access", args);
    return {
      full: access.fullAccessGroupId,
      restricted: access.restrictedAccessGroupId,
      readOnly: access.readOnlyAccessGroupId,
    };
  });
  return { declared, outputs };
}

function groupsIn(declared: Mocked["declared"]): Mocked["declared"] {
  return declared.filter(({ type }) => type === "azuread:index/group:Group");
}
