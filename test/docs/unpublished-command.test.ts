import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../../local/checkout";

const here = "test/docs/unpublished-command.test.ts";

describe("what this repository says about running the command", () => {
  it("never lets npx fetch it from the registry, where nobody owns its name yet", () => {
    const tracked = execFileSync("git", ["ls-files"], { cwd: checkout.root, encoding: "utf8" }).trim().split("\n");
    const texts = tracked.filter((file) => /\.(md|ts|json|ya?ml|mjs|html)$/.test(file) && file !== here);
    const calls = texts.flatMap((file) => {
      const text = readFileSync(join(checkout.root, file), "utf8");
      return [...text.matchAll(/\bnpx\s((?:-\S+\s)*)(?:pulumi-)?lookout-intune\b/g)].map((call) => ({ file, call }));
    });
    assert.ok(calls.length >= 14, `only ${calls.length} were found`);
    for (const { file, call } of calls) assert.match(call[1] ?? "", /^--no-install /, `${file}: ${call[0]}`);
  });
});
