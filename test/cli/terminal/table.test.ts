import assert from "node:assert/strict";
import fc from "fast-check";
import { unpainted } from "lookout-intune/internal/terminal/paint";
import { formatTable, type Column } from "lookout-intune/internal/terminal/table";
import { printable } from "../../../model/printable";
import { widthOf, wrap } from "lookout-intune/internal/terminal/text";

const columns: readonly Column[] = [
  { heading: "Id" },
  { heading: "Count", align: "right" },
  { heading: "Says", wraps: true },
];
// Narrow, wide and composed characters: what terminals give one, two and no columns.
const word = fc.string({ unit: fc.constantFrom("a", "b", ".", "é", "漢", "👩‍👧"), minLength: 1, maxLength: 10 });
const sentence = fc.array(word, { minLength: 1, maxLength: 30 });

describe("a table on a terminal", () => {
  const rows = [
    ["first", "7", "one two three four five six seven"],
    ["漢字", "1,200", ["above", { text: "below", color: "red" }]],
  ] as const;

  it("has columns that fit what stands in them, numbers at the right, and no blanks at the end of a line", () => {
    assert.equal(
      formatTable(columns, rows, { width: Infinity, paint: unpainted }),
      [
        "Id     Count  Says",
        "first      7  one two three four five six seven",
        "漢字   1,200  above",
        "              below",
        "",
      ].join("\n"),
    );
  });

  it("breaks what may be broken when the terminal is narrow, and stands below when it is narrower", () => {
    assert.equal(
      formatTable(columns, rows.slice(0, 1), { width: 40, paint: unpainted }),
      ["Id     Count  Says", "first      7  one two three four five", "              six seven", ""].join("\n"),
    );
    assert.equal(
      formatTable(columns, rows.slice(0, 1), { width: 30, paint: unpainted }),
      ["first      7", "  one two three four five six", "  seven", ""].join("\n"),
    );
  });

  it("colors texts and not what is beside them, and what it colors is as wide as before", () => {
    const painted = formatTable(columns, rows, { width: 40, paint: (color, text) => `<${color}>${text}</>` });
    assert.match(painted, /^<bold>Id {3}<\/> {2}<bold>Count<\/> {2}<bold>Says/);
    assert.match(painted, /^ {14}<red>below *<\/>$/m);
  });

  it("never exceeds the width as long as single words and the other columns fit, and loses no word", () => {
    fc.assert(
      fc.property(
        fc.array(sentence, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 40, max: 120 }),
        (texts, width) => {
          const table = formatTable(
            [{}, { wraps: true }, { wraps: true }],
            texts.map((words, at) => [String(at), words.join(" "), words.toReversed().join(" ")]),
            { width, paint: unpainted },
          );
          assert.ok(
            table.split("\n").every((line) => widthOf(line) <= width),
            table,
          );
          const counted = (list: readonly string[]) => list.filter((one) => !/^\d?$/.test(one)).toSorted();
          assert.deepEqual(counted(table.split(/\s+/)), counted(texts.flatMap((words) => [...words, ...words])));
        },
      ),
    );
  });

  it("accepts as many rows as there are devices", () => {
    const rows = Array.from({ length: 150_000 }, (_, at) => [String(at)]);
    assert.equal(formatTable([{}], rows, { width: 80, paint: unpainted }).split("\n").length, 150_001);
  });

  it("has no line for no rows", () => {
    assert.equal(formatTable(columns, [], { width: 80, paint: unpainted }), "");
  });
});

describe("a text on a terminal", () => {
  it("is broken at blanks within the room, and loses no word", () => {
    fc.assert(
      fc.property(sentence, fc.integer({ min: 20, max: 100 }), (words, room) => {
        const lines = wrap(words.join(" "), room);
        assert.ok(lines.every((line) => widthOf(line) <= room));
        assert.deepEqual(lines.join(" ").split(" "), words);
      }),
    );
  });

  it("keeps a word that is too long, such as a link, in one piece", () => {
    const link = "https://aad.lookout.com/les?action=consent";
    assert.deepEqual(wrap(`open ${link} now`, 20), ["open", link, "now"]);
  });

  it("holds nothing that a terminal acts on, whatever a directory's names hold", () => {
    assert.equal(printable("\u001b]0;title\u0007pi\u001b[31mlot\u202e\r\nx"), "pilot x");
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        assert.doesNotMatch(printable(text), /[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
      }),
    );
  });
});
