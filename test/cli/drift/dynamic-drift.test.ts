import assert from "node:assert/strict";
import { driftOf } from "../../../cli/drift/dynamic-drift";
import { live } from "../status/done-facts";

describe("the drift that evidence shows", () => {
  it("differs where a record is contradicted or Lookout finds a group no more, and else is something to look at", () => {
    const findings = (["contradicts", "fails", "look"] as const).map((verdict) => ({
      subject: "connector",
      verdict,
      text: `it ${verdict}`,
    }));
    const entries = driftOf(live("LookoutEvidence", {}, { findings, looks: [] }));
    assert.deepEqual(
      entries.map(({ verdict, title, evidence }) => [verdict, title, evidence.join()]),
      [
        ["differs", "Record of connector", "it contradicts"],
        ["differs", "Enrollment groups", "it fails"],
        ["look", "Record of connector", "it look"],
      ],
    );
  });
});
