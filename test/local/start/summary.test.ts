import assert from "node:assert/strict";
import type { UpdateOutcome } from "../../../local/start/engine-events";
import { summarize } from "../../../local/start/summary";

const group = { operation: "create", name: "lookout-access-full", kind: "Group", failed: false };
const outcome: UpdateOutcome = {
  onlyPreview: false,
  operations: [group, { ...group, operation: "same", name: "pilot" }],
  rules: ["a", "b"],
  findings: [],
  nextSteps: ["Mail the ids.\nThen wait.", "Consent."],
};

function summary(changed: Partial<UpdateOutcome>, succeeded = true): string {
  return summarize({ ...outcome, ...changed }, { reads: 4, writes: 2, signIns: 1 }, "log.ndjson", succeeded).join("\n");
}

describe("the summary of npm start", () => {
  it("reports what was created, what the policies reported, and how many requests were sent", () => {
    const text = summary({});
    assert.match(text, /Resources: 1 created, 1 unchanged/);
    assert.match(text, /\+ Group lookout-access-full created/);
    assert.match(text, /Policies: 2 rules, no violation/);
    assert.match(text, /4 reads, 2 writes, 1 sign-ins; each is a line of log\.ndjson/);
  });

  it("numbers what a person still has to do", () => {
    assert.match(
      summary({}),
      /Still to be done by a person\n {2}1\. Mail the ids\.\n {5}Then wait\.\n {2}2\. Consent\./,
    );
    assert.match(summary({ nextSteps: [] }), /Still to be done by a person: nothing/);
  });

  it("reports in one line that nothing had to change", () => {
    assert.match(
      summary({ operations: [{ ...group, operation: "same" }] }),
      /nothing to change, all 1 are as declared/,
    );
  });

  it("shows each policy finding with its rule, its resource and its words", () => {
    const finding = { rule: "a", level: "mandatory", resource: "pilot", message: "Turn it on." };
    assert.match(summary({ findings: [finding] }), /\[mandatory\] a \(pilot\): Turn it on\./);
  });

  it("does not claim that anything exists when only a preview ran, and sends nobody on after a failure", () => {
    const text = summary({ onlyPreview: true }, false);
    assert.match(text, /nothing was changed, the preview stopped the update/);
    assert.doesNotMatch(text, /created|How to go on|by a person/);
  });

  it("names what failed", () => {
    const text = summary({ operations: [{ ...group, failed: true }] }, false);
    assert.match(text, /1 failed/);
    assert.match(text, /! Group lookout-access-full: create failed/);
  });
});
