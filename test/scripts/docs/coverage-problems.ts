import { readFileSync } from "node:fs";
import { join } from "node:path";
import ts from "typescript";
import { commands } from "lookout-intune/internal/commands";
import { integrationActions } from "../../../model/integration/actions";
import { listPaths } from "../../../stack-config/known-keys";
import { namespaces } from "../../../stack-config/stack-config.schema";
import { rules } from "../../../policies/rules";
import { checkout } from "../../../local/checkout";
import type { GuideFact, FactLocation, Proof } from "../../../scripts/docs/guide-coverage";

/** Everything that a fact of the guide can name. */
export interface CoverageContext {
  readonly settings: ReadonlySet<string>;
  readonly outputs: ReadonlySet<string>;
  readonly commands: ReadonlySet<string>;
  readonly rules: ReadonlySet<string>;
  readonly actions: ReadonlySet<string>;
  /** Undefined where there is no such file. */
  anchorsOf(page: string): ReadonlySet<string> | undefined;
  testsOf(file: string): ReadonlySet<string> | undefined;
}

/** What is wrong with a fact, in words: no proof, no place, or one that does not exist. */
export function findCoverageProblems({ fact, where, proof }: GuideFact, context: CoverageContext): string[] {
  return [
    ...(where.length === 0 ? ["is neither declared nor described anywhere"] : []),
    ...(proof.length === 0 ? ["has no proof"] : []),
    ...where.flatMap((location) => missingLocation(location, context)),
    ...proof.flatMap((one) => missingTest(one, context)),
  ].map((problem) => `"${fact}" ${problem}`);
}

function missingLocation(location: FactLocation, context: CoverageContext): string[] {
  if ("docs" in location) return missingPage(location.docs, context);
  const [what, name, known] =
    "setting" in location
      ? (["setting", location.setting, context.settings] as const)
      : "output" in location
        ? (["output", location.output, context.outputs] as const)
        : "command" in location
          ? (["command", location.command, context.commands] as const)
          : "rule" in location
            ? (["rule", location.rule, context.rules] as const)
            : (["action", location.action, context.actions] as const);
  return known.has(name) ? [] : [`names the ${what} ${name}, which does not exist`];
}

function missingPage(docs: string, context: CoverageContext): string[] {
  const [page = "", anchor] = docs.split("#");
  const anchors = context.anchorsOf(page);
  if (anchors === undefined) return [`names the page ${page}, which does not exist`];
  return anchor === undefined || anchors.has(anchor) ? [] : [`names ${docs}, and the page has no such heading`];
}

function missingTest({ file, test }: Proof, context: Pick<CoverageContext, "testsOf">): string[] {
  const tests = context.testsOf(file);
  if (tests === undefined) return [`is proved by test/${file}, which does not exist`];
  return tests.has(test) ? [] : [`is proved by "${test}", and test/${file} has no such test`];
}

/** Which of these tests do not exist in this checkout, in words. */
export function findMissingTests(proof: readonly Proof[]): string[] {
  const testsOf = (file: string) => readIn(join("test", file), testsIn);
  return proof.flatMap((one) => missingTest(one, { testsOf }));
}

/** What there is in this checkout. */
export function readCoverageContext(outputs: Iterable<string>): CoverageContext {
  return {
    settings: new Set(
      Object.entries(namespaces).flatMap(([namespace, schema]) =>
        listPaths(schema).map((path) => `${namespace}:${path.join(".")}`),
      ),
    ),
    outputs: new Set(outputs),
    commands: new Set(commands.map((command) => command().name())),
    rules: new Set(rules.map(({ documentation }) => documentation.id)),
    actions: new Set(integrationActions.map(({ id }) => id)),
    anchorsOf: (page) => readIn(page, anchorsIn),
    testsOf: (file) => readIn(join("test", file), testsIn),
  };
}

const read = new Map<string, ReadonlySet<string> | undefined>();

function readIn(file: string, find: (text: string) => string[]): ReadonlySet<string> | undefined {
  if (!read.has(file)) {
    let found: ReadonlySet<string> | undefined;
    try {
      found = new Set(find(readFileSync(join(checkout.root, file), "utf8")));
    } catch {
      found = undefined;
    }
    read.set(file, found);
  }
  return read.get(file);
}

/** The anchors that GitHub gives to a page's headings. */
export function anchorsIn(markdown: string): string[] {
  const withoutCode = markdown.replace(/^(```+)[^]*?^\1/gm, "");
  return [...withoutCode.matchAll(/^#{1,6} (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .trim()
      .toLowerCase()
      .replace(/[^\p{L}\p{N}_ -]/gu, "")
      .replaceAll(" ", "-"),
  );
}

/** The titles of the tests in a source: calls of `it` with a plain text. One that is skipped or commented out is none. */
export function testsIn(source: string): string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && node.expression.text === "it") {
      const [title] = node.arguments;
      if (title !== undefined && ts.isStringLiteralLike(title)) titles.push(title.text);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile("test.ts", source, ts.ScriptTarget.Latest));
  return titles;
}
