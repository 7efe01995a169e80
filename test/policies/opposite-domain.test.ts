import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compliantStack } from "./compliant-stack";
import { fixtures } from "./fixtures";
import { PolicyProcess, repository, type Resource } from "./policy-process";
import type { Violation } from "./rule-fixture";

const realSchemas = join(repository, "dist", "schemas.js");
const predicates = [...new Set(fixtures.flatMap(({ decidedBy }) => decidedBy))];

/** The domain, but for the predicate that a file names: that one answers the opposite. Finders find something where there is
 *  nothing, and nothing where there is something. */
const domainWithOpposite = (fileWithName: string) => `
const { readFileSync } = require("node:fs");
const domain = require(${JSON.stringify(realSchemas)});

const opposites = {
  findRoleOverlaps: (overlaps, groups) => {
    const [first, second] = Object.keys(groups);
    return overlaps.length > 0 ? [] : [{ first, second, group: "any" }];
  },
  findNameTwins: (twins, [first, second]) => (twins.length > 0 || second === undefined ? [] : [{ first, second, difference: "case" }]),
  matchGroupName: ({ kind }) => ({ kind: kind === "exact" ? "none" : "exact" }),
};
function oppositeOf(answer) {
  if (typeof answer === "boolean") return !answer;
  if (Array.isArray(answer)) return answer.length > 0 ? [] : ["anything"];
  return answer === undefined ? "anything" : undefined;
}

module.exports = { ...domain };
for (const name of ${JSON.stringify(predicates)}) {
  module.exports[name] = (...values) => {
    const answer = domain[name](...values);
    return readFileSync(${JSON.stringify(fileWithName)}, "utf8") === name ? (opposites[name] ?? oppositeOf)(answer, ...values) : answer;
  };
}
`;

describe("a rule whose condition is turned into its opposite", () => {
  let folder: string;
  let pack: PolicyProcess;
  before(async function () {
    this.timeout(30_000);
    folder = mkdtempSync(join(tmpdir(), "lookout-intune-policies-"));
    const copy = packOnDomain(folder, domainWithOpposite(join(folder, "opposite")));
    pack = await PolicyProcess.start(copy, { typescript: false });
  });
  after(() => {
    pack.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const { rule, config = {}, decidedBy, compliant = [], violating } of fixtures) {
    for (const predicate of decidedBy) {
      it(`fails its own tests: ${rule} by ${predicate}`, async () => {
        writeFileSync(join(folder, "opposite"), predicate);
        await pack.configure({ [rule]: config });
        const accepted = [compliantStack, ...compliant.map(({ stack }) => stack)].map(async (stack) =>
          (await pack.validate(stack)).verdicts.every(({ policy, notEvaluated }) => policy !== rule || notEvaluated),
        );
        assert.ok((await Promise.all(accepted)).includes(false), "every compliant stack is still accepted");

        const refusals = await Promise.all(violating.map(isRefused));
        assert.ok(refusals.includes(false), "every violation is still refused");
      });
    }

    async function isRefused({ stack, expectedMessage }: Violation): Promise<boolean> {
      const { verdicts } = await pack.validate(stack);
      // The opposite refuses what is as it was in the compliant stack; only what was changed counts.
      return verdicts.some(
        ({ policy, message, about }) => policy === rule && expectedMessage.test(message) && !isUnchanged(stack, about),
      );
    }
  }

  it("has a condition in every rule", () => {
    for (const { rule, decidedBy, violating } of fixtures) assert.ok(decidedBy.length * violating.length > 0, rule);
  });
});

function isUnchanged(stack: readonly Resource[], name: string | undefined): boolean {
  return compliantStack.some((resource) => resource.name === name && stack.includes(resource));
}

/** A copy of the compiled pack for which `pulumi-lookout-intune/schemas` is this source. */
function packOnDomain(folder: string, source: string): string {
  const pack = join(folder, "policies");
  cpSync(join(repository, "dist", "policies"), pack, { recursive: true });
  writeFileSync(join(pack, "package.json"), JSON.stringify({ name: "policies", version: "0.0.0", main: "index.js" }));
  const modules = join(folder, "node_modules");
  const domain = join(modules, "pulumi-lookout-intune");
  mkdirSync(domain, { recursive: true });
  for (const name of ["@pulumi", "zod"]) symlinkSync(join(repository, "node_modules", name), join(modules, name));
  writeFileSync(join(domain, "package.json"), JSON.stringify({ exports: { "./schemas": "./schemas.js" } }));
  writeFileSync(join(domain, "schemas.js"), source);
  return pack;
}
