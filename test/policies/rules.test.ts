import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { EnforcementLevel, PolicySeverity } from "@pulumi/pulumi/proto/analyzer_pb";
import { malwareClassifications } from "../../model/malware-classifications";
import { hideTexts, textsToHide } from "../../model/secret-values";
import { rules } from "../../policies/rules";
import type { DocumentedRule } from "../../scripts/docs/policies-page";
import { assertHarmless, hostileOutput } from "../hostile-output";
import { testAnyValue } from "./any-value";
import { changed, compliant, compliantStack, stackWith } from "./compliant-stack";
import { fixtures } from "./fixtures";
import {
  PolicyProcess,
  repository,
  type Evaluation,
  type PolicyConfig,
  type Resource,
  type Verdict,
} from "./policy-process";
import type { RuleConfig, RuleFixture, Violation } from "./rule-fixture";

// The pages are made from what the rules hold.
rules satisfies readonly DocumentedRule[];

const levelOf = new Map(rules.map(({ documentation: { id, level = "mandatory" } }) => [id, level]));
/** Every rule with the settings under which it has something to ask for. */
const inForce: PolicyConfig = Object.fromEntries(
  fixtures.flatMap(({ rule, config }) => (config === undefined ? [] : [[rule, withLevel(rule, config)]])),
);

