import assert from "node:assert/strict";
import { EnrollmentGroup, type EnrollmentGroupArgs } from "pulumi-lookout-intune";
import { assertHarmless, hostileOutput } from "../hostile-output";
import { mockPulumi, runProgram, warningsOf } from "./pulumi-mocks";

const pilotId = "11111111-1111-1111-1111-111111111111";

describe("EnrollmentGroup", () => {
  it("hands over the name of the group that it creates", async () => {
    assert.deepEqual(await declare({ displayName: "Lookout Pilot" }), {
      objectId: "object-id-of-pilot-group",
      displayName: "Lookout Pilot",
    });
  });

  it("hands over the name of the group that exists", async () => {
    assert.deepEqual(await declare({ existingObjectId: pilotId }), { objectId: pilotId, displayName: "Lookout Pilot" });
  });

  it("accepts an expected name that is exactly the group's", async () => {
    const { displayName } = await declare({ existingObjectId: pilotId, displayName: "Lookout Pilot" });
    assert.equal(displayName, "Lookout Pilot");
  });

  it("refuses an expected name in the wrong case and names both", async () => {
    await assert.rejects(
      declare({ existingObjectId: pilotId, displayName: "lookout pilot" }),
      new RegExp(
        `EnrollmentGroup "pilot": displayName is "lookout pilot", but group ${pilotId} is named "Lookout Pilot": the case differs, and ` +
          "Lookout's comparison is case-sensitive\\. Write the name as in Entra, or omit it",
      ),
    );
  });

  it("shows no name of Entra as it is", async () => {
    await assert.rejects(declare({ existingObjectId: pilotId, displayName: "Staff" }, hostileOutput), ({ message }) => {
      assertHarmless(message as string);
      return (message as string).includes("# #vso[task");
    });
  });

  it("warns of a name with a character that nobody sees, with the text to copy, and of no other", async () => {
    const warnings = (named: string) => warningsOf(() => declare({ existingObjectId: pilotId }, named));
    assert.deepEqual(await warnings("Lookout Pilot"), []);
    assert.deepEqual(await warnings("Familie 👩\u200d👧"), [
      'The name "Familie 👩\\u200D👧" has U+200D (zero width joiner) at position 10, which nobody sees. Copy the name, never type it.',
    ]);
  });

  it("warns of a decomposed name of a new group, which nobody types", async () => {
    const [warning, ...others] = await warningsOf(() => declare({ displayName: "Cafe\u0301" }));
    assert.match(warning ?? "", /^The name "Cafe\\u0301" is decomposed \(NFD\)/);
    assert.deepEqual(others, []);
  });

  it("refuses a new name with a character that nobody sees", async () => {
    await assert.rejects(
      declare({ displayName: "Lookout\u00a0Pilot" }),
      /EnrollmentGroup "pilot": displayName: the name has U\+00A0 \(no-break space\) at position 8, .*\./,
    );
  });

  it("refuses an expected name that is another one", async () => {
    await assert.rejects(
      declare({ existingObjectId: pilotId, displayName: "Staff" }),
      /is named "Lookout Pilot"\. Write/,
    );
  });
});

async function declare(args: EnrollmentGroupArgs, named = "Lookout Pilot"): Promise<Readonly<Record<string, unknown>>> {
  await mockPulumi({ groups: { [pilotId]: { displayName: named } } });
  return runProgram(() => {
    const { objectId, displayName } = new EnrollmentGroup("pilot", args);
    return { objectId, displayName };
  });
}
