import { accessSync, constants } from "node:fs";
import { delimiter, isAbsolute, join } from "node:path";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";

/** Commands of browsers that can print to PDF headless. */
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

/** Install locations on systems that do not put browsers on the PATH. */
const macApplications = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
];
const windowsPrograms = ["Google\\Chrome\\Application\\chrome.exe", "Microsoft\\Edge\\Application\\msedge.exe"];
const windowsFolders = ["PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA"];

/** The parts of a machine that decide where its browsers are. */
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

/** Returns the named browser, or the first one found. Throws if there is none. */
export function browserFor(named: string | undefined, machine: Machine = thisMachine): string {
  const found = findBrowser(named, machine);
  if (found !== undefined) return found;
  throw new UserError([
    named === undefined
      ? "--pdf requires Chromium, Chrome or Edge, and none was found. Install one, name its program with --browser, or " +
        "omit --pdf and print the page with any browser."
      : `--browser: ${named} cannot be run. Name the program of Chromium, Chrome or Edge.`,
  ]);
}

export function findBrowser(named: string | undefined, machine: Machine = thisMachine): string | undefined {
  const candidates = named === undefined ? knownLocations(machine) : locationsOf(named, machine);
  return candidates.find((file) => machine.isProgram(file));
}

function knownLocations(machine: Machine): string[] {
  const onPath = commands.flatMap((command) => locationsOf(command, machine));
  if (machine.platform === "darwin") return [...onPath, ...macApplications];
  if (machine.platform !== "win32") return onPath;
  const folders = windowsFolders.flatMap((name) => machine.environment[name] ?? []);
  return [...onPath, ...folders.flatMap((folder) => windowsPrograms.map((program) => `${folder}\\${program}`))];
}

/** Returns a path unchanged, and looks up a bare name in every folder of the PATH. */
function locationsOf(program: string, { platform, environment }: Machine): string[] {
  if (isAbsolute(program) || /[\\/]/.test(program)) return [program];
  const file = platform === "win32" ? `${program}.exe` : program;
  const folders = (environment.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return folders.map((folder) => join(folder, file));
}
