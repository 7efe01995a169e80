import assert from "node:assert/strict";
import fc from "fast-check";
import { printable, printableJson, printableText } from "../../model/printable";
import { assertHarmless, hostileOutput } from "../hostile-output";

const text = fc.oneof(
  fc.string({ unit: "binary" }),
  fc
    .array(
      fc.constantFrom(
        "#",
        "v",
        "[",
        "]",
        ":",
        "\n",
        "\r",
        "\t",
        " ",
        "\u001b",
        "\u009b",
        "\u061c",
        "\u200b",
        "\u202e",
        "##vso[",
        "::",
        "\u{e0041}",
        "\ud800",
        "x",
      ),
    )
    .map((parts) => parts.join("")),
);
const examples: [string][] = [[hostileOutput], ["\r::x"], ["\t::x"], ["###[x"], ["##\u200b[x"], ["::\u0007::x"]];

describe("a printable text", () => {
  it("is one line, whatever a service or a person wrote", () => {
    fc.assert(
      fc.property(text, (hostile) => {
        assertHarmless(printable(hostile));
        assert.ok(!printable(hostile).includes("\n"));
      }),
      { examples },
    );
  });

  it("keeps the lines of a longer one, and nothing that a terminal or a pipeline acts on", () => {
    fc.assert(
      fc.property(text, (hostile) => {
        assertHarmless(printableText(hostile).replaceAll("\t", " "));
      }),
      { examples },
    );
    assert.equal(printableText("a\r\n\tb\nc\rd"), "a\r\n\tb\nc d");
    assert.equal(printableText("x\n::error::y\n##vso[z]"), "x\n: :error::y\n# #vso[z]");
  });

  it("keeps its meaning as JSON", () => {
    fc.assert(
      fc.property(fc.dictionary(text, text), fc.constantFrom(undefined, 2), (value, indent) => {
        const json = printableJson(value, indent);
        assertHarmless(json);
        assert.deepEqual(JSON.parse(json), JSON.parse(JSON.stringify(value)));
      }),
      { examples: examples.map(([hostile]): [Record<string, string>, 2] => [{ [hostile]: hostile }, 2]) },
    );
  });

  it("keeps every script, and pictures that are made of several", () => {
    for (const kept of [
      "Ärzte & Co.",
      "日本",
      "Ελλάδα",
      "مرحبا",
      "👩‍👧",
      "❤️ team",
      "👍🏽",
      "## Heading",
      "a::b",
      "https://x",
    ])
      assert.deepEqual([printable(kept), printableText(kept), JSON.parse(printableJson(kept))], [kept, kept, kept]);
  });
});
