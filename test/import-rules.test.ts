import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkout } from "../scripts/checkout";

const linter = join(checkout.root, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
/** The rules, and what they are made from. */
const rules = [".dependency-cruiser.mjs", "package.json"];

/** A small checkout that keeps every rule. */
const sound = {
  "components/access-groups.ts": `import "./component-problem"; import "../dynamic";`,
  "components/component-problem.ts": `export class Problem extends Error {}`,
  "cli/main.ts": `import "../dynamic";`,
  "domain/index.ts": `export * from "./risk";`,
  "domain/risk.ts": `export type Risk = "low" | "high";`,
  "domain/stack-config/index.ts": `import "../risk";`,
  "dynamic/index.ts": `import "../services/graph";`,
  "examples/quickstart/index.ts": `import "pulumi-lookout-intune";`,
  "index.ts": `import "./components/access-groups";`,
  "monitoring/index.ts": `import "../components/component-problem";`,
  "policies/index.ts": `import "pulumi-lookout-intune/domain";`,
  "scripts/start.ts": `import "../tenant/main";`,
  "services/graph.ts": `import type { Risk } from "../domain"; import "axios";`,
  "stack/index.ts": `import "pulumi-lookout-intune";`,
  "stand-ins/azuread/main.ts": `import "./trust";`,
  "stand-ins/azuread/trust.ts": `import "node:tls";`,
  "tenant/main.ts": `import "../domain"; import "fastify";`,
  "test/risk.test.ts": `import "../domain/risk"; import "../policies"; import "mocha";`,
};

/** A line that breaks a rule, the file it is in, and the rule. */
const wrong: readonly (readonly [file: string, line: string, rule: string])[] = [
  ["domain/stack-config/maps.ts", `import "../../services/graph";`, "domain-imports"],
  ["domain/threats.ts", `import type { Risk } from "./index"; export type Threats = Risk[];`, "no-dead-file"],
  ["domain/stack-config/index.ts", `import "node:fs";`, "domain-without-transport"],
  ["services/graph.ts", `import "../dynamic";`, "services-imports"],
  ["dynamic/index.ts", `import "../components/access-groups";`, "dynamic-imports"],
  ["dynamic/index.ts", `import "@pulumi/pulumi";`, "providers-without-pulumi"],
  ["dynamic/by-name.ts", `import "pulumi-lookout-intune/domain";`, "dynamic-imports"],
  ["components/access-groups.ts", `import "../services/graph";`, "components-imports"],
  ["components/access-groups.ts", `import "mocha";`, "published-needs-no-dev-dependency"],
  ["monitoring/index.ts", `import "../components/access-groups";`, "monitoring-imports"],
  ["index.ts", `import "./tenant/main";`, "index.ts-imports"],
  ["cli/main.ts", `import "../components/access-groups";`, "cli-imports"],
  ["cli/main.ts", `import "nowhere-declared";`, "package-not-declared"],
  ["policies/index.ts", `import "../domain";`, "policies-imports"],
  ["policies/rules/one.ts", `import "pulumi-lookout-intune";`, "policies-imports"],
  ["examples/quickstart/index.ts", `import "../../stack";`, "examples-imports"],
  ["stack/index.ts", `import "../index";`, "stack-imports"],
  ["tenant/main.ts", `import "../services/graph";`, "tenant-imports"],
  ["stand-ins/azuread/main.ts", `import "../../tenant/main";`, "stand-ins-imports"],
  ["scripts/start.ts", `import "../test/risk.test";`, "scripts-imports"],
  ["anything/new.ts", `import "../domain";`, "folder-without-a-rule"],
  ["domain/risk.ts", `import type { Index } from "./index";`, "no-cycle"],
  ["test/forgotten.ts", `export {};`, "no-orphan"],
];

const installed = ["axios", "fastify", "mocha", "nowhere-declared", "@pulumi/pulumi"];

interface Violation {
  readonly from: string;
  readonly cycle?: readonly { readonly name: string }[];
  readonly rule: { readonly name: string };
}

describe("the rules about imports", function () {
  this.timeout(60_000);
  let inSound: readonly string[];
  let inBroken: readonly string[];

  before(() => {
    inSound = lint(Object.entries(sound));
    inBroken = lint([...Object.entries(sound), ...wrong.map(([file, line]) => [file, line] as const)]);
  });

  it("find nothing where every folder imports what it may", () => {
    assert.deepEqual(inSound, []);
  });

  for (const [file, line, rule] of wrong) {
    it(`refuse \`${line}\` in ${file} by ${rule}`, () => {
      assert.ok(inBroken.includes(`${rule}: ${file}`), inBroken.join("\n"));
    });
  }
});

/** Lints a checkout of these lines by the rules of this one, and tells what was refused where. */
function lint(lines: readonly (readonly [file: string, line: string])[]): string[] {
  const root = mkdtempSync(join(tmpdir(), "lookout-intune-imports-"));
  try {
    for (const file of rules) copyFileSync(join(checkout.root, file), join(root, file));
    for (const name of installed) write(root, `node_modules/${name}/index.js`, "");
    for (const file of new Set(lines.map(([name]) => name))) {
      write(root, file, lines.flatMap(([name, line]) => (name === file ? [line] : [])).join("\n"));
    }
    const run = spawnSync(process.execPath, [linter, "--output-type", "json", "."], { cwd: root, encoding: "utf8" });
    assert.ok(run.stdout.startsWith("{"), run.stdout + run.stderr);
    const { summary } = JSON.parse(run.stdout) as { readonly summary: { readonly violations: readonly Violation[] } };
    return summary.violations.flatMap(({ from, cycle = [], rule }) =>
      [from, ...cycle.map(({ name }) => name)].map((file) => `${rule.name}: ${file}`),
    );
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

function write(root: string, file: string, text: string): void {
  mkdirSync(dirname(join(root, file)), { recursive: true });
  writeFileSync(join(root, file), text);
}
