import { accessSync, constants, statSync } from "node:fs";
import { delimiter, join } from "node:path";

/** Content of a complete toolchain folder: the engine's CLI, the Node.js language host, and the start script of dynamic providers. */
export const toolNames = ["pulumi", "pulumi-language-nodejs", "pulumi-resource-pulumi-nodejs"] as const;
export type ToolName = (typeof toolNames)[number];

/** File name of a tool on this system. */
export function fileNameOf(tool: string, platform: NodeJS.Platform = process.platform): string {
  if (platform !== "win32") return tool;
  return tool === "pulumi-resource-pulumi-nodejs" ? `${tool}.cmd` : `${tool}.exe`;
}

export function missingTools(folder: string): ToolName[] {
  return toolNames.filter((tool) => !isExecutable(join(folder, fileNameOf(tool))));
}

/** Every executable of that name on the PATH, in order. */
export function onSearchPath(tool: string, env: NodeJS.ProcessEnv): string[] {
  const folders = (env.PATH ?? "").split(delimiter).filter((folder) => folder !== "");
  return [...new Set(folders)].map((folder) => join(folder, fileNameOf(tool))).filter(isExecutable);
}

export function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}