describe("the policy pack", () => {
  let pack: PolicyProcess;
  before(async function () {
    this.timeout(30_000);
    pack = await PolicyProcess.start();
  });
  after(() => {
    pack.stop();
  });
  beforeEach(() => pack.configure(inForce));

  it("accepts a compliant stack without a word, also where nothing is configured", async () => {
    assert.deepEqual((await pack.validate(compliantStack)).verdicts, []);
    await pack.configure({});
    assert.deepEqual((await pack.validate(compliantStack)).verdicts, []);
  });

  it("shows no value of an input that is secret, and no name beside it", async () => {
    for (const { rule, config, violating } of fixtures) {
      await pack.configure(config === undefined ? inForce : { ...inForce, [rule]: withLevel(rule, config) });
      for (const { what, stack } of violating) {
        const secret = stack.map((resource) => {
          const names = Object.keys(resource.props);
          const isOurs = resource.type.startsWith("pulumi-nodejs:");
          return isOurs
            ? { ...resource, props: { ...resource.props, secretInputs: names.map((name) => `/${name}`) } }
            : resource;
        });
        const groupTexts = textsToHide(stack.map(({ props: { displayName } }) => displayName));
        const textsOf = ({ type, props }: Resource) => (type.startsWith("pulumi-nodejs:") ? textsToHide(props) : []);
        for (const { message, about } of (await pack.validate(secret)).verdicts) {
          const meant = stack.filter(({ name }) => name === about || about === undefined);
          const texts = [...groupTexts, ...meant.flatMap(textsOf)];
          // The first line is the rule's description.
          const [, ...said] = message.split("\n");
          assert.equal(said.join("\n"), hideTexts(said.join("\n"), texts), `${rule}: ${what}`);
        }
      }
    }
  });

  it("reports nothing about resources that are not its own", async () => {
    const foreign = { type: "random:index/randomId:RandomId", name: "x", props: { deviceStatusSync: false } };
    const { verdicts, notApplicable } = await pack.validate([foreign]);
    assert.deepEqual(verdicts, []);
    const left = [...new Set(notApplicable.map(({ policy }) => policy))];
    assert.deepEqual(left.sort(), rules.map(({ documentation }) => documentation.id).sort());
  });

  const production = changed(compliant.rollout, { reached: "staff" });
  const strictly = [
    production,
    changed(compliant.enrollmentSettings, { mode: "gateway", daysUntilDisconnected: 14 }),
    changed(compliant.classifications, {
      mode: "gateway",
      risks: Object.fromEntries(malwareClassifications.map((id) => [id, "high"])),
    }),
  ];
  for (const [name, ...changes] of [
    ["pilot"],
    ["development"],
    ["remediate"],
    ["baseline", production],
    ["strict", ...strictly],
  ] as const) {
    it(`has a profile that a stack can meet, and that not every stack meets: ${name}`, async () => {
      await pack.configure(profileOf(name));
      assert.deepEqual((await pack.validate(stackWith(...changes))).verdicts, []);
      const silent = changed(compliant.enrollmentSettings, { mode: "gateway", daysUntilDisconnected: 61 });
      // Of two replacements for one resource the first counts.
      const refused = (await pack.validate(stackWith(silent, ...changes))).verdicts;
      assert.deepEqual(
        refused.map(({ policy }) => policy),
        ["lookout-disconnect-window-limited"],
      );
    });
  }

  for (const name of ["baseline", "strict"] as const) {
    it(`accepts production on its pilot until the pilot's last day, and not past it: ${name}`, async () => {
      await pack.configure(profileOf(name));
      const others = name === "strict" ? strictly.slice(1) : [];
      const onPilot = async (pilotUntil: string | undefined, rings = ["pilot", "staff"]) => {
        const rollout = changed(compliant.rollout, { rings, pilotUntil });
        return (await pack.validate(stackWith(rollout, ...others))).verdicts.map(({ policy, message }) => [
          policy,
          message.split("\n").at(-1),
        ]);
      };
      const advice = "Set lookout-intune:rollout.reached to a later ring, or";
      const refused = (message: string) => [["lookout-rollout-fits-environment", message]];
      assert.deepEqual(await onPilot("9999-12-31"), []);
      assert.deepEqual(await onPilot("9999-12-31", ["pilot"]), []);
      assert.deepEqual(
        await onPilot("2026-01-31"),
        refused(
          "production is still at the pilot, so only the pilot is protected, although the pilot's last day was 2026-01-31. " +
            `${advice} lookout-intune:rollout.pilotUntil to a later day.`,
        ),
      );
      assert.deepEqual(
        await onPilot(undefined),
        refused(
          "production is still at the pilot, so only the pilot is protected. " +
            `${advice}, while the pilot lasts, lookout-intune:rollout.pilotUntil to its last day.`,
        ),
      );
    });
  }

  it("shows no name that a person chose as it is", async () => {
    const connector = changed(compliant.connector, { enrollmentGroupNames: [hostileOutput] });
    const { verdicts } = await pack.validate(stackWith(connector));
    const quoting = verdicts.filter(({ message }) => message.includes("# #vso[task"));
    assert.ok(quoting.length > 0, JSON.stringify(verdicts));
    for (const { message } of verdicts) assertHarmless(message);
  });

  it("is tested rule by rule", () => {
    const tested = fixtures.map(({ rule }) => rule).sort();
    assert.deepEqual(tested, rules.map(({ documentation }) => documentation.id).sort());
    for (const { rule, tighter, remediated } of fixtures) {
      const { settings, remediates } = rules.find(({ documentation }) => documentation.id === rule) ?? assert.fail();
      assert.equal(tighter !== undefined, Object.keys(settings.shape).length > 0, `${rule}: settings and tighter`);
      assert.equal(remediated !== undefined, remediates, `${rule}: remedy and remediated`);
    }
  });

  it("publishes of every rule a demand, a severity, tags, a page and a fix", async () => {
    for (const info of await pack.policies()) {
      assert.match(info.getName(), /^(lookout|intune|entra)(-[a-z]+)+$/);
      assert.match(info.getDescription(), /^[A-Z].*\.$/);
      assert.notEqual(info.getSeverity(), PolicySeverity.POLICY_SEVERITY_UNSPECIFIED);
      assert.equal(info.getUrl(), `docs/policies/${info.getName()}.md`);
      assert.match(info.getRemediationSteps(), /\.$/);
      assert.ok(info.getTagsList().length > 0);
      const level = info.getEnforcementlevel() === EnforcementLevel.ADVISORY ? "advisory" : "mandatory";
      assert.equal(level, levelOf.get(info.getName()));
    }
  });

  testAnyValue(() => pack);

  for (const fixture of fixtures) {
    describe(fixture.rule, () => {
      testRule(fixture);
    });
  }

  function testRule({ rule, compliant = [], violating, unknown, notApplicable, ...fixture }: RuleFixture): void {
    // Other rules are as they are where nothing is configured.
    const configure = (config: RuleConfig = {}) => pack.configure({ [rule]: withLevel(rule, config) });
    beforeEach(() => configure(fixture.config));

    for (const { what, stack } of compliant) {
      it(`accepts ${what}`, async () => {
        const { verdicts } = await pack.validate(stack);
        assert.deepEqual(
          verdicts.filter(({ policy }) => policy === rule),
          [],
        );
      });
    }

    for (const violation of violating) {
      it(`refuses ${violation.what}`, async () => {
        expectRefusal(rule, violation, await pack.validate(violation.stack));
      });
    }

    for (const { what, stack } of unknown) {
      it(`reports that it could not evaluate what is not known yet: ${what}`, async () => {
        const { verdicts } = await pack.validate(stack);
        const own = verdicts.filter(({ policy }) => policy === rule);
        assert.deepEqual(
          own.map(({ level, notEvaluated }) => ({ level, notEvaluated })),
          [{ level: "advisory", notEvaluated: true }],
        );
      });
    }

    for (const { what, stack, because, config } of notApplicable) {
      it(`asks nothing of ${what}`, async () => {
        if (config !== undefined) await configure(config);
        const evaluation = await pack.validate(stack);
        assert.deepEqual(
          evaluation.verdicts.filter(({ policy }) => policy === rule),
          [],
        );
        const reasons = evaluation.notApplicable.flatMap(({ policy, reason }) => (policy === rule ? [reason] : []));
        assert.ok(
          reasons.some((reason) => because.test(reason)),
          reasons.join("\n"),
        );
      });
    }

    const { tighter } = fixture;
    if (tighter !== undefined) {
      it("can be configured tighter", async () => {
        await configure(tighter.config);
        const { verdicts } = await pack.validate(tighter.stack ?? compliantStack);
        assert.match(messagesOf(rule, verdicts), tighter.expectedMessage);
      });
    }

    const misconfigured = [
      ...(fixture.misconfigured ?? []),
      { config: { noSuchSetting: true }, expectedMessage: /noSuchSetting: this setting does not exist/ },
    ];
    for (const { config, expectedMessage } of misconfigured) {
      it(`reports that its own configuration is the fault: ${JSON.stringify(config)}`, async () => {
        await configure(config);
        const { verdicts } = await pack.validate(compliantStack);
        assert.match(messagesOf(rule, verdicts), expectedMessage);
        assert.match(
          messagesOf(rule, verdicts),
          /configuration of this rule is invalid.*Correct the policy configuration/s,
        );
      });
    }

    for (const { what, resource, config = fixture.config, becomes } of fixture.remediated ?? []) {
      it(`has a remedy: ${what}`, async () => {
        await pack.configure({ [rule]: { ...config, enforcementLevel: "remediate" } });
        const { props, by } = await pack.remediate(resource);
        assert.deepEqual(props, becomes);
        assert.deepEqual(by, [rule]);
        assert.deepEqual((await pack.remediate({ ...resource, props: becomes })).by, []);
      });
    }
  }
});

