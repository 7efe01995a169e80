import assert from "node:assert/strict";
import { findExistingGroupProblem } from "../../model/existing-group";
import { findGroupConflicts } from "../../model/group-clashes";
import { describeNameCaution, displayNameSchema, matchGroupName, newDisplayNameSchema } from "../../model/group-names";
import { groupSourceSchema } from "../../model/group-source";
import { intuneDescriptionSchema, intuneNameSchema } from "../../model/intune-object";
import { findProblems } from "../../model/validation";

const existingObjectId = "11111111-1111-4111-8111-111111111111";
const messagesOf = (...args: Parameters<typeof findProblems>) => findProblems(...args).map(({ message }) => message);

describe("the name of a group", () => {
  it("is refused for a new group with anything that nobody sees, with code point, position and fix", () => {
    assert.deepEqual(messagesOf(newDisplayNameSchema, "Lookout\u200bpilot"), [
      "the name has U+200B (zero width space) at position 8, which nobody sees, so nobody could type the name again; remove it",
    ]);
    assert.match(
      messagesOf(newDisplayNameSchema, "Lookout\u00a0pilot").join(),
      /write the usual space \(U\+0020\) instead$/,
    );
    for (const name of ["a\tb", "a\nb", "\u0301a", "a\u202eb", "a\u00ad", "\ufeffa", "a\u200e", "a "]) {
      assert.equal(messagesOf(newDisplayNameSchema, name).length, 1, JSON.stringify(name));
    }
    assert.deepEqual(messagesOf(newDisplayNameSchema, "Außendienst – Süd 🚀"), []);
  });

  it("may hold joiners and direction marks where the group exists, and nothing that ends a line or controls a terminal", () => {
    for (const name of [
      "Familie 👩\u200d👧",
      "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645",
      "\u05e4\u05d9\u05d9\u05dc\u05d5\u05d8\u200f (1)",
    ]) {
      assert.deepEqual(messagesOf(displayNameSchema, name), []);
      assert.equal(messagesOf(newDisplayNameSchema, name).length, 1, name);
    }
    for (const [name, what] of [
      ["a\nb", "U+000A (line feed) at position 2"],
      ["a\u001b[2J", "U+001B (a control character) at position 2"],
      ["a\u202eb", "U+202E (a control character) at position 2"],
    ] as const) {
      const [message] = messagesOf(displayNameSchema, name);
      assert.equal(message, `the name has ${what}, which no form or list can show; rename the object first`);
      const problem = findExistingGroupProblem({ existingObjectId }, { displayName: name, securityEnabled: true });
      assert.equal(problem?.property, "existingObjectId");
      assert.ok(problem.message.includes(what) && !problem.message.includes(name), problem.message);
    }
  });

  it("is validated by whether the source creates the group", () => {
    const displayName = "Familie 👩\u200d👧";
    assert.deepEqual(findProblems(groupSourceSchema, { displayName, existingObjectId }), []);
    assert.deepEqual(
      findProblems(groupSourceSchema, { displayName }).map(({ path }) => path),
      ["displayName"],
    );
    assert.match(messagesOf(groupSourceSchema, { displayName: "a\nb", existingObjectId }).join(), /U\+000A/);
  });

  it("is reported with the text to copy where nobody sees what is in it, or how it is composed", () => {
    assert.equal(
      describeNameCaution("pi\u200dlot"),
      'The name "pi\\u200Dlot" has U+200D (zero width joiner) at position 3, which nobody sees. Copy the name, never type it.',
    );
    assert.match(
      describeNameCaution("Cafe\u0301") ?? "",
      /^The name "Cafe\\u0301" is decomposed \(NFD\)\. A keyboard types it composed \(NFC\)/,
    );
    assert.equal(describeNameCaution("Außendienst"), undefined);
  });

  it("is found exactly, else the nearest one that people take for it", () => {
    const existing = ["Lookout\u00a0pilot", "LOOKOUT pilot", "Lookout staff"];
    assert.deepEqual(matchGroupName("Lookout staff", existing), { kind: "exact" });
    assert.deepEqual(matchGroupName("Lookout pilot", existing), {
      ...{ kind: "similar", existing: "LOOKOUT pilot", difference: "case" },
    });
    assert.deepEqual(matchGroupName("Others", existing), { kind: "none" });
  });

  it("reports how an expected name that only looks the same differs, and shows both forms", () => {
    const found = { displayName: "Cafe\u0301", securityEnabled: true };
    assert.match(
      findExistingGroupProblem({ existingObjectId, displayName: "Caf\u00e9" }, found)?.message ?? "",
      /is named "Cafe\\u0301": it looks the same, .*\(NFC and NFD\), and Lookout compares names letter by letter\. Write/,
    );
  });

  it("may not look like that of another group of the stack, unless both exist", () => {
    const [first, second] = [
      { at: "enrollmentGroups.a", purpose: "enrollment", displayName: "Caf\u00e9" },
      { at: "enrollmentGroups.b", purpose: "enrollment", displayName: "Cafe\u0301" },
    ] as const;
    assert.deepEqual(
      findGroupConflicts([first, second]).map(({ property, message }) => [property, message]),
      [
        [
          "displayName",
          "enrollmentGroups.a has a name that people take for the same (it looks the same, but accented letters are encoded differently " +
            "(NFC and NFD)), so nobody could tell the two groups apart; give each a unique name",
        ],
      ],
    );
    const other = "22222222-2222-4222-8222-222222222222";
    assert.deepEqual(
      findGroupConflicts([
        { ...first, existingObjectId },
        { ...second, existingObjectId: other },
      ]),
      [],
    );
  });
});

describe("names and descriptions in Intune", () => {
  it("have bounds of this package, whose messages state that, because Microsoft documents none", () => {
    assert.deepEqual(messagesOf(intuneNameSchema, "a".repeat(256)), []);
    assert.match(messagesOf(intuneNameSchema, "a".repeat(257)).join(), /^this package allows at most 256 characters/);
    assert.deepEqual(messagesOf(intuneDescriptionSchema, "a".repeat(10_000)), []);
    assert.match(messagesOf(intuneDescriptionSchema, "a".repeat(10_001)).join(), /^this package allows at most 10000/);
  });
});
