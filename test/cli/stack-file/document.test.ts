import assert from "node:assert/strict";
import fc from "fast-check";
import { writeIntoDocument } from "lookout-intune/internal/stack-file/document";
import { parse } from "yaml";
import { findHiddenCharacters } from "../../../model/hidden-characters";

const key = "lookout-intune:enrollmentGroups";
const written = (displayName: string, existing?: string) =>
  writeIntoDocument(existing, [{ key, value: { pilot: { displayName } } }], [key], []);
const nameIn = (text: string) =>
  (parse(text) as { config: Record<string, { pilot: { displayName: string } }> }).config[key]?.pilot.displayName;

describe("a name in a stack's file", () => {
  it("is written with escapes where nobody would see what is in it, and as it is otherwise", () => {
    assert.match(written("Familie 👩\u200d👧\u00a0"), /displayName: "Familie 👩\\u200D👧\\u00A0"$/m);
    assert.match(written("Außendienst – Süd"), /displayName: Außendienst – Süd$/m);
  });

  it("is read as the same name, also from a file that had it before", () => {
    const part = fc.constantFrom(
      "a",
      "#",
      ": ",
      "'",
      '"',
      "\\",
      "\u200b",
      "\u00a0",
      "\ufeff",
      "\u{e0067}",
      "é",
      "true",
      " ",
    );
    fc.assert(
      fc.property(fc.array(part, { minLength: 1 }), (parts) => {
        const name = parts.join("");
        const text = written(name);
        assert.equal(nameIn(text), name);
        assert.deepEqual(findHiddenCharacters(text.replaceAll("\n", "")), []);
        assert.equal(nameIn(written(name, text)), name);
      }),
    );
  });
});
