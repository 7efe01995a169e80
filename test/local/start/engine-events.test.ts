import assert from "node:assert/strict";
import fc from "fast-check";
import { outcomeOf } from "../../../local/start/engine-events";

const urn = (type: string, name: string): string => `urn:pulumi:local::lookout-intune::${type}::${name}`;

function step(op: string, type: string, name: string, custom: boolean, outputs: Record<string, unknown> = {}): object {
  return { metadata: { op, urn: urn(type, name), type, new: { custom, outputs }, old: null } };
}

const update = [
  { resOutputsEvent: step("create", "pulumi:providers:azuread", "default", true) },
  { resOutputsEvent: step("create", "azuread:index/group:Group", "lookout-access-full", true) },
  { resOutputsEvent: step("create", "pulumi-lookout-intune:index:AccessGroups", "lookout-access", false) },
  { policyAnalyzeSummaryEvent: { passed: ["lookout-b"], failed: ["lookout-a"] } },
  { policyAnalyzeStackSummaryEvent: { passed: ["lookout-c", "lookout-b"] } },
  {
    policyEvent: {
      policyName: "lookout-a",
      enforcementLevel: "advisory",
      resourceUrn: urn("azuread:index/group:Group", "lookout-access-full"),
      message: "The demand.\nWhat was found.\n",
    },
  },
  { resOutputsEvent: step("update", "pulumi:pulumi:Stack", "s", false, { nextSteps: ["mail the ids", "consent"] }) },
  { summaryEvent: { isPreview: false } },
];
const log = (events: readonly object[]): string => events.map((event) => `${JSON.stringify(event)}\n`).join("");

describe("the engine's event log", () => {
  it("lists the operations on real resources, but not on providers, components and the stack itself", () => {
    assert.deepEqual(outcomeOf(log(update)).operations, [
      { operation: "create", name: "lookout-access-full", kind: "Group", failed: false },
    ]);
  });

  it("lists the rules that ran, and their findings", () => {
    const { rules, findings } = outcomeOf(log(update));
    assert.deepEqual(rules, ["lookout-a", "lookout-b", "lookout-c"]);
    assert.deepEqual(findings, [
      { rule: "lookout-a", level: "advisory", resource: "lookout-access-full", message: "What was found." },
    ]);
  });

  it("lists what a person still has to do, from the stack's outputs", () => {
    assert.deepEqual(outcomeOf(log(update)).nextSteps, ["mail the ids", "consent"]);
  });

  it("counts a failed operation as failed", () => {
    const failed = [{ resOpFailedEvent: step("create", "x:y:LookoutConnector", "c", true) }];
    assert.deepEqual(outcomeOf(log(failed)).operations, [
      { operation: "create", name: "c", kind: "LookoutConnector", failed: true },
    ]);
  });

  it("distinguishes a preview from an update, and an empty log is no update either", () => {
    assert.equal(outcomeOf(log(update)).onlyPreview, false);
    assert.equal(outcomeOf(log([...update.slice(0, -1), { summaryEvent: { isPreview: true } }])).onlyPreview, true);
    assert.equal(outcomeOf("").onlyPreview, true);
  });

  it("can be cut off anywhere, as a killed run leaves it", () => {
    const whole = log(update);
    const complete = outcomeOf(whole).operations.length;
    fc.assert(
      fc.property(fc.nat(whole.length), (length) => {
        assert.ok(outcomeOf(whole.slice(0, length)).operations.length <= complete);
      }),
    );
  });
});
