import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../../../local/checkout";
import { renamedInState, withPresentNames } from "../../../model/renamed-keys";
import { dynamicTypeOf, dynamicTypes, type DynamicType } from "../../../model/resource-types";
import { providers, type State } from "../../../resources/registry";

interface StoredResource {
  readonly type: string;
  readonly id: string;
  readonly inputs: State;
  readonly outputs: State;
}

const fixture = join(checkout.root, "test", "fixtures", "state-before-0.1.0", "gateway", "state.json");
const { deployment } = JSON.parse(readFileSync(fixture, "utf8")) as {
  readonly deployment: { readonly resources: readonly StoredResource[] };
};

function storedOf(type: DynamicType): StoredResource {
  const stored = deployment.resources.find((resource) => resource.type === dynamicTypes[type]);
  assert.ok(stored, type);
  return stored;
}

/** Every path of keys in a value; the members of a list have the path of the list. */
function pathsIn(value: unknown, path: readonly string[] = []): string[] {
  if (Array.isArray(value)) return value.flatMap((member) => pathsIn(member, path));
  if (value === null || typeof value !== "object") return [];
  return Object.entries(value).flatMap(([key, member]) => [
    [...path, key].join("."),
    ...pathsIn(member, [...path, key]),
  ]);
}

describe("keys in state that were renamed", () => {
  for (const [type, { keys }] of Object.entries(renamedInState) as [DynamicType, { keys: object }][]) {
    it(`are all there in what an older release wrote of ${type}, and none once it is read`, () => {
      const { outputs } = storedOf(type);
      const before = pathsIn(outputs);
      assert.deepEqual(
        Object.keys(keys).filter((path) => !before.includes(path)),
        [],
      );
      const after = pathsIn(withPresentNames(type, outputs));
      assert.deepEqual(
        Object.keys(keys).filter((path) => after.includes(path)),
        [],
      );
      assert.equal(after.length, before.length);
    });

    it(`make ${type} one update, and no replacement; then there is nothing to change`, async () => {
      const { id, inputs, outputs } = storedOf(type);
      const news = withPresentNames(type, inputs);
      const difference = await providers[type].diff(id, outputs, news);
      assert.deepEqual([difference.changes, difference.replaces ?? []], [true, []]);
      assert.equal((await providers[type].diff(id, withPresentNames(type, outputs), news)).changes, false);
    });
  }

  it("are read with the words that were renamed, such as the verdict of a finding", () => {
    const findings = [{ verdict: "look", text: "look" }, { verdict: "fails" }];
    assert.deepEqual(withPresentNames("LookoutEvidence", { findings }), {
      findings: [{ verdict: "review", text: "look" }, { verdict: "fails" }],
    });
  });

  it("leave all other state as it is", () => {
    const left = deployment.resources.flatMap(({ type, outputs }) => {
      const ours = dynamicTypeOf(type);
      return ours === undefined || ours in renamedInState ? [] : [{ ours, outputs }];
    });
    assert.ok(left.length > 0);
    for (const { ours, outputs } of left) assert.equal(withPresentNames(ours, outputs), outputs);
  });

  it("are refused as inputs, with their present name", async () => {
    const { inputs } = storedOf("LookoutSupportHandoff");
    const { failures } = await providers.LookoutSupportHandoff.check({}, inputs);
    assert.deepEqual(failures, [
      { property: "organisation", reason: "this is now named organization; move the value there" },
    ]);
  });

  it("make no mail due: revision, mail and record stay", async () => {
    const { id, inputs, outputs } = storedOf("LookoutSupportHandoff");
    const news = withPresentNames("LookoutSupportHandoff", inputs);
    const { outs } = await providers.LookoutSupportHandoff.update(id, outputs, news);
    assert.deepEqual(outs, withPresentNames("LookoutSupportHandoff", outputs));
    assert.equal(outs.handoffStatus, "sent");
  });
});
