import assert from "node:assert/strict";
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { compliantStack } from "./compliant-stack";
import { PolicyProcess, repository, type Verdict } from "./policy-process";
import { stackViolations, violations } from "./violations";

const ruleNames = [...new Set([...violations, ...stackViolations].map(({ policy }) => policy))];

const realDomain = join(repository, "dist", "domain");

/** What decides in each rule, turned into its opposite. */
const opposites = `
const domain = require(${JSON.stringify(realDomain)});
const not = (predicate) => (...values) => !predicate(...values);
module.exports = {
  ...domain,
  isWithinDays: not(domain.isWithinDays),
  isSecurityGroup: not(domain.isSecurityGroup),
  protectsAPlatform: not(domain.protectsAPlatform),
  syncsIosApps: not(domain.syncsIosApps),
  findStateSyncsOff: (settings) => {
    const off = domain.findStateSyncsOff(settings);
    return Object.keys(domain.stateSyncDefaults).filter((sync) => !off.includes(sync));
  },
  matchGroupName: (name, existing) => ({ kind: domain.matchGroupName(name, existing).kind === "exact" ? "none" : "exact" }),
  findRoleOverlaps: (groups) => {
    const [first, second] = Object.keys(groups);
    return domain.findRoleOverlaps(groups).length > 0 ? [] : [{ first, second, group: "any" }];
  },
};
`;

describe("the policy pack on a domain that answers the opposite", () => {
  let folder: string;
  let pack: PolicyProcess;
  before(async function () {
    this.timeout(30_000);
    folder = packOnDomain(opposites);
    pack = await PolicyProcess.start(join(folder, "policies"));
  });
  after(() => {
    pack.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  for (const rule of ruleNames) {
    it(`makes ${rule} fail its own tests`, async () => {
      const ofCompliant = await judge(compliantStack);
      assert.ok(
        ofCompliant.some(({ policy }) => policy === rule),
        "the compliant stack is still accepted",
      );

      const refused = await Promise.all(
        [...violations.map(({ resource, ...violation }) => ({ ...violation, stack: [resource] })), ...stackViolations]
          .filter(({ policy }) => policy === rule)
          .map(async ({ stack, says }) =>
            (await judge(stack)).some(({ policy, message }) => policy === rule && says.test(message)),
          ),
      );
      assert.ok(refused.includes(false), "every violation is still refused");
    });
  }

  async function judge(stack: typeof compliantStack): Promise<Verdict[]> {
    const ofResources = await Promise.all(stack.map((resource) => pack.judgeResource(resource)));
    return [...ofResources.flat(), ...(await pack.judgeStack(stack))];
  }
});

/** A copy of the pack for which `pulumi-lookout-intune/domain` is this source. */
function packOnDomain(source: string): string {
  const folder = mkdtempSync(join(tmpdir(), "lookout-intune-policies-"));
  for (const name of ["index.ts", "rules", "package.json", "tsconfig.json", "PulumiPolicy.yaml"]) {
    cpSync(join(repository, "policies", name), join(folder, "policies", name), { recursive: true });
  }
  cpSync(join(repository, "tsconfig.base.json"), join(folder, "tsconfig.base.json"));
  const modules = join(folder, "node_modules");
  const domain = join(modules, "pulumi-lookout-intune");
  mkdirSync(domain, { recursive: true });
  for (const scope of ["@pulumi", "@types"]) symlinkSync(join(repository, "node_modules", scope), join(modules, scope));
  const entry = { types: "./domain.d.ts", default: "./domain.js" };
  writeFileSync(join(domain, "package.json"), JSON.stringify({ exports: { "./domain": entry } }));
  writeFileSync(join(domain, "domain.js"), source);
  writeFileSync(join(domain, "domain.d.ts"), `export * from ${JSON.stringify(realDomain)};\n`);
  return folder;
}
