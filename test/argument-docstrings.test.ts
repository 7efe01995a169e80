import assert from "node:assert/strict";
import { join } from "node:path";
import * as ts from "typescript";
import { checkout } from "../local/checkout";

/** A member of a public interface of arguments. */
interface Argument {
  readonly name: string;
  readonly docstring: string;
  /** The texts that it takes, where it takes only certain ones. */
  readonly values: readonly string[];
}

const entries = ["index.ts", "monitoring/index.ts"];

function listArguments(): Argument[] {
  const options: ts.CompilerOptions = { strict: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.Node20 };
  const program = ts.createProgram(
    entries.map((entry) => join(checkout.root, entry)),
    options,
  );
  const checker = program.getTypeChecker();

  const argumentsIn = (name: string, type: ts.Type): Argument[] =>
    type.getProperties().flatMap((property) => {
      const [declaration] = property.declarations ?? [];
      if (declaration === undefined || declaration.getSourceFile().fileName.includes("node_modules")) return [];
      const docstring = ts.displayPartsToString(property.getDocumentationComment(checker));
      const values = [...new Set(textsIn(checker.getTypeOfSymbol(property)))];
      return [{ name: `${name}.${property.name}`, docstring, values }];
    });

  /** The texts that a type consists of, also as an input, in a list or in a map. */
  function textsIn(type: ts.Type): string[] {
    if (type.isStringLiteral()) return [type.value];
    if (type.isUnion()) return type.types.flatMap(textsIn);
    const element = checker.getIndexTypeOfType(type, ts.IndexKind.Number) ?? type.getStringIndexType();
    return element === undefined || element === type || (type.flags & ts.TypeFlags.StringLike) !== 0
      ? []
      : textsIn(element);
  }

  return entries.flatMap((entry) => {
    const source = program.getSourceFile(join(checkout.root, entry));
    const module = source && checker.getSymbolAtLocation(source);
    assert.ok(module, `${entry} exports nothing`);
    return checker
      .getExportsOfModule(module)
      .filter(({ name }) => name.endsWith("Args"))
      .flatMap((symbol) => argumentsIn(symbol.name, checker.getDeclaredTypeOfSymbol(resolved(checker, symbol))));
  });
}

function resolved(checker: ts.TypeChecker, symbol: ts.Symbol): ts.Symbol {
  return (symbol.flags & ts.SymbolFlags.Alias) === 0 ? symbol : checker.getAliasedSymbol(symbol);
}

describe("the docstring of an argument", function () {
  this.timeout(60_000);

  let all: readonly Argument[];
  before(() => {
    all = listArguments();
  });

  it("is there", () => {
    assert.ok(all.length > 100);
    assert.deepEqual(
      all.filter(({ docstring }) => docstring === "").map(({ name }) => name),
      [],
    );
  });

  it("names every value that the argument takes", () => {
    const choices = all.flatMap(({ values, ...argument }) => values.map((value) => ({ ...argument, value })));
    assert.ok(choices.some(({ value }) => value === "pushNotification"));
    const missing = choices.filter(({ value, docstring }) => !docstring.includes(`\`${value}\``));
    assert.deepEqual(
      missing.map(({ name, value }) => `${name} does not name \`${value}\``),
      [],
    );
  });
});
