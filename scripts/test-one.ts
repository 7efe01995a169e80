import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { checkout } from "../local/checkout";
import { UserError } from "../model/user-error";
import { runScript, printToStderr as print } from "../local/output";
import { findTest } from "./test-one/find-test";
import { listSources, transpileChanged } from "./test-one/transpile";

const usage = "npm run test:one -- <file or part of its name> [-g <part of a test's title>]";

/** `npm run test:one`: runs one test file with the current sources. Does not check types. */
runScript(async () => {
  const [named, ...options] = process.argv.slice(2);
  if (named === undefined || named.startsWith("-")) throw new UserError(`Name a file of tests: ${usage}`);

  const sources = listSources(checkout.root);
  const test = findTest(
    sources.filter((file) => /^test\/.*\.(test|proof)\.ts$/.test(file)),
    named,
  );
  const changed = await transpileChanged(checkout.root, sources);
  print(changed.length === 0 ? test : `${test} (changed files, compiled without type check: ${changed.length})`);

  // A worker does not pay off for a single file.
  const mocha = [join(checkout.root, "node_modules/mocha/bin/mocha.js"), "--no-parallel", "--fail-zero", ...options];
  const compiled = join("dist", test.replace(/\.ts$/, ".js"));
  const run = spawnSync(process.execPath, [...mocha, compiled], { cwd: checkout.root, stdio: "inherit" });
  return run.status ?? 1;
});
