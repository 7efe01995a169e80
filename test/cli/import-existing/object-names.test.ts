import assert from "node:assert/strict";
import type { ListedConditionalAccessPolicy } from "../../../clients/graph/conditional-access-policies";
import { describeObjectNames } from "lookout-intune/internal/import-existing/object-names";
import type { LocatedReading } from "lookout-intune/internal/import-existing/plan";

const located = (location: LocatedReading["location"], id: string, displayName: string): LocatedReading => ({
  location,
  reading: {
    ...{ id, displayName, config: {}, refused: [], written: [] },
    assignment: { includedGroupIds: [], excludedGroupIds: [], otherTargets: [] },
  },
});
const policy = (id: string, displayName: string): ListedConditionalAccessPolicy => ({
  id,
  displayName,
  state: "enabled",
  requiresCompliantDevice: true,
});

describe("what import-existing reports about names in Intune and Entra", () => {
  it("is nothing where people can read them, and tell those of one kind apart", () => {
    const apart = [located("compliance.ios", "1", "Lookout"), located("lookoutForWork.ios", "2", "lookout")];
    assert.deepEqual(describeObjectNames(apart, [policy("3", "LOOKOUT")]), []);
  });

  it("names two policies whose names look the same, also of two platforms", () => {
    const twins = [
      located("compliance.ios", "1", "MTD - phones"),
      located("compliance.androidWorkProfile", "2", "MTD \u2013 phones"),
    ];
    assert.deepEqual(describeObjectNames(twins, []), [
      'compliance: "MTD - phones" (1) is not "MTD \\u2013 phones" (2): it looks the same, but letters, dashes or quotes of another kind differ.',
    ]);
  });

  it("asks to rename a Conditional Access policy, because the stack's own has no character that nobody sees", () => {
    assert.deepEqual(
      describeObjectNames([], [policy("3", "\u{1f6e1}\ufe0f Require"), policy("4", "Caf\u0065\u0301")]),
      [
        'conditionalAccess (3): The name "\u{1f6e1}\\uFE0F Require" has U+FE0F (variation selector-16) at position 2, which nobody sees. Copy the ' +
          "name, never type it. Rename the policy before you declare it.",
        'conditionalAccess (4): The name "Cafe\\u0301" is decomposed (NFD). A keyboard types it composed (NFC), which looks the same. Copy the ' +
          "name, never type it.",
      ],
    );
  });
});
