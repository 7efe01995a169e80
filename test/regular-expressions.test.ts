import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkSync } from "recheck";
import ts from "typescript";
import { checkout } from "../local/checkout";

/** Expressions that are built from a text, and why they are not dangerous. */
const built: Readonly<Record<string, string>> = {
  "cli/terminal/paint.ts": "from our own color codes",
  "local/stand-ins/azure-native/shape.ts": "from the types of the stand-in",
  "local/tenant/arm/dispatch.ts": "from the paths of the local tenant",
  "local/tenant/faults.ts": "from what the user of the local tenant asks for",
  "local/tenant/graph/odata/filter-parser.ts": "a copy of a literal, for its own position",
  "local/tenant/graph/register-graph.ts": "from the paths of the local tenant",
  "model/printable.ts": "from classes of characters, each match of which is replaced",
  "model/secret-values.ts": "from a whole text, with every sign of an expression escaped",
  "resources/intune-diagnostic-settings/intune-diagnostic-settings.schema.ts":
    "from a type's name; parts without a slash",
};

interface Expression {
  readonly source: string;
  readonly flags: string;
  readonly places: string[];
}

/** All expressions in the sources but the tests', each once, and the files that build one. */
function findExpressions(): { readonly literals: readonly Expression[]; readonly builders: readonly string[] } {
  const files = execFileSync("git", ["ls-files", "*.ts", ":!test", ":!*.d.ts"], {
    cwd: checkout.root,
    encoding: "utf8",
  });
  const literals = new Map<string, Expression>();
  const builders = new Set<string>();
  for (const file of files.trim().split("\n")) {
    const text = readFileSync(join(checkout.root, file), "utf8");
    const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
    const visit = (node: ts.Node): void => {
      if (ts.isRegularExpressionLiteral(node)) {
        const end = node.text.lastIndexOf("/");
        const { line } = source.getLineAndCharacterOfPosition(node.getStart());
        const expression = literals.get(node.text) ?? {
          source: node.text.slice(1, end),
          flags: node.text.slice(end + 1),
          places: [],
        };
        expression.places.push(`${file}:${line + 1}`);
        literals.set(node.text, expression);
      } else if (ts.isNewExpression(node) || ts.isCallExpression(node)) {
        if (node.expression.getText(source) === "RegExp") builders.add(file);
      }
      ts.forEachChild(node, visit);
    };
    visit(source);
  }
  return { literals: [...literals.values()], builders: [...builders].sort() };
}

// Texts come from services, files and people. An expression that tries a text again from every position takes the square of its length.
describe("the regular expressions of the sources", function () {
  this.timeout(300_000);

  it("take time in proportion to the text, whatever the text is", () => {
    const { literals } = findExpressions();
    assert.ok(literals.length > 100, `only ${literals.length} were found`);
    const found = literals.flatMap(({ source, flags, places }) => {
      const { status, ...more } = checkSync(source, flags, { timeout: 60_000 });
      if (status === "safe") return [];
      const why = "attack" in more ? `${more.complexity.summary}, for ${more.attack.pattern}` : status;
      return [`${places.join(", ")}: /${source}/${flags} ${why}`];
    });
    assert.deepEqual(found, []);
  });

  it("are literals, but for those that are named here with the reason", () => {
    assert.deepEqual(findExpressions().builders, Object.keys(built).sort());
  });

  it("would be refused if one took the square of the length", () => {
    assert.equal(checkSync("\\beyJ[\\w-]+\\.[\\w-]+", "g").status, "vulnerable");
  });
});
