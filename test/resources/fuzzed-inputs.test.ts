import assert from "node:assert/strict";
import fc from "fast-check";
import type { DynamicType } from "../../model/resource-types";
import { providers, type CheckFailure, type State } from "../../resources/registry";
import { captureDiagnostics } from "../../resources/provider/diagnostics";
import { unknownValue } from "../../resources/provider/unknown-values";
import { anyInputs, nearInputs } from "./arbitrary-inputs";
import { roundTrips } from "./round-trips";

/** Nobody configured the providers here, which other tests of the process use too. */
const notConfigured = "the provider was not configured by the engine";

describe("the inputs of every resource, whatever they are", function () {
  this.timeout(60_000);
  let endCapture: () => void;
  before(() => {
    endCapture = captureDiagnostics(() => undefined);
  });
  after(() => {
    endCapture();
  });

  for (const type of Object.keys(providers) as DynamicType[]) {
    const provider = providers[type];
    const { schema } = roundTrips[type];
    const inputs = fc.oneof(nearInputs(schema), anyInputs(schema));
    /** As in a preview, where values may be unknown. */
    const accepted = nearInputs(schema, fc.constant(unknownValue));

    it(`are accepted, or refused by the property, of ${type}`, async () => {
      await fc.assert(
        fc.asyncProperty(inputs, inputs, async (olds, news) => {
          const failures = withoutConfiguration((await provider.check(olds, news)).failures);
          for (const { property, reason } of failures) {
            // A failure of several settings is one of the resource, and names them in its text.
            const names =
              property === "" ? Object.keys(schema.shape).filter((name) => reason.includes(name)) : [property];
            assert.notDeepEqual(names, [], reason);
            assert.doesNotMatch(
              reason,
              /^(Invalid|Too (big|small)|Expected|Unrecognized)\b/,
              `${property} says no fix`,
            );
          }
        }),
        { numRuns: 1000 },
      );
    });

    it(`can be compared with any state wherever a check passes, of ${type}`, async () => {
      let passed = 0;
      await fc.assert(
        fc.asyncProperty(inputs, accepted, fc.boolean(), async (olds, news, asOutputs) => {
          const checked = await provider.check({}, news);
          if (withoutConfiguration(checked.failures).length > 0) return;
          passed += 1;
          const state: State = asOutputs ? { ...olds, adopted: true, removalEffect: "x" } : olds;
          const { changes } = await provider.diff("id", state, checked.inputs);
          assert.equal(typeof changes, "boolean");
        }),
        { numRuns: 1000 },
      );
      assert.ok(passed > 50, `only ${passed} of 1000 passed the check`);
    });
  }

  it("are refused by the member of a list that is wrong, with what it must be", async () => {
    const { failures } = await providers.IntuneAppProtectionPolicy.check({}, { apps: [null, "com.microsoft.teams"] });
    const [found] = failures.filter(({ property }) => property.startsWith("apps"));
    assert.deepEqual(found, {
      property: "apps[0]",
      reason: "an app must be a bundle id (iOS) or a package name (Android)",
    });
  });
});

function withoutConfiguration(failures: readonly CheckFailure[]): CheckFailure[] {
  return failures.filter(({ reason }) => reason !== notConfigured);
}
