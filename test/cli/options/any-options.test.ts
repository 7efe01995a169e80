import assert from "node:assert/strict";
import { fork, type ChildProcess } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { once } from "node:events";
import fc from "fast-check";
import { createProgram } from "lookout-intune/internal/commands";
import { checkout } from "../../../local/checkout";
import { allowedHostsVariable } from "../../../clients/http/allowed-hosts";
import type { RunResult } from "./many-runs.main";

/** Nothing listens there, so no run gets further than its sign-in. */
const nowhere = "localhost:1";

/** A run of the command in a folder of its own, with credentials for a service that does not answer. */
describe("the command's options, whatever they are", function () {
  this.timeout(120_000);
  let folder: string;
  let child: ChildProcess;

  before(() => {
    folder = mkdtempSync(join(tmpdir(), "lookout-intune-options-"));
    mkdirSync(join(folder, "folder"));
    writeFileSync(join(folder, "text.txt"), "no: [yaml, {and no JSON");
    writeFileSync(join(folder, "Pulumi.yaml"), "name: options\nruntime: nodejs\n");
    child = fork(join(__dirname, "many-runs.main.js"), [join(dirname(checkout.command), "run-program.js")], {
      cwd: folder,
      env: {
        PATH: folder,
        HOME: folder,
        ARM_TENANT_ID: "11111111-2222-4333-8444-555555555555",
        ARM_CLIENT_ID: "11111111-2222-4333-8444-666666666666",
        ARM_CLIENT_SECRET: "s3cret",
        ARM_METADATA_HOSTNAME: nowhere,
        [allowedHostsVariable]: nowhere,
      },
    });
  });
  after(async () => {
    // A command that was being run may answer a softer signal in its own way, and a child that is gone sends no event.
    const ended = child.exitCode === null && child.signalCode === null ? once(child, "exit") : undefined;
    child.kill("SIGKILL");
    await ended;
    rmSync(folder, { recursive: true, force: true });
  });

  async function run(args: readonly string[]): Promise<RunResult> {
    const answer = once(child, "message", { signal: AbortSignal.timeout(20_000) });
    child.send(args);
    const [result] = (await answer) as [RunResult];
    return result;
  }

  for (const { name, options } of subcommands()) {
    it(`end with a code and a sentence, never a stack trace, of ${name}`, async () => {
      await fc.assert(
        fc.asyncProperty(argumentsOf(options), async (given) => {
          const args = [name, ...given];
          const { code, stdout, stderr } = await run(args);
          const told = `${JSON.stringify(args)}: ${code}\n${stdout}${stderr}`;
          assert.ok([0, 1, 2].includes(code), told);
          assert.doesNotMatch(
            stdout + stderr,
            /^\s+at .*[:(]\d+|\b(Type|Range|Reference|Syntax)Error\b|\bE[A-Z]{4,}: /m,
            told,
          );
          assert.ok(!(stdout + stderr).includes("s3cret"), told);
          if (code === 2) assert.notEqual((stderr + stdout).trim(), "", told);
          // What a person typed may hold what steers a terminal.
          assert.ok(!stderr.includes("\u001b[2J"), told);
        }),
        { numRuns: 60 },
      );
    });
  }

  it("name the missing folder into which a page is to be written", async () => {
    const { code, stderr } = await run(["report", "--html", "no/such/folder/report.html"]);
    assert.equal(code, 2);
    assert.equal(
      stderr.trim(),
      `no/such/folder/report.html cannot be written: there is no folder ${join(folder, "no/such/folder")}. Create it, or name another.`,
    );
  });
});

function subcommands() {
  const program = createProgram();
  return program.commands.map((command) => ({
    name: command.name(),
    options: [...program.options, ...command.options].map(({ short, long, required, optional }) => ({
      flag: long ?? short ?? "",
      takesValue: required || optional,
    })),
  }));
}

/** Options of a subcommand and others, in any order, with values that are right or wrong, or missing. */
function argumentsOf(options: ReturnType<typeof subcommands>[number]["options"]): fc.Arbitrary<string[]> {
  const value = fc.oneof(
    fc.constantFrom(
      "",
      " ",
      "0",
      "-1",
      "1e9",
      "NaN",
      "true",
      "{}",
      "[",
      "null",
      "é\u0301",
      "\u001b[2Jx",
      "a@b.example",
    ),
    fc.constantFrom(
      "folder",
      "text.txt",
      "text.txt/x",
      "no/such/folder/file",
      ".",
      "2c7790de-8b02-4814-85cf-e0c59380dee8",
    ),
    fc.constantFrom("json", "text", "markdown", "html", "bash", "android", "secured", "dev", "2026-01-31"),
    // Nothing is to be written outside of the folder.
    fc.string().filter((text) => !/[/\\]|^\.+$/.test(text)),
  );
  const option = fc.constantFrom(...options);
  const asMeant = fc.tuple(option, value).map(([{ flag, takesValue }, given]) => (takesValue ? [flag, given] : [flag]));
  const words = fc.oneof(
    { weight: 8, arbitrary: asMeant },
    { weight: 2, arbitrary: value.map((word) => [word]) },
    { weight: 1, arbitrary: fc.tuple(option, value).map(([{ flag }, given]) => [`${flag}=${given}`]) },
    { weight: 1, arbitrary: option.map(({ flag }) => [flag]) },
    {
      weight: 1,
      arbitrary: fc.constantFrom("--no-such-option", "-x", "--", "--help", "--version").map((word) => [word]),
    },
  );
  const target = fc.constantFrom([], ["dev"]);
  return fc.tuple(target, fc.array(words, { maxLength: 4 })).map(([first, rest]) => [...first, ...rest.flat()]);
}
