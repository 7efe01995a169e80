import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../../../local/checkout";
import { writePages } from "../../../scripts/docs/docs-pages";

describe("the generated pages", () => {
  it("are those in docs: after a change run npm run docs", async () => {
    for (const [file, text] of Object.entries(await writePages())) {
      assert.equal(readFileSync(join(checkout.root, "docs", file), "utf8"), text, file);
    }
  });
});
