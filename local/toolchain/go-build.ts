import { spawn, spawnSync } from "node:child_process";
import { createInterface } from "node:readline";
import { join } from "node:path";
import { checkout } from "../checkout";
import { UserError } from "../../model/user-error";
import { type Print } from "../output";
import { fileNameOf } from "./bin-folder";
import { oldestCli } from "./cli-version";
import { pinnedCliVersion, requiredGoVersion } from "./pinned";
import { elapsed, showProgress } from "./toolchain-progress";
import { copyDynamicProviderScript } from "./sdk";
import { makePrivateFolder } from "../private-folder";

const keptLines = 30;

/** One program that is built from its published Go modules. */
interface GoProgram {
  readonly title: string;
  readonly tool: string;
  /** Folder of the module in this repository that pins all its dependencies. */
  readonly folder: keyof typeof checkout.goModules;
  readonly package: string;
  readonly arguments: readonly string[];
}

/** How the programs are built. Part of the cache's key. */
export function buildRecipe(): GoProgram[] {
  const version = pinnedCliVersion();
  const tags = ["-tags", "osusergo,grpcnotrace", "-trimpath"];
  return [
    {
      title: `building the Pulumi CLI ${version} from its Go modules`,
      tool: "pulumi",
      folder: "cli",
      package: "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi",
      // Without the version `pulumi version` prints nothing, and version checks refuse the CLI.
      arguments: [
        ...tags,
        "-ldflags",
        `-s -w -X github.com/pulumi/pulumi/sdk/v3/go/common/version.Version=v${version}`,
      ],
    },
    {
      title: "building Pulumi's Node.js language host from its Go modules",
      tool: "pulumi-language-nodejs",
      folder: "languageHost",
      package: "github.com/pulumi/pulumi/sdk/nodejs/cmd/pulumi-language-nodejs/v3",
      arguments: [...tags, "-ldflags", "-s -w"],
    },
  ];
}

/** Builds the toolchain into `<root>/bin`. The first build takes about eight minutes on two cores. */
export async function buildFromModules(
  root: string,
  print: Print,
  env: NodeJS.ProcessEnv = process.env,
): Promise<void> {
  requireGo(env);
  const bin = join(root, "bin");
  makePrivateFolder(bin);
  for (const program of buildRecipe()) await buildProgram(program, bin, print, env);
  copyDynamicProviderScript(bin);
}

function requireGo(env: NodeJS.ProcessEnv): void {
  const { status, error, stderr } = spawnSync("go", ["env", "GOVERSION"], { encoding: "utf8", env });
  if (status === 0) return;
  throw new UserError(
    `No Pulumi CLI could be found or installed, and ${error === undefined ? `Go does not work (${stderr.trim()})` : "Go is not installed to build one"}. ` +
      `Install either the Pulumi CLI, ${oldestCli} or newer (https://www.pulumi.com/docs/install/), ` +
      `or Go, ${requiredGoVersion()} or newer (https://go.dev/dl/), and run the command again.`,
  );
}

async function buildProgram(program: GoProgram, bin: string, print: Print, env: NodeJS.ProcessEnv): Promise<void> {
  const started = Date.now();
  const progress = showProgress(program.title, print);
  const lastLines: string[] = [];
  let compiled = 0;
  // readonly: go.mod and go.sum are reviewed, so the build must not change them.
  const output = join(bin, fileNameOf(program.tool));
  const args = ["build", "-v", "-mod=readonly", ...program.arguments, "-o", output, program.package];
  const go = spawn("go", args, {
    cwd: checkout.goModules[program.folder],
    env: { ...env, GOWORK: "off" },
    stdio: ["ignore", "ignore", "pipe"],
  });
  try {
    const finished = new Promise<number | null>((resolve, reject) => {
      go.once("error", reject);
      go.once("close", resolve);
    });
    createInterface({ input: go.stderr }).on("line", (text) => {
      const line = readBuildLine(text);
      if (line.kind === "download") progress.update(`downloading ${line.what}`);
      else if (line.kind === "package") progress.update(`${++compiled} packages compiled, last ${line.what}`);
      lastLines.push(text);
      if (lastLines.length > keptLines) lastLines.shift();
    });
    const status = await finished;
    if (status !== 0) {
      throw new UserError(
        `${program.title} failed (go exited with ${status ?? "a signal"}). Its last lines:\n${lastLines.join("\n")}`,
      );
    }
  } finally {
    progress.stop();
    go.kill();
  }
  print(`  ${program.title}: done in ${elapsed(Date.now() - started)}`);
}

/** The meaning of a line that `go build -v` prints. */
export function readBuildLine(line: string): { kind: "download" | "package" | "other"; what: string } {
  const download = /^go: downloading (\S+) (\S+)$/.exec(line);
  if (download !== null) return { kind: "download", what: `${download[1] ?? ""} ${download[2] ?? ""}` };
  if (/^[\w.~-]+(\/[\w.~-]+)*$/.test(line)) return { kind: "package", what: line };
  return { kind: "other", what: line };
}
