import assert from "node:assert/strict";
import { matchGroups, type PendingGroup } from "lookout-intune/internal/recover/match-groups";
import type { Choices, Recovery } from "lookout-intune/internal/recover/recovery";
import type { GroupCandidate } from "../../../clients/graph/interrupted-groups";
import { azureadTypes } from "../../../model/resource-types";

const caller = "aaaaaaaa-0000-4000-8000-000000000001";
const noChoices: Choices = { adopt: new Set(), clear: new Set() };

function pending(displayName: string, change: Partial<PendingGroup> & { inputs?: object } = {}): PendingGroup {
  const { inputs, ...rest } = change;
  return {
    operation: {
      operation: "creating",
      urn: `urn:pulumi:prod::p::${azureadTypes.Group}::${displayName}`,
      type: azureadTypes.Group,
      name: displayName,
      custom: true,
      parent: undefined,
      provider: undefined,
      inputs: { displayName, description: "Watched first", mailEnabled: false, securityEnabled: true, ...inputs },
    },
    displayName,
    window: { from: "2026-01-01T10:00:00Z", to: "2026-01-01T10:30:00Z" },
    ownerIds: [caller],
    named: [],
    ...rest,
  };
}

function group(id: string, change: Partial<GroupCandidate> = {}): GroupCandidate {
  return {
    id,
    displayName: `TERRAFORM_UPDATE_${id}`,
    description: "Watched first",
    mailEnabled: false,
    securityEnabled: true,
    createdAt: "2026-01-01T10:05:00Z",
    ownerIds: [caller],
    ...change,
  };
}

const result = (recovery: Recovery | undefined) =>
  recovery?.action === "import" ? [recovery.found.id, recovery.rename] : recovery?.action;

describe("a group that a killed run was creating", () => {
  it("is the one with the temporary name and the same description, mail setting, owner and time", () => {
    const [recovery] = matchGroups([pending("Lookout pilot")], [group("one")], noChoices);
    assert.deepEqual(result(recovery), ["one", "Lookout pilot"]);
  });

  for (const [what, change, expected] of [
    ["another description", { description: "Of another program" }, "clear"],
    ["another mail setting", { mailEnabled: true }, "clear"],
    ["another owner", { ownerIds: ["bbbbbbbb-0000-4000-8000-000000000002"] }, "undecided"],
    [
      "a second owner that nobody declared",
      { ownerIds: [caller, "bbbbbbbb-0000-4000-8000-000000000002"] },
      "undecided",
    ],
    ["no owner", { ownerIds: [] }, "undecided"],
    ["an earlier time", { createdAt: "2025-12-31T10:00:00Z" }, "undecided"],
    ["a later time", { createdAt: "2026-01-02T10:00:00Z" }, "undecided"],
    ["an unknown time", { createdAt: undefined }, "undecided"],
  ] as const) {
    it(`is not one with ${what}, be the name temporary or its own`, () => {
      const [byTemporaryName] = matchGroups([pending("Lookout pilot")], [group("one", change)], noChoices);
      assert.equal(result(byTemporaryName), expected);
      const named = [group("one", { displayName: "Lookout pilot", ...change })];
      const [byName] = matchGroups([pending("Lookout pilot", { named })], [], noChoices);
      assert.equal(result(byName), "undecided");
    });
  }

  it("is one that differs if somebody chose it", () => {
    const other = group("one", { ownerIds: [] });
    const [recovery] = matchGroups([pending("Lookout pilot")], [other], { ...noChoices, adopt: new Set(["one"]) });
    assert.deepEqual(result(recovery), ["one", "Lookout pilot"]);
  });

  it("may belong to the declared owners, of whom the kill left out some", () => {
    const ownerIds = ["owner-one", "OWNER-TWO"];
    const [recovery] = matchGroups(
      [pending("Lookout pilot", { ownerIds })],
      [group("one", { ownerIds: ["owner-two"] })],
      noChoices,
    );
    assert.deepEqual(result(recovery), ["one", "Lookout pilot"]);
  });

  it("is left to the user if the sign-in does not show whose groups are its own", () => {
    const [recovery] = matchGroups([pending("Lookout pilot", { ownerIds: undefined })], [group("one")], noChoices);
    assert.equal(result(recovery), "undecided");
  });

  it("is the one with its own name, and another with a temporary name is not touched", () => {
    const named = [group("named", { displayName: "Lookout pilot" })];
    const recoveries = matchGroups([pending("Lookout pilot", { named })], [group("one")], noChoices);
    assert.deepEqual(recoveries.map(result), [["named", undefined]]);
  });

  it("is left to the user if two groups fit, by name or by temporary name", () => {
    const named = ["one", "two"].map((id) => group(id, { displayName: "Lookout pilot" }));
    const [byName] = matchGroups([pending("Lookout pilot", { named })], [], noChoices);
    const [byTemporaryName] = matchGroups([pending("Lookout pilot")], [group("one"), group("two")], noChoices);
    for (const recovery of [byName, byTemporaryName]) {
      assert.ok(recovery?.action === "undecided");
      assert.deepEqual(
        recovery.candidates.map(({ id }) => id),
        ["one", "two"],
      );
    }
  });
});