function profileOf(name: string): PolicyConfig {
  const profile = JSON.parse(readFileSync(join(repository, "policies", "profiles", `${name}.json`), "utf8")) as Record<
    string,
    string | RuleConfig
  >;
  const entries = Object.entries(profile).map(([rule, entry]) => [
    rule,
    typeof entry === "string" ? { enforcementLevel: entry } : entry,
  ]);
  return Object.fromEntries(entries) as PolicyConfig;
}

function withLevel(rule: string, config: RuleConfig): RuleConfig {
  return { enforcementLevel: levelOf.get(rule) ?? assert.fail(rule), ...config };
}

function expectRefusal(
  rule: string,
  { expectedMessage, also = [], notEvaluated = [] }: Violation,
  { verdicts }: Evaluation,
): void {
  const refusing = verdicts.filter((verdict) => !verdict.notEvaluated);
  assert.deepEqual([...new Set(refusing.map(({ policy }) => policy))].sort(), [rule, ...also].sort());
  for (const { policy, level } of refusing) assert.equal(level, levelOf.get(policy));
  assert.match(messagesOf(rule, refusing), expectedMessage);
  const open = verdicts.filter((verdict) => verdict.notEvaluated).map(({ policy }) => policy);
  assert.deepEqual([...new Set(open)].sort(), [...notEvaluated].sort());
}

function messagesOf(rule: string, verdicts: readonly Verdict[]): string {
  return verdicts.flatMap(({ policy, message }) => (policy === rule ? [message] : [])).join("\n");
}
