import assert from "node:assert/strict";
import fc from "fast-check";
import { html, Markup } from "lookout-intune/internal/report/markup";
import { parsePage } from "./parsed-page";

/** Texts in which everything that means something in HTML is frequent. */
const hostileText = fc.string({
  unit: fc.oneof(
    fc.constantFrom("<", ">", "&", '"', "'", "/", "=", "`", "<script>", "</style>", "&lt;", "-->", "${", " onload="),
    fc.string({ unit: "grapheme-ascii", maxLength: 3 }),
  ),
  maxLength: 30,
});

describe("HTML templates", () => {
  it("show any text unchanged, between tags and in attributes, and create no element from it", () => {
    fc.assert(
      fc.property(hostileText, (text) => {
        const page = parsePage(
          html`<html>
            <body>
              <p title="${text}">${text}</p>
            </body>
          </html>`.toString(),
        );
        const paragraph = page.querySelector("p");
        assert.equal(paragraph?.textContent, text);
        assert.equal(paragraph.getAttribute("title"), text);
        assert.equal([...page.querySelectorAll("body *")].length, 1);
      }),
    );
  });

  it("insert HTML as it is, lists one after the other, and nothing for what is absent", () => {
    const items = ["a", "<b>"].map((text) => html`<i>${text}</i>`);
    const line = html`<b>${items}${null}${undefined}${false}${0}</b>`;
    assert.equal(line.toString(), "<b><i>a</i><i>&lt;b&gt;</i>0</b>");
    assert.equal(html`<b>${Markup.trusted("<br>")}</b>`.toString(), "<b><br></b>");
  });
});
