import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import ts from "typescript";
import { conditionalAccessImport } from "lookout-intune/internal/import-existing/conditional-access-import";
import { nextCommands } from "lookout-intune/internal/stack-file/sign-in-entries";
import { describeTask, recordCommands } from "../../console/runbook/task";
import { checkout } from "../../local/checkout";
import { CommandPlaceholder, shellCommand } from "../../model/shell-command";
import { enrollmentSettingsForm } from "../../resources/lookout-enrollment-settings/lookout-enrollment-settings.form";
import { formatProblems } from "../../stack-config/config-problem";
import { parseConfig } from "../../stack/config";
import { hostileTexts, pasteLines } from "../pasted-lines";
import { rawConfig, validConfig } from "../stack/valid-config";

describe("a printed command", () => {
  it("gives a shell each value as one word, and no other value is in any", () => {
    const harmless = ["Lookout pilot", "a.b_c@d-e/f:g", "", "list[0]", "r-0123456789ab"];
    const lines = harmless.map((value) => shellCommand`pulumi config set ${value} ${new CommandPlaceholder("<days>")}`);
    assert.deepEqual(pasteLines(lines.map(String)), {
      calls: harmless.map((value) => ["pulumi", "config", "set", value, "<days>"]),
      files: [],
    });
    for (const value of hostileTexts) assert.equal(shellCommand`pulumi config set ${value} x`, undefined, value);
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 8 }), (value) => {
        const command = shellCommand`pulumi ${value}`;
        assert.equal(command !== undefined, /^([\w .@/:-]|\[[0-9]+\])*$/.test(value) && !value.startsWith("-"), value);
        assert.ok(command === undefined || command === `pulumi '${value}'`);
      }),
      { examples: ["ä", "[x]", "[0]", "a'b", "-x", "a\n"].map((value) => [value]) },
    );
  });

  it("runs nothing else when the lines about a stack's config are pasted, and the message names the file to edit", () => {
    for (const text of hostileTexts) {
      const { problems } = parseConfig(
        rawConfig({
          ...validConfig,
          [`lookout-intune:${text}`]: "x",
          [`azuread:${text}`]: `<${text}>`,
          "lookout-intune:supportHandoff": { [text]: text, organization: `<${text}>` },
          "lookout-intune:enrollmentSettings": { daysUntilDisconnected: text },
        }),
      );
      const shown = formatProblems(problems, [text]);
      const commands = shown.split("\n").filter((line) => line.startsWith("    "));
      const { calls, files } = pasteLines(commands);
      assert.deepEqual(files, [], text);
      for (const call of calls) assert.match(call.join(" "), /^pulumi config (set|rm) /, text);
      const byHand = problems.filter(({ fix }) => fix === undefined).length;
      assert.equal(shown.match(/Edit this key in Pulumi\.<stack>\.yaml/g)?.length, byHand, shown);
      assert.ok(byHand > 0 || text.startsWith("--"), shown);
    }
  });

  it("is one command each after init, for the record of a runbook, and for the import of a policy", () => {
    const configuration = { credential: { kind: "client secret", clientId: "x", clientSecret: "x" } };
    const next = (stack: string) => nextCommands(stack, configuration as Parameters<typeof nextCommands>[1]);
    assert.deepEqual(
      pasteLines(next("org/project/prod")).calls.map((call) => call.slice(0, 3).join(" ")),
      ["pulumi stack select", "pulumi config set", "lookout-intune doctor --stack", "pulumi preview --stack"].map(
        (call) => call.split(" ").slice(0, 3).join(" "),
      ),
    );
    const task = describeTask(enrollmentSettingsForm, "r-0123456789ab", { daysUntilDisconnected: 30 }, null);
    const at = "lookout:acknowledged.enrollmentSettings";
    assert.deepEqual(pasteLines(recordCommands([task])).calls, [
      ["pulumi", "config", "set", "--path", `${at}.revision`, "r-0123456789ab"],
      ["pulumi", "config", "set", "--path", `${at}.by`, "<who entered it>"],
      ["pulumi", "config", "set", "--path", `${at}.at`, "<when, such as 2026-01-31T09:00:00Z>"],
    ]);
    assert.equal(pasteLines([String(conditionalAccessImport("prod", "p-1"))]).calls[0]?.[1], "import");
    for (const text of hostileTexts) {
      assert.deepEqual([next(text), conditionalAccessImport("prod", text)], [[], undefined], text);
      assert.equal(conditionalAccessImport(text, "p-1"), undefined, text);
      const revisions = recordCommands([{ ...task, revision: text }]);
      assert.deepEqual([revisions.length, pasteLines(revisions).files], [2, []], text);
    }
  });

  it("is written by the one function wherever it contains a value", () => {
    const folders = [
      "cli",
      "clients",
      "components",
      "console",
      "model",
      "monitoring",
      "resources",
      "stack",
      "stack-config",
    ];
    assert.deepEqual(folders.flatMap(sources).flatMap(handWrittenCommands), []);
    assert.equal(
      commandsIn("x.ts", "f(`Run pulumi config rm ${key} now`); shellCommand`pulumi config rm ${key}`").length,
      1,
    );
    assert.equal(commandsIn("x.ts", "f(`Repeat with --adopt ${id}.`); f(`Run pulumi up, then see ${url}`)").length, 1);
  });
});

function sources(folder: string): string[] {
  return readdirSync(join(checkout.root, folder), { recursive: true, encoding: "utf8" })
    .filter((file) => file.endsWith(".ts") && !/(^|\/)(node_modules|dist)\//.test(file))
    .map((file) => join(folder, file));
}

function handWrittenCommands(file: string): string[] {
  return commandsIn(file, readFileSync(join(checkout.root, file), "utf8"));
}

/** A command or an option of one, directly before a value. */
const beforeValue = /(\b(pulumi|lookout-intune) [a-z][^,.;()"]*|--[a-z-]+ ['"]?)$/;
/** What is not for a shell: arguments of a process, and a message about an option that the user gave. */
const notToPaste =
  /^--(adopt|clear|csv|browser|policy-results|enrollment-group|print-to-pdf|user-data-dir)( names)? \$/;

/** Templates with a value in a command, outside the one function. */
function commandsIn(file: string, text: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTemplateExpression(node) && !ts.isTaggedTemplateExpression(node.parent)) {
      const parts = [node.head.text, ...node.templateSpans.slice(0, -1).map(({ literal }) => literal.text)];
      const source = node.getText().slice(1);
      if (parts.some((part) => beforeValue.test(part)) && !notToPaste.test(source)) found.push(`${file}: ${source}`);
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true));
  return found;
}
