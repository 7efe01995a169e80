import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createProgram } from "lookout-intune/internal/commands";
import { runCommand } from "./command-process";

type Shell = "bash" | "zsh" | "fish";
const subcommands = createProgram().commands.map((command) => command.name());

describe("lookout-intune completion", function () {
  this.timeout(30_000);
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "lookout-intune-completion-"));
    mkdirSync(join(folder, "a folder"));
    writeFileSync(join(folder, "a file.md"), "");
  });
  after(() => {
    rmSync(folder, { recursive: true });
  });

  for (const shell of ["bash", "zsh", "fish"] as const) {
    describe(`in ${shell}`, () => {
      before(async function () {
        if (spawnSync(shell, ["--version"]).status !== 0) {
          console.log(`      left out: there is no ${shell} on this machine`);
          this.skip();
        }
        const { code, stdout, stderr } = await runCommand(["completion", shell]);
        assert.deepEqual([code, stderr], [0, ""]);
        writeFileSync(join(folder, shell), stdout);
      });

      it("completes a subcommand that has begun", () => {
        assert.deepEqual(complete(shell, "lookout-intune dri"), ["drift"]);
      });

      it("completes options of the subcommand, and those of all", () => {
        assert.deepEqual(complete(shell, "lookout-intune drift --mark"), ["--markdown"]);
        assert.deepEqual(complete(shell, "lookout-intune drift --verb"), ["--verbose"]);
      });

      it("completes what an option or the subcommand itself can be given", () => {
        assert.deepEqual(complete(shell, "lookout-intune doctor --require lic"), ["licenses"]);
        assert.deepEqual(complete(shell, "lookout-intune handoff --format e"), ["eml"]);
        assert.deepEqual(complete(shell, "lookout-intune completion fi"), ["fish"]);
      });
    });
  }

  it("offers every subcommand, and every option of each, in bash", async () => {
    writeFileSync(join(folder, "bash"), (await runCommand(["completion", "bash"])).stdout);
    const offered = complete("bash", "lookout-intune ");
    for (const name of subcommands) assert.ok(offered.includes(name), name);
    for (const command of createProgram().commands) {
      const options = complete("bash", `lookout-intune ${command.name()} --`);
      for (const { long } of command.options)
        assert.ok(options.includes(long ?? ""), `${command.name()} ${long ?? ""}`);
    }
  });

  it("offers files and folders with blanks in their names, and nothing where it knows nothing, in bash", () => {
    assert.deepEqual(complete("bash", "lookout-intune drift --output a").toSorted(), ["a file.md", "a folder"]);
    assert.deepEqual(complete("bash", "lookout-intune status --cwd a"), ["a folder"]);
    assert.deepEqual(complete("bash", "lookout-intune status --stack "), []);
  });

  it("refuses a shell that it does not know, and names those that it does", async () => {
    const { code, stderr } = await runCommand(["completion", "csh"]);
    assert.equal(code, 2);
    assert.match(stderr, /bash, zsh, fish/);
  });

  /** What the shell makes of a line when Tab is pressed at its end. */
  function complete(shell: Shell, line: string): string[] {
    const { status, stdout, stderr } = spawnSync(shell, argumentsOf[shell](line), { cwd: folder, encoding: "utf8" });
    assert.equal(status, 0, stderr);
    return read[shell](stdout);
  }
});

const argumentsOf: Readonly<Record<Shell, (line: string) => string[]>> = {
  bash: (line) => [
    "--norc",
    "-c",
    `source ./bash; COMP_WORDS=(${line.endsWith(" ") ? `${line}''` : line}); COMP_CWORD=$((\${#COMP_WORDS[@]}-1)); _lookout_intune; printf '%s\\n' "\${COMPREPLY[@]}"`,
  ],
  fish: (line) => ["--no-config", "-c", `source ./fish; complete -C ${JSON.stringify(line)}`],
  // A person at a terminal who presses Tab; then the line is written down as it is.
  zsh: (line) => [
    "-f",
    "-c",
    `zmodload zsh/zpty
     rm -f line
     zpty child zsh -f
     zpty -w child 'autoload -U compinit; compinit -u -C -d ./dump; source ./zsh'
     zpty -w child 'note() { print -r -- "$BUFFER" > line }; zle -N note; bindkey "^X" note; echo rea""dy'
     zpty -r child out '*ready*'
     zpty -w -n child $'${line}\\t\\C-x'
     for wait in {1..100}; do [[ -s line ]] && break; sleep 0.05; done
     cat line`,
  ],
};

const read: Readonly<Record<Shell, (output: string) => string[]>> = {
  bash: (output) => output.split("\n").filter((line) => line !== ""),
  fish: (output) => output.split("\n").flatMap((line) => (line === "" ? [] : [line.split("\t")[0] ?? ""])),
  zsh: (output) => [output.trim().split(" ").at(-1) ?? ""],
};
