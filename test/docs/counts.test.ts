import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../../local/checkout";

const pages = [".", "docs", "docs/policies", "policies"].flatMap((folder) =>
  readdirSync(join(checkout.root, folder))
    .filter((file) => file.endsWith(".md"))
    .map((file) => join(folder, file)),
);

describe("the pages", () => {
  it("do not count the rules of the pack, as nobody would correct the number with the next rule", () => {
    assert.ok(pages.includes("README.md") && pages.includes(join("docs/policies", "performance.md")));
    for (const page of pages) {
      assert.doesNotMatch(readFileSync(join(checkout.root, page), "utf8"), /\b\d+ (policy )?rules\b/i, page);
    }
  });
});
