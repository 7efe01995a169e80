import assert from "node:assert/strict";
import { LookoutIntuneIntegration } from "pulumi-lookout-intune";
import { integrationSteps } from "../../../model/integration/steps";
import { guideSections, type GuideFact } from "../../../scripts/docs/guide-coverage";
import { mockPulumi, runProgram } from "../../components/pulumi-mocks";
import {
  anchorsIn,
  findCoverageProblems,
  readCoverageContext,
  testsIn,
  type CoverageContext,
} from "./coverage-problems";

const facts = guideSections.flatMap((section) => section.facts);

/** The names of what an integration puts out. */
async function outputNames(): Promise<string[]> {
  await mockPulumi();
  let names: string[] = [];
  await runProgram(() => {
    const integration = new LookoutIntuneIntegration("lookout", {
      supportHandoff: { lookoutTenant: "none" },
      accessGroups: { full: { displayName: "Admins" } },
      enrollmentGroups: { pilot: { displayName: "Pilot" } },
      connector: { heartbeatMinutes: 60, errorEmail: "soc@contoso.example" },
      enrollmentSettings: { daysUntilDisconnected: 30 },
      intuneConnector: {},
    });
    names = Object.keys(integration);
    return {};
  });
  return names;
}

describe("The guide, fact by fact", function () {
  this.timeout(30_000);
  let world: CoverageContext;
  before(async () => {
    world = readCoverageContext(await outputNames());
  });

  it("is declared or described in a place that exists and proven by a test that exists", () => {
    assert.deepEqual(
      facts.flatMap((fact) => findCoverageProblems(fact, world)),
      [],
    );
  });

  it("has a fact for each of the 17 steps, and no fact twice", () => {
    const covered = new Set(facts.map(({ step }) => step));
    assert.deepEqual(
      integrationSteps.map(({ id }) => id).filter((id) => !covered.has(id)),
      [],
    );
    assert.equal(new Set(facts.map(({ fact }) => fact)).size, facts.length);
    assert.ok(facts.length >= 53, String(facts.length));
  });

  const sound: GuideFact = {
    fact: "A fact",
    step: "directory-id",
    where: [{ output: "tenantId" }],
    by: "this package",
    proof: [
      { file: "model/licenses.test.ts", test: "are those with a plan that allows it, whatever the case of its name" },
    ],
  };
  const broken: readonly (readonly [string, Partial<GuideFact>, RegExp])[] = [
    ["no proof", { proof: [] }, /"A fact" has no proof/],
    ["no place", { where: [] }, /neither declared nor described/],
    ["a test that does not exist", { proof: [{ file: "model/licenses.test.ts", test: "are" }] }, /has no such test/],
    [
      "a test file that does not exist",
      { proof: [{ file: "nowhere.test.ts", test: "are" }] },
      /nowhere\.test\.ts, which/,
    ],
    [
      "a setting that does not exist",
      { where: [{ setting: "lookout-intune:connector.heartbeat" }] },
      /setting lookout-/,
    ],
    ["an output that does not exist", { where: [{ output: "tenantID" as "tenantId" }] }, /output tenantID, which/],
    ["a command that does not exist", { where: [{ command: "state" }] }, /command state, which/],
    ["a rule that does not exist", { where: [{ rule: "lookout-nothing" }] }, /rule lookout-nothing, which/],
    ["a next step that does not exist", { where: [{ action: "rest" as "consent" }] }, /action rest, which/],
    ["a page that does not exist", { where: [{ docs: "docs/nowhere.md" }] }, /page docs\/nowhere\.md, which/],
    ["a heading that does not exist", { where: [{ docs: "README.md#nowhere" }] }, /no such heading/],
  ];
  for (const [what, change, problem] of broken) {
    it(`would be refused with ${what}`, () => {
      assert.deepEqual(findCoverageProblems(sound, world), []);
      const problems = findCoverageProblems({ ...sound, ...change }, world);
      assert.equal(problems.length, 1);
      assert.match(problems[0] ?? "", problem);
    });
  }

  it("does not count a test that is skipped, commented out or only named", () => {
    assert.deepEqual(
      testsIn('it("runs", f); it.skip("skipped", f); // it("gone", f)\nconst x = "named"; it(`also`, f);'),
      ["runs", "also"],
    );
  });

  it("knows a heading by the anchor that GitHub gives it", () => {
    assert.deepEqual(anchorsIn("# A `b` C-d, e!\n```sh\n# no heading\n```\n### Über X\n"), ["a-b-c-d-e", "über-x"]);
  });
});
