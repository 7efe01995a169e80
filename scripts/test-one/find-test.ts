import { basename } from "node:path";
import { findNearest } from "../../model/nearest-name";
import { UserError } from "../../model/user-error";

/** Finds one test file by its path, its name or a part of either. */
export function findTest(tests: readonly string[], named: string): string {
  const path = named.replace(/^\.\//, "").replace(/^dist\/(.*)\.js$/, "$1.ts");
  const byPath = tests.filter((test) => test === path);
  const byName = tests.filter((test) => nameOf(test) === path);
  const byPart = tests.filter((test) => test.includes(path));
  const found = [byPath, byName, byPart].find(({ length }) => length > 0) ?? [];
  const [test, ...others] = found;
  if (test === undefined) throw new UserError(`No file of tests has "${named}" in its path.${hint(tests, path)}`);
  if (others.length > 0) {
    const list = found.map((file) => `  ${file}`).join("\n");
    throw new UserError(`${found.length} files of tests have "${named}" in their path. Name one of them:\n${list}`);
  }
  return test;
}

function nameOf(test: string): string {
  return basename(test, ".test.ts");
}

function hint(tests: readonly string[], path: string): string {
  const nearest = findNearest(nameOf(path), tests, nameOf);
  return nearest === undefined ? "" : ` Did you mean ${nearest}?`;
}
