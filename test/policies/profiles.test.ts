import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import { findProblems } from "pulumi-lookout-intune/schemas";
import { namespaces, type Namespace } from "pulumi-lookout-intune/stack-config";
import { parse } from "yaml";
import { rules } from "../../policies/rules";
import { repository } from "./policy-process";

type Profile = Readonly<Record<string, string | Readonly<Record<string, unknown>>>>;

const folder = join(repository, "policies", "profiles");
const profiles = readdirSync(folder).map((file) => ({
  name: file.replace(/\.json$/, ""),
  profile: JSON.parse(readFileSync(join(folder, file), "utf8")) as Profile,
}));
const levels = ["advisory", "mandatory", "remediate", "disabled"];

describe("the profiles of the policy pack", () => {
  it("are for development, a pilot and production, which may be strict, and one puts right what it can", () => {
    assert.deepEqual(profiles.map(({ name }) => name).sort(), [
      "baseline",
      "development",
      "pilot",
      "remediate",
      "strict",
    ]);
  });

  for (const { name, profile } of profiles) {
    it(`configure only rules of the pack, as those allow: ${name}`, () => {
      for (const [id, entry] of Object.entries(profile)) {
        const rule =
          rules.find(({ documentation }) => documentation.id === id) ?? assert.fail(`there is no rule ${id}`);
        const { enforcementLevel, ...settings } = typeof entry === "string" ? { enforcementLevel: entry } : entry;
        assert.ok(levels.includes(String(enforcementLevel)), `${id}: level ${String(enforcementLevel)}`);
        assert.ok(enforcementLevel !== "remediate" || rule.remediates, `${id} has no remedy`);
        const read = rule.settings.safeParse(settings);
        assert.ok(read.success, `${id}: ${read.error?.message ?? ""}`);
        // As Pulumi's own check has it, which is the one that users meet first.
        const properties = rule.policy.configSchema?.properties ?? {};
        const check = new Ajv({ strict: false }).compile({ type: "object", properties, additionalProperties: false });
        assert.ok(check(settings), `${id}: ${JSON.stringify(check.errors)}`);
      }
    });
  }

  it("ask for nothing that a stack's config has no setting for, as the rules' examples show", () => {
    const ofConfig = rules.flatMap(({ documentation: { id, bad, good } }) =>
      [bad, good].filter(({ language }) => language === "yaml").map(({ code }) => ({ id, code })),
    );
    assert.ok(ofConfig.length > 30);
    for (const { id, code } of ofConfig) {
      for (const [fullKey, value] of Object.entries((parse(code) ?? {}) as Record<string, unknown>)) {
        const [namespace = "", key = ""] = fullKey.split(":");
        const schema = namespaces[namespace as Namespace];
        const unknown = findProblems(schema, { [key]: value }).filter(({ unknownSetting }) => unknownSetting === true);
        assert.deepEqual(unknown, [], `${id}: ${fullKey}`);
      }
    }
  });

  it("are documented", () => {
    const readme = readFileSync(join(repository, "policies", "README.md"), "utf8");
    for (const { name } of profiles) assert.match(readme, new RegExp(`profiles/${name}\\.json`));
  });

  for (const [limit, id, setting] of [
    [
      "Days in which a person records new settings",
      "lookout-console-settings-acknowledged-in-time",
      "maximumPendingDays",
    ],
    ["Days until a record must be renewed", "lookout-acknowledgement-recent", "maximumAgeDays"],
    ["Highest threat level of a compliant device", "intune-threat-level-limited", "maximumThreatLevel"],
    ["Lowest risk that must make a device not compliant", "lookout-risks-trigger-noncompliance", "fromRisk"],
    ["Most minutes between heartbeats", "lookout-heartbeat-often-enough", "maximumMinutes"],
    ["Heartbeats that may be lost before Intune ignores Lookout", "lookout-heartbeat-often-enough", "missedHeartbeats"],
  ] as const) {
    it(`have their limits in the README's table: ${limit}`, () => {
      const rows = readFileSync(join(repository, "policies", "README.md"), "utf8")
        .split("\n")
        .map((line) => line.split("|").map((cell) => cell.trim()));
      const [, , ...names] = rows.find(([, first]) => first === "What a profile requires") ?? assert.fail("no table");
      const [, , ...cells] = rows.find(([, first]) => first === limit) ?? assert.fail("no such row");
      const rule = rules.find(({ documentation }) => documentation.id === id) ?? assert.fail(`there is no rule ${id}`);
      const limits = names.filter(Boolean).map((name) => {
        const { profile } = profiles.find((one) => one.name === name) ?? assert.fail(`there is no profile ${name}`);
        const { [id]: entry = {} } = profile;
        const { enforcementLevel, ...settings } = typeof entry === "string" ? { enforcementLevel: entry } : entry;
        assert.notEqual(enforcementLevel, "disabled");
        return String(rule.settings.parse(settings)[setting]);
      });
      assert.ok(limits.length >= 4);
      assert.deepEqual(cells.filter(Boolean), limits);
    });
  }

  it("put right whatever has a remedy, where they are to put right", () => {
    const remediating = Object.entries(profiles.find(({ name }) => name === "remediate")?.profile ?? {});
    assert.deepEqual(
      remediating.flatMap(([id, level]) => (level === "remediate" ? [id] : [])).sort(),
      rules.flatMap(({ documentation, remediates }) => (remediates ? [documentation.id] : [])).sort(),
    );
  });
});
