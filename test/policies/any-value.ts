import assert from "node:assert/strict";
import type { JavaScriptValue } from "google-protobuf/google/protobuf/struct_pb";
import { compliantStack } from "./compliant-stack";
import { type PolicyProcess, type Resource, unknownString } from "./policy-process";

const canary = "hunter2-canary";

/** Names of groups are what some messages are about; they are no secrets. */
const shown = /^(displayName|enrollmentGroupNames(\.\d+)?)$/;

/** Puts values where they do not belong: into every property of every resource of the compliant stack. */
export function testAnyValue(pack: () => PolicyProcess): void {
  const wrong: readonly [string, JavaScriptValue][] = [
    ["a secret text", canary],
    ["a list of maps with a secret text", [{ [canary]: canary }]],
    ["nothing", null],
  ];
  for (const [what, value] of wrong) {
    it(`goes through, and repeats no secret, with ${what} in any property`, async function () {
      this.timeout(60_000);
      for (const { path, stack, resource } of everyPath(value)) {
        for (const { policy, message } of (await pack().validate(stack, [resource])).verdicts) {
          if (!shown.test(path)) assert.ok(!message.includes(canary), `${policy} at ${path}: ${message}`);
        }
      }
    });
  }

  it("refuses nothing because of a value that is not known yet, in any property", async function () {
    this.timeout(60_000);
    for (const { path, stack, resource } of everyPath(unknownString)) {
      for (const { notEvaluated, policy, message } of (await pack().validate(stack, [resource])).verdicts) {
        assert.ok(notEvaluated, `${policy} at ${path}: ${message}`);
      }
    }
  });
}

interface ValuePath {
  readonly path: string;
  readonly resource: Resource;
  readonly stack: readonly Resource[];
}

function everyPath(value: JavaScriptValue): ValuePath[] {
  return compliantStack.flatMap((resource) =>
    pathsIn(resource.props).map((steps) => {
      const changed = { ...resource, props: replaced(resource.props, steps, value) as Resource["props"] };
      const stack = compliantStack.map((other) => (other === resource ? changed : other));
      return { path: steps.join("."), resource: changed, stack };
    }),
  );
}

/** The steps to every value, inner and outer. */
function pathsIn(value: JavaScriptValue): string[][] {
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([step, inner]) => [
    [step],
    ...pathsIn(inner as JavaScriptValue).map((steps) => [step, ...steps]),
  ]);
}

function replaced(value: unknown, [step, ...rest]: readonly string[], by: JavaScriptValue): unknown {
  if (step === undefined || value === null || typeof value !== "object") return by;
  if (Array.isArray(value)) {
    return value.map((item: unknown, index) => (String(index) === step ? replaced(item, rest, by) : item));
  }
  return { ...value, [step]: replaced((value as Record<string, unknown>)[step], rest, by) };
}
