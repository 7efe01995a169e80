import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { checkout } from "../local/checkout";

const linter = join(checkout.root, "node_modules/dependency-cruiser/bin/dependency-cruiser.mjs");
/** The rules, and what they are made from. */
const rules = [".dependency-cruiser.mjs", ".dependency-cruiser.names.mjs", "package.json", "cli/package.json"];

/** A small checkout that keeps every rule. */
const sound = {
  "components/access-groups.ts": `import "./component-error"; import "../resources/registry";`,
  "components/component-error.ts": `export class Problem extends Error {}`,
  "cli/main.ts": `import "pulumi-lookout-intune/internal/resources/registry"; import "./needed-here-alone";`,
  "cli/needed-here-alone.ts": `import "pulumi-lookout-intune/internal/model/needed-by-the-command"; import "commander";`,
  "clients/graph.ts": `import type { Risk } from "../model/risk"; import "axios";`,
  "console/runbook.ts": `import "../resources/staged-rollout/staged-rollout.schema";`,
  "examples/quickstart/index.ts": `import "pulumi-lookout-intune";`,
  "index.ts": `import "./components/access-groups";`,
  "local/start.ts": `import "./tenant/tenant.main";`,
  "local/tenant/tenant.main.ts": `import "../../model/risk"; import "fastify";`,
  "model/needed-by-the-command.ts": `export const needed = true;`,
  "model/risk.ts": `export type Risk = "low" | "high";`,
  "monitoring/index.ts": `import "../components/component-error";`,
  "policies/index.ts": `import "pulumi-lookout-intune/schemas";`,
  "resources/registry.ts": `import "./staged-rollout/staged-rollout.provider";`,
  "resources/staged-rollout/staged-rollout.provider.ts": `import "./staged-rollout.schema"; import "../../clients/graph";`,
  "resources/staged-rollout/staged-rollout.schema.ts": `import "../../model/risk";`,
  "schemas.ts": `export * from "./model/risk"; import "./console/runbook";`,
  "scripts/docs.ts": `import "../local/tenant/tenant.main";`,
  "stack/index.ts": `import "pulumi-lookout-intune";`,
  "stack-config/index.ts": `import "../resources/staged-rollout/staged-rollout.schema";`,
  "test/risk.test.ts": `import "../model/risk"; import "../policies"; import "lookout-intune/internal/main"; import "mocha";`,
};

const provider = "resources/staged-rollout/staged-rollout.provider.ts";

/** A line that breaks a rule, the file it is in, and the rule. */
const wrong: readonly (readonly [file: string, line: string, rule: string])[] = [
  ["model/maps.ts", `import "../clients/graph";`, "model-imports"],
  ["model/unused.ts", `import type { Risk } from "./risk"; export type Unused = Risk[];`, "no-dead-file"],
  ["model/risk.ts", `import "node:fs";`, "model-without-transport"],
  ["resources/staged-rollout/staged-rollout.schema.ts", `import "node:https";`, "model-without-transport"],
  ["console/runbook.ts", `import "../resources/staged-rollout/staged-rollout.provider";`, "console-imports"],
  ["clients/graph.ts", `import "../resources/registry";`, "clients-imports"],
  [provider, `import "../../components/access-groups";`, "resources-imports"],
  ["resources/registry.ts", `import "@pulumi/pulumi";`, "providers-without-pulumi"],
  ["resources/by-name.ts", `import "pulumi-lookout-intune/schemas";`, "resources-imports"],
  ["components/access-groups.ts", `import "lookout-intune/internal/main";`, "components-imports"],
  ["components/access-groups.ts", `import "mocha";`, "published-needs-no-dev-dependency"],
  ["monitoring/index.ts", `import "../components/access-groups";`, "monitoring-imports"],
  ["index.ts", `import "./local/tenant/tenant.main";`, "index.ts-imports"],
  ["schemas.ts", `import "./clients/graph";`, "schemas.ts-imports"],
  ["cli/main.ts", `import "pulumi-lookout-intune/internal/components/access-groups";`, "cli-imports"],
  ["cli/main.ts", `import "pulumi-lookout-intune/internal/resources/registry";`, "providers-without-pulumi"],
  ["cli/reaches-out.ts", `import "../model/risk";`, "command-by-name"],
  ["cli/undeclared.ts", `import "axios";`, "package-not-declared"],
  ["test/reaches-in.ts", `import "../cli/main";`, "command-from-outside-by-name"],
  ["cli/main.ts", `import "nowhere-declared";`, "package-not-declared"],
  ["policies/index.ts", `import "../model/risk";`, "policies-imports"],
  ["policies/rules/one.ts", `import "pulumi-lookout-intune";`, "policies-imports"],
  ["examples/quickstart/index.ts", `import "../../stack";`, "examples-imports"],
  ["stack/index.ts", `import "../index";`, "stack-imports"],
  ["stack/program.ts", `import "pulumi-lookout-intune/internal/model/risk";`, "stack-imports"],
  ["stack-config/index.ts", `import "../clients/graph";`, "stack-config-imports"],
  ["local/start.ts", `import "lookout-intune/internal/main";`, "local-imports"],
  ["scripts/docs.ts", `import "../test/risk.test";`, "scripts-imports"],
  ["anything/new.ts", `import "../model/risk";`, "folder-without-a-rule"],
  ["model/risk.ts", `import type { Threats } from "./threats";`, "no-cycle"],
  ["model/threats.ts", `import type { Risk } from "./risk"; export type Threats = Risk[];`, "no-cycle"],
  ["test/forgotten.ts", `export {};`, "no-orphan"],
];

const installed = ["axios", "commander", "fastify", "mocha", "nowhere-declared", "@pulumi/pulumi"];

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

/** Lints a checkout of these lines by the rules of this one, and returns what was refused where. */
function lint(lines: readonly (readonly [file: string, line: string])[]): string[] {
  const root = mkdtempSync(join(tmpdir(), "lookout-intune-imports-"));
  try {
    for (const file of rules) write(root, file, readFileSync(join(checkout.root, file), "utf8"));
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
