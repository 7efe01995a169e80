import assert from "node:assert/strict";
import fc from "fast-check";
import { writeRunbook } from "../../../console/runbook/runbook-markdown";
import { describeTask } from "../../../console/runbook/task";
import { revisionOf } from "../../../model/revision";
import { risks, describeComplianceEffect } from "../../../model/risk";
import { deviceClassifications, threatClassifications } from "../../../model/threat-classification-ids";
import { findProblems } from "../../../model/validation";
import { describeComplianceEffects } from "../../../resources/lookout-threat-classifications/compliance-effects";
import { threatClassificationsForm } from "../../../resources/lookout-threat-classifications/lookout-threat-classifications.form";
import {
  listDeclaredRisks,
  normalizeThreatClassifications,
  threatClassificationsSchema,
  type ThreatClassificationSettings,
} from "../../../resources/lookout-threat-classifications/lookout-threat-classifications.schema";
import {
  risksOfPresets,
  threatClassificationPresets,
} from "../../../resources/lookout-threat-classifications/threat-classification-presets";

const messagesOf = (value: unknown) =>
  findProblems(threatClassificationsSchema, value).map(({ path, message }) => `${path}: ${message}`);

describe("threat classifications", () => {
  it("are the 45 and 4 that Lookout documents, each once", () => {
    assert.equal(deviceClassifications.length, 45);
    assert.equal(new Set(threatClassifications).size, 49);
  });

  it("refuse an unknown id with the nearest known one", () => {
    assert.deepEqual(messagesOf({ risks: { ROOT_JAILBRAKE: "high" } }), [
      "risks.ROOT_JAILBRAKE: Lookout does not document this classification; did you mean ROOT_JAILBREAK?",
    ]);
    assert.match(messagesOf({ risks: { "something else altogether": "high" } })[0] ?? "", /use a documented id/);
  });

  it("refuse every wrong risk, also within platforms and device groups", () => {
    const problems = messagesOf({
      risks: { ADWARE: "severe", TROJAN: { android: "HIGH" } },
      deviceGroups: { Executives: { WORM: {} } },
    });
    assert.deepEqual(
      problems.map((problem) => problem.split(":")[0]),
      ["risks.ADWARE", "risks.TROJAN", "deviceGroups.Executives.WORM"],
    );
    for (const problem of problems) assert.match(problem, /none, advisory, low, medium|android/);
  });

  it("refuse to declare nothing, and the Default Group under its name", () => {
    assert.match(messagesOf({ risks: {} })[0] ?? "", /name at least one/);
    assert.match(
      messagesOf({ risks: {}, deviceGroups: { "Default Group": { WORM: "high" } } })[0] ?? "",
      /the property risks is for/,
    );
  });

  it("describe what each choice can do to compliance, and nothing where nothing is documented", () => {
    const effects = describeComplianceEffects({
      risks: { ADWARE: "medium", SPAM: "none", WORM: { android: "high", ios: "advisory" } },
    });
    assert.deepEqual(effects, {
      "Default Group / ADWARE": {
        risk: "medium",
        threatLevel: "medium",
        failsPoliciesThatRequire: ["secured", "low"],
      },
      "Default Group / SPAM": { risk: "none", threatLevel: "secured", failsPoliciesThatRequire: [] },
      "Default Group / WORM / android": {
        risk: "high",
        threatLevel: "high",
        failsPoliciesThatRequire: ["secured", "low", "medium"],
      },
      "Default Group / WORM / ios": { risk: "advisory", threatLevel: null, failsPoliciesThatRequire: null },
    });
  });

  it("describe each effect in words", () => {
    assert.deepEqual(risks.map(describeComplianceEffect), [
      "none: fails no policy",
      "advisory: its effect in Intune is not documented",
      "low: fails policies that require secured",
      "medium: fails policies that require secured or low",
      "high: fails policies that require secured, low or medium",
    ]);
  });

  it("have the same revision in whatever order they are written", () => {
    const choices = fc.dictionary(
      fc.constantFrom(...threatClassifications),
      fc.constantFrom("none", "advisory", "low", "medium", "high"),
    );
    fc.assert(
      fc.property(choices, fc.dictionary(fc.constantFrom("A", "B"), choices), (choice, deviceGroups) => {
        const turn = <T>(record: Record<string, T>) => Object.fromEntries(Object.entries(record).toReversed());
        const settings = { risks: choice, deviceGroups } as ThreatClassificationSettings;
        const turned = {
          deviceGroups: turn(Object.fromEntries(Object.entries(deviceGroups).map(([k, v]) => [k, turn(v)]))),
          risks: turn(choice),
        } as ThreatClassificationSettings;
        assert.equal(
          revisionOf(normalizeThreatClassifications(settings)),
          revisionOf(normalizeThreatClassifications(turned)),
        );
        assert.equal(
          listDeclaredRisks(settings).length,
          [choice, ...Object.values(deviceGroups)].flatMap((map) => Object.keys(map)).length,
        );
      }),
    );
  });

  it("are presets of this project's own only by name, with a reason for each line, and can be overridden", () => {
    for (const [name, lines] of Object.entries(threatClassificationPresets)) {
      assert.match(name, /^project-.*-\d+$/);
      assert.equal(new Set(lines.map(({ classification }) => classification)).size, lines.length);
      for (const { reason } of lines) assert.ok(reason.length > 20, reason);
    }
    const own = { ...risksOfPresets(["project-malware-1"]), TROJAN: "medium" };
    assert.deepEqual(messagesOf({ risks: own }), []);
  });

  it("lead a person through added, changed and released risks by device group", () => {
    const before: ThreatClassificationSettings = { risks: { ADWARE: "high", SPAM: "low" } };
    const after: ThreatClassificationSettings = {
      risks: { ADWARE: "medium", WORM: { ios: "high" } },
      deviceGroups: { Executives: { ADWARE: "high" } },
    };
    const runbook = writeRunbook([describeTask(threatClassificationsForm, "r-0123456789ab", after, before)]);
    assert.match(
      runbook,
      /### Default Group\n\n- Risk of ADWARE: `High` → `Medium`\n {2}Some consoles call this risk Moderate\./,
    );
    assert.match(runbook, /- Risk of WORM on iOS: `High`\n- Risk of SPAM: `Low` is no longer declared here/);
    assert.match(runbook, /### Device group Executives\n\n- Risk of ADWARE: `High`/);
  });
});
