import { spawn } from "node:child_process";
import { constants, cpSync, existsSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { homedir } from "node:os";
import { basename, dirname, join } from "node:path";
import type { Print } from "../output";
import { fileNameOf, isExecutable, onSearchPath } from "./bin-folder";
import { checksumOf } from "./checksums";
import { DownloadMemory } from "./download-memory";
import { isStandIn, removeStandIn, writeStandIn } from "./stand-in";
import { makePrivateFolder } from "../private-folder";

const downloadTimeoutMs = 60_000;

/** A provider plugin that the local stack needs. */
export interface PluginRequest {
  readonly name: string;
  readonly version: string;
  /** The local stack's own PULUMI_HOME. The user's is never changed. */
  readonly pulumiHome: string;
  /** The CLI that downloads. */
  readonly cli: string;
  /** Compiled stand-in, used if the real plugin is not available. */
  readonly standIn: string;
  /** File that remembers failed downloads. */
  readonly memoryFile: string;
  readonly env: NodeJS.ProcessEnv;
  /** The expected SHA-256 of the download. Default: that of checksums.json, if it has one. */
  readonly checksum?: string | undefined;
}

export type PluginOrigin = "PATH" | "plugin cache" | "download" | "stand-in";

/** Makes the plugin available to the local stack: from PATH, the plugin caches, Pulumi's download, else a stand-in. */
export async function providePlugin(request: PluginRequest, print: Print): Promise<PluginOrigin> {
  const { name, version } = request;
  const folder = pluginFolder(request.pulumiHome, request);
  const title = `${name} plugin ${version}`;

  const onPath = onSearchPath(`pulumi-resource-${name}`, request.env)[0];
  if (onPath !== undefined) {
    removeStandIn(folder, name);
    print(`  ${name} plugin: ${onPath}, on PATH`);
    return "PATH";
  }
  if (hasRealPlugin(folder, name)) {
    print(`  ${title}: in ${folder}`);
    return "plugin cache";
  }
  const cached = pluginFolder(request.env.PULUMI_HOME ?? join(homedir(), ".pulumi"), request);
  if (hasRealPlugin(cached, name)) {
    copyInto(folder, cached);
    print(`  ${title}: copied from ${cached}`);
    return "plugin cache";
  }

  const memory = new DownloadMemory(request.memoryFile);
  const memoryKey = `${name}@${version}`;
  const notBefore = memory.notBefore(memoryKey);
  let why: string;
  if (notBefore === undefined) {
    removeStandIn(folder, name);
    const problem = await download(request);
    if (problem === undefined && hasRealPlugin(folder, name)) {
      memory.forget(memoryKey);
      const compared = (request.checksum ?? checksumOf(request)) !== undefined;
      print(`  ${title}: downloaded, ${compared ? "compared with its checksum" : "not compared with a checksum"}`);
      return "download";
    }
    memory.failed(memoryKey);
    why = `its download failed: ${problem ?? "Pulumi reported success but installed nothing"}; tried again after a day`;
  } else {
    why = `its download failed earlier and is tried again after ${minute(notBefore)}`;
  }
  writeStandIn(folder, name, request.standIn);
  print(`  ${title}: a STAND-IN from this repository, for the local stack only (${why})`);
  return "stand-in";
}

function pluginFolder(pulumiHome: string, { name, version }: PluginRequest): string {
  return join(pulumiHome, "plugins", `resource-${name}-v${version}`);
}

function hasRealPlugin(folder: string, name: string): boolean {
  return (
    isExecutable(join(folder, fileNameOf(`pulumi-resource-${name}`))) &&
    // The engine's own marks for a download that was cut short.
    !existsSync(`${folder}.partial`) &&
    !isStandIn(folder, name)
  );
}

/** The engine passes over folders that are links, so the files are copied; where the file system can, without using space. */
function copyInto(folder: string, from: string): void {
  const parent = dirname(folder);
  makePrivateFolder(parent);
  const unfinished = mkdtempSync(join(parent, ".copying-"));
  const copy = join(unfinished, basename(folder));
  cpSync(from, copy, { recursive: true, dereference: true, mode: constants.COPYFILE_FICLONE });
  rmSync(folder, { recursive: true, force: true });
  renameSync(copy, folder);
  rmSync(unfinished, { recursive: true, force: true });
}

/** Lets Pulumi download the plugin. Returns what went wrong, in one line. */
async function download(request: PluginRequest): Promise<string | undefined> {
  const { name, version, pulumiHome, cli, env } = request;
  const checksum = request.checksum ?? checksumOf(request);
  // Pulumi compares it before it installs anything.
  const compared = checksum === undefined ? [] : ["--checksum", checksum];
  makePrivateFolder(pulumiHome);
  const child = spawn(cli, ["plugin", "install", "resource", name, version, "--non-interactive", ...compared], {
    env: { ...env, PULUMI_HOME: pulumiHome, PULUMI_SKIP_UPDATE_CHECK: "true" },
    stdio: ["ignore", "ignore", "pipe"],
    timeout: downloadTimeoutMs,
  });
  let output = "";
  child.stderr.on("data", (chunk: Buffer) => {
    output += chunk.toString();
  });
  return new Promise((resolve) => {
    child.once("error", (error) => {
      resolve(error.message);
    });
    child.once("close", (status, signal) => {
      if (status === 0) resolve(undefined);
      else if (signal !== null) resolve(`not finished within ${downloadTimeoutMs / 1000} s`);
      else resolve(causeOf(output));
    });
  });
}

/** The innermost cause that Pulumi printed: the end of its first message about a download, else its last line. */
export function causeOf(output: string): string {
  const lines = output
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const about = lines.find((line) => line.includes("Error downloading plugin:")) ?? lines.at(-1) ?? "no reason given";
  return about.split(": ").slice(-2).join(": ");
}

function minute(time: Date): string {
  return time.toISOString().slice(0, 16).replace("T", " ") + " UTC";
}
