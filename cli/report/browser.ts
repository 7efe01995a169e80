import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";

/** Names of browsers that print to PDF without a window, as they are on the PATH. */
const commands = [
  "chromium",
  "chromium-browser",
  "google-chrome",
  "google-chrome-stable",
  "chrome",
  "microsoft-edge",
  "microsoft-edge-stable",
  "msedge",
];

/** Where they are installed on systems that do not put them on the PATH. */
const macApplications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];
const windowsPrograms = ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"];
const windowsFolders = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"];

/** As much of a machine as decides where its browsers are. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly environment: NodeJS.ProcessEnv;
  isProgram(file: string): boolean;
}

export const thisMachine: Machine = {
  platform: process.platform,
  environment: process.env,
  isProgram(file) {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  },
};

/** The browser that prints: the one that was named, or the first that is found. Throws when there is none. */
export function browserFor(named: string | undefined, machine: Machine = thisMachine): string {
  const found = findBrowser(named, machine);
  if (found !== undefined) return found;
  throw new UserError([
    named === undefined
      ? "There is no Chromium, Chrome or Edge on this machine, and --pdf prints with one. Install one, name its program with --browser, or " +
        "leave --pdf out and print the page with any browser."
      : `--browser: ${named} is no program that can be run. Name the program of a Chromium, Chrome or Edge.`,
  ]);
}

export function findBrowser(named: string | undefined, machine: Machine = thisMachine): string | undefined {
  const candidates = named === undefined ? knownPlaces(machine) : placesOf(named, machine);
  return candidates.find((file) => machine.isProgram(file));
}

function knownPlaces(machine: Machine): string[] {
  const onPath = commands.flatMap((command) => placesOf(command, machine));
  if (machine.platform === "darwin") return [...onPath, ...macApplications];
  if (machine.platform !== "win32") return onPath;
  const folders = windowsFolders.flatMap((name) => machine.environment[name] ?? []);
  return [...onPath, ...folders.flatMap((folder) => windowsPrograms.map((program) => `${folder}\\${program}`))];
}

/** A path as it is; a bare name in every folder of the PATH. */
function placesOf(program: string, { platform, environment }: Machine): string[] {
  if (isAbsolute(program) || /[\\/]/.test(program)) return [program];
  const file = platform === "win32" ? `${program}.exe` : program;
  const folders = (environment.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, file));
}
