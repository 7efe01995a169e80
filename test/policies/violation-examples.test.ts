import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { rules } from "../../policies/rules";
import { withOverlay } from "../../local/runs/stack-config";
import { parse } from "yaml";
import { parseConfig } from "../../stack/config";
import { repository } from "./policy-process";

const folder = join(repository, "examples", "violations");
const local = readFileSync(join(repository, "Pulumi.local.yaml"), "utf8");
const examples = readdirSync(folder).filter((file) => file.endsWith(".yaml"));

// That each is stopped by what it names is shown on the real engine, for a few of them at every run.
describe("the deliberately bad stacks", () => {
  it("are many", () => {
    assert.ok(examples.length >= 15);
  });

  for (const file of examples) {
    const text = readFileSync(join(folder, file), "utf8");
    it(`name rules of the pack, and describe what is bad: ${file}`, () => {
      const [, named = ""] = /^# [A-Z][^\n]*\.\n# Stopped by: (.*)$/m.exec(text) ?? [];
      const known = rules.map(({ documentation }) => documentation.id);
      for (const rule of named.split(", ")) assert.ok(known.includes(rule), rule);
    });

    it(`are configs that the program itself accepts, so that it is the rules that stop them: ${file}`, () => {
      const { config } = parse(withOverlay(local, text)) as { config: Record<string, unknown> };
      const entries = Object.entries(config).map(([key, value]): [string, string] => [
        key,
        typeof value === "string" ? value : JSON.stringify(value),
      ]);
      assert.deepEqual(parseConfig({ entries: Object.fromEntries(entries), secretKeys: [] }).problems, []);
    });
  }
});
