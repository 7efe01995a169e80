import { existsSync, realpathSync } from "node:fs";
import { dirname, isAbsolute, join, relative, resolve } from "node:path";

/** Whether a file that the stack config names lies inside the project, by real paths: whoever proposes a change of the config
 *  could name any file that this process can read. `folder` is a folder of the project. */
export function isInProject(path: string, folder = process.cwd()): boolean {
  const inside = relative(realPath(projectFolder(folder)), realPath(resolve(path)));
  return inside !== "" && inside.split(/[\\/]/)[0] !== ".." && !isAbsolute(inside);
}

/** The real path; of a file that does not exist, below the real path of the folder that does. */
function realPath(path: string): string {
  try {
    return realpathSync(path);
  } catch {
    const folder = dirname(path);
    return folder === path ? path : resolve(realPath(folder), relative(folder, path));
  }
}

/** The nearest folder with a Pulumi project, from a folder upward; the folder itself if there is none. */
function projectFolder(from: string): string {
  const hasProject = (folder: string) =>
    ["Pulumi.yaml", "Pulumi.yml", "Pulumi.json"].some((name) => existsSync(join(folder, name)));
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (hasProject(folder)) return folder;
    if (folder === dirname(folder)) return resolve(from);
  }
}