describe("several groups that a killed run was creating at once", () => {
  const pilotAndStaff = [pending("Lookout pilot"), pending("Lookout staff")];

  it("each get one of the groups that differ in nothing but the temporary name", () => {
    const recoveries = matchGroups(pilotAndStaff, [group("one"), group("two")], noChoices);
    assert.deepEqual(recoveries.map(result), [
      ["one", "Lookout pilot"],
      ["two", "Lookout staff"],
    ]);
  });

  it("are one found and one to be created if there is only one group", () => {
    assert.deepEqual(matchGroups(pilotAndStaff, [group("one")], noChoices).map(result), [
      ["one", "Lookout pilot"],
      "clear",
    ]);
  });

  it("are all left to the user if there are more groups than creations", () => {
    const three = [group("one"), group("two"), group("three")];
    assert.deepEqual(matchGroups(pilotAndStaff, three, noChoices).map(result), ["undecided", "undecided"]);
  });

  it("get their own ones if their descriptions differ", () => {
    const staff = pending("Lookout staff", { inputs: { description: "Everybody else" } });
    const recoveries = matchGroups(
      [pending("Lookout pilot"), staff],
      [group("one", { description: "Everybody else" }), group("two")],
      noChoices,
    );
    assert.deepEqual(recoveries.map(result), [
      ["two", "Lookout pilot"],
      ["one", "Lookout staff"],
    ]);
  });

  it("are left to the user if a group fits creations of different times", () => {
    const later = pending("Lookout staff", {
      window: { from: "2026-01-01T10:04:00Z", to: "2026-01-01T10:30:00Z" },
    });
    const groups = [group("one"), group("two", { createdAt: "2026-01-01T10:01:00Z" })];
    assert.deepEqual(matchGroups([pending("Lookout pilot"), later], groups, noChoices).map(result), [
      "undecided",
      "undecided",
    ]);
  });

  it("get the ones that somebody chose, and leave the rest to the user while there are more", () => {
    const three = [group("one"), group("two"), group("three")];
    const chosen = (...ids: string[]) => ({ ...noChoices, adopt: new Set(ids) });
    assert.deepEqual(matchGroups(pilotAndStaff, three, chosen("two", "three")).map(result), [
      ["two", "Lookout pilot"],
      ["three", "Lookout staff"],
    ]);
    assert.deepEqual(matchGroups(pilotAndStaff, three, chosen("two")).map(result), [
      ["two", "Lookout pilot"],
      "undecided",
    ]);
  });

  it("are not given a group that was chosen for another one", () => {
    const staff = pending("Lookout staff", { inputs: { description: "Everybody else" } });
    const groups = [group("one"), group("two"), group("three", { description: "Everybody else" })];
    const recoveries = matchGroups([pending("Lookout pilot"), staff], groups, {
      ...noChoices,
      adopt: new Set(["one"]),
    });
    assert.deepEqual(recoveries.map(result), [
      ["one", "Lookout pilot"],
      ["three", "Lookout staff"],
    ]);
  });
});
