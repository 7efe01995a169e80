import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../../local/checkout";

const page = readFileSync(join(checkout.root, "ARCHITECTURE.md"), "utf8");
const [beforeDecisions = "", rest = ""] = page.split("## Decisions\n");
const [decisions = "", glossary = ""] = rest.split("## Glossary\n");

/** The sentences of a text, with code as one word, because code has dots of its own. */
function sentencesOf(text: string): string[] {
  return text
    .replaceAll(/`[^`]*`/g, "Code")
    .replaceAll("**", "")
    .split(/(?<=[.!?])\s+(?=[A-Z\d])/);
}

describe("ARCHITECTURE.md", () => {
  it("has no decision of more than four sentences", () => {
    const items = decisions.split(/^(?=- |### )/m).filter((item) => item.startsWith("- **"));
    assert.ok(items.length > 20);
    assert.deepEqual(
      items.filter((item) => sentencesOf(item.trim()).length > 4),
      [],
      "shorten these, or split them",
    );
  });

  it("has one diagram, before the map, and a glossary of about a dozen words", () => {
    assert.deepEqual(page.match(/^```$/gm)?.length, 2);
    assert.ok(beforeDecisions.indexOf("```") < beforeDecisions.indexOf("## The map"));
    const words = glossary.match(/^\| (?!Word|-)/gm) ?? [];
    assert.ok(words.length >= 10 && words.length <= 14, `${words.length} words`);
  });
});
