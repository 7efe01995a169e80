import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import fc from "fast-check";
import { missingTools } from "../../../local/toolchain/bin-folder";
import { buildFromModules, readBuildLine } from "../../../local/toolchain/go-build";
import { scratchFolder, writeScript } from "../../scripts/scratch";

describe("the build from Go modules", () => {
  const scratch = scratchFolder();
  const messages: string[] = [];
  const print = (line: string): void => void messages.push(line);
  const withGo = (): NodeJS.ProcessEnv => ({ PATH: [join(scratch.path, "go"), "/usr/bin", "/bin"].join(delimiter) });

  it("leaves everything that a toolchain needs in its bin folder, with go.mod and go.sum held fixed", async () => {
    const calls = join(scratch.path, "calls");
    writeScript(
      join(scratch.path, "go", "go"),
      `echo "$@" >> '${calls}'`,
      `while [ $# -gt 0 ]; do [ "$1" = -o ] && { echo '#!/bin/sh' > "$2"; chmod +x "$2"; }; shift; done`,
    );

    await buildFromModules(scratch.path, print, withGo());

    assert.deepEqual(missingTools(join(scratch.path, "bin")), []);
    const builds = readFileSync(calls, "utf8")
      .split("\n")
      .filter((line) => line.startsWith("build"));
    assert.equal(builds.length, 2);
    for (const build of builds) assert.match(build, / -mod=readonly /);
    assert.match(builds[0] ?? "", /version\.Version=v3\./);
  });

  it("names what to install where there is no Go", async () => {
    const empty = join(scratch.path, "empty");
    mkdirSync(empty);
    await assert.rejects(
      buildFromModules(scratch.path, print, { PATH: empty }),
      /Go is not installed to build one\. Install either the Pulumi CLI, 3\.249\.0 or newer .* or Go, 1\.\S+ or newer/,
    );
  });

  it("repeats the compiler's last lines when it fails", async () => {
    writeScript(
      join(scratch.path, "go", "go"),
      `[ "$1" = env ] && exit 0`,
      "echo 'verifying module: checksum mismatch' >&2",
      "exit 1",
    );
    await assert.rejects(
      buildFromModules(scratch.path, print, withGo()),
      /go exited with 1.*\n.*verifying module: checksum mismatch/,
    );
  });

  it("distinguishes downloads, compiled packages and messages", () => {
    assert.deepEqual(readBuildLine("go: downloading github.com/x/y v1.2.3"), {
      kind: "download",
      what: "github.com/x/y v1.2.3",
    });
    assert.equal(readBuildLine("vendor/golang.org/x/net/http2").kind, "package");
    for (const message of ["# github.com/x/y", "./main.go:3:1: undefined: x", "go: finding module", ""]) {
      assert.equal(readBuildLine(message).kind, "other", message);
    }
  });

  it("reads every import path as a package", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z0-9.-]{1,9}(\/[A-Za-z0-9._~-]{1,9}){0,4}$/), (path) => {
        assert.deepEqual(readBuildLine(path), { kind: "package", what: path });
      }),
    );
  });
});
