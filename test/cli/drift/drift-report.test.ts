import assert from "node:assert/strict";
import fc from "fast-check";
import {
  hasDrifted,
  isComplete,
  type Drift,
  type DriftEntry,
  type Verdict,
} from "lookout-intune/internal/drift/drift-entry";
import { writeDriftComment } from "lookout-intune/internal/drift/drift-comment";
import { formatDrift } from "lookout-intune/internal/drift/drift-report";
import { findDifferences } from "lookout-intune/internal/live/live-resources";
import { unpainted } from "lookout-intune/internal/terminal/paint";

const entry = (verdict: Verdict, more: Partial<DriftEntry> = {}): DriftEntry => ({
  resource: "lookout-compliance-ios",
  type: "IntuneCompliancePolicy",
  title: 'IntuneCompliancePolicy "Lookout - iOS"',
  id: "1",
  side: "Microsoft",
  verdict,
  differences: [],
  evidence: [],
  ...more,
});
const drift = (...entries: DriftEntry[]): Drift => ({
  stack: "prod",
  observedAt: "2026-03-01T12:00:00.000Z",
  compared: 21,
  entries,
  notCompared: {},
});
const surface = { width: Infinity, paint: unpainted };

describe("the report on drift", () => {
  it("counts as drifted what differs or is gone, and as incomplete what could not be compared", () => {
    for (const [verdict, drifted, complete] of [
      ["differs", true, true],
      ["gone", true, true],
      ["unknown", false, false],
      ["review", false, true],
      ["pending", false, true],
    ] as const) {
      const found = drift(entry(verdict));
      assert.deepEqual([hasDrifted(found), isComplete(found)], [drifted, complete], verdict);
    }
  });

  it("never reports that nothing differs while something could not be compared", () => {
    assert.equal(formatDrift(drift(), surface), "Stack prod, 21 resources compared: everything is as declared.\n");
    assert.match(
      formatDrift(drift(entry("unknown", { evidence: ["403"] })), surface),
      /nothing is known to differ, 1 could not be compared\.$/m,
    );
  });

  it("names what it does not compare", () => {
    const found = { ...drift(), notCompared: { "azure-native:insights:ActionGroup": 2 } };
    assert.match(formatDrift(found, surface), /Not compared by this command: 2 azure-native:insights:ActionGroup/);
  });

  it("is a comment whose table stays whole, whatever the directory's names hold", () => {
    const names = fc.string({
      unit: fc.constantFrom("a", "|", "`", "\n", "\\", "@", "<", " ", "\u001b[31m"),
      maxLength: 20,
    });
    fc.assert(
      fc.property(names, names, (title, real) => {
        const differences = [{ property: "displayName", declared: "x", real, secret: false }];
        const comment = writeDriftComment(drift(entry("differs", { title, differences })));
        const rows = comment.split("\n").filter((line) => line.startsWith("|"));
        assert.equal(rows.length, 3);
        // As GitHub splits cells: at every bar without a backslash before it.
        assert.equal(rows[2]?.replaceAll("\\|", "").split("|").length, 7, rows[2]);
      }),
    );
  });
});

describe("the difference between what is declared and what is there", () => {
  const json = fc.dictionary(fc.string(), fc.jsonValue(), { maxKeys: 5 });

  it("is none for equal values, and names the path of one that changed", () => {
    fc.assert(
      fc.property(json, (values) => {
        assert.deepEqual(findDifferences(values, structuredClone(values), []), []);
      }),
    );
    const found = findDifferences({ a: { b: 1, c: [1] } }, { a: { b: 2, c: [1] } }, []);
    assert.deepEqual(found, [{ property: "a.b", declared: 1, real: 2, secret: false }]);
  });

  it("shows no value from a path that contains a secret", () => {
    fc.assert(
      fc.property(json, json, (declared, real) => {
        for (const one of findDifferences({ hidden: declared }, { hidden: real }, [["hidden"]])) {
          assert.deepEqual([one.secret, one.declared, one.real], [true, undefined, undefined]);
        }
      }),
    );
  });
});
