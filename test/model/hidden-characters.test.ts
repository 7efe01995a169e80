import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "yaml";
import {
  describeHiddenCharacters,
  findHiddenCharacters,
  quoteByCodePoint,
  quoteName,
  withoutHiddenCharacters,
} from "../../model/hidden-characters";

const anyText = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.constantFrom(
        "a",
        " ",
        "\u00e9",
        "e\u0301",
        "\u0301",
        "\u200b",
        "\u200d",
        "\u00a0",
        "\n",
        "\t",
        "\\",
        '"',
        "\u202e",
        "\ud800",
        "\u{e0067}",
        "👩",
      ),
    )
    .map((parts) => parts.join("")),
);

describe("characters of a name that nobody sees", () => {
  for (const [codePoint, kind] of [
    ["U+0009", "control"],
    ["U+000A", "control"],
    ["U+0085", "control"],
    ["U+2028", "control"],
    ["U+202E", "control"],
    ["U+2066", "control"],
    ["U+D800", "control"],
    ["U+00A0", "space"],
    ["U+3000", "space"],
    ["U+2800", "space"],
    ["U+3164", "space"],
    ["U+00AD", "invisible"],
    ["U+061C", "invisible"],
    ["U+200B", "invisible"],
    ["U+200D", "invisible"],
    ["U+200E", "invisible"],
    ["U+FE0F", "invisible"],
    ["U+FEFF", "invisible"],
    ["U+E0067", "invisible"],
  ] as const) {
    it(`finds ${codePoint} as ${kind}, with its place counted in code points`, () => {
      const character = String.fromCodePoint(parseInt(codePoint.slice(2), 16));
      assert.deepEqual(findHiddenCharacters(`👩 pi${character}lot`), [{ kind, character, codePoint, position: 5 }]);
    });
  }

  it("finds a combining mark that has nothing to combine with, and no other", () => {
    const found = (text: string) => findHiddenCharacters(text).map(({ kind, position }) => [kind, position]);
    assert.deepEqual(found("\u0301pilot"), [["mark", 1]]);
    assert.deepEqual(found("pilot \u0301x"), [["mark", 7]]);
    assert.deepEqual(found("Cafe\u0301 \u0939\u093f\u0928\u094d\u0926\u0940"), []);
  });

  it("finds nothing in names that people can see", () => {
    for (const name of [
      "Lookout pilot",
      "Außendienst – Süd",
      "現場 チーム",
      "פיילוט",
      "تجربة",
      "Team 🚀",
      "a'b\"c\\d",
    ]) {
      assert.deepEqual(findHiddenCharacters(name), [], name);
    }
  });

  it("names the first three with code point, Unicode's name and position, and counts the rest", () => {
    assert.equal(describeHiddenCharacters(findHiddenCharacters("a\u200bb")), "U+200B (zero width space) at position 2");
    assert.equal(
      describeHiddenCharacters(findHiddenCharacters("\u00a0a\u202a\u2063\ufeff\u00ad")),
      "U+00A0 (no-break space) at position 1, U+202A (a control character) at position 3, U+2063 (an invisible character) at " +
        "position 4 and 2 more",
    );
  });

  it("leaves none, and a text without them unchanged", () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const cleaned = withoutHiddenCharacters(text);
        // What is left of a text may begin with a mark that had something before it.
        assert.ok(findHiddenCharacters(cleaned).every(({ kind }) => kind === "mark"));
        if (findHiddenCharacters(text).length === 0) assert.equal(cleaned, text);
      }),
    );
  });
});

describe("a name in quotes", () => {
  it("shows hidden characters as escapes", () => {
    assert.equal(quoteName("Lookout pilot"), '"Lookout pilot"');
    assert.equal(quoteName("Lookout\u200bpilot\u00a0"), '"Lookout\\u200Bpilot\\u00A0"');
    assert.equal(quoteName('a\nb"c\\'), '"a\\nb\\"c\\\\"');
    assert.equal(quoteName("\u{1f3f4}\u{e0067}"), '"\u{1f3f4}\\U000E0067"');
    assert.equal(quoteByCodePoint("Cafe\u0301"), '"Cafe\\u0301"');
  });

  it("is one line without a hidden character, and read as YAML it is the name", () => {
    fc.assert(
      fc.property(anyText, (name) => {
        for (const quoted of [quoteName(name), quoteByCodePoint(name)]) {
          assert.deepEqual(findHiddenCharacters(quoted), []);
          assert.equal(parse(quoted), name);
        }
      }),
    );
  });

  it("is JSON too, unless it has a hidden character beyond U+FFFF", () => {
    fc.assert(
      fc.property(anyText, (name) => {
        fc.pre(findHiddenCharacters(name).every(({ character }) => character.length === 1));
        assert.equal(JSON.parse(quoteName(name)), name);
      }),
    );
  });
});
