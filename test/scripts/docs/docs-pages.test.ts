import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../../../local/checkout";
import { writePages } from "../../../scripts/docs/docs-pages";

describe("the generated pages", () => {
  it("are those in docs: after a change run npm run docs", async () => {
    const pages = Object.entries(await writePages());
    const stale = pages.filter(([file, text]) => {
      const path = join(checkout.root, "docs", file);
      return !existsSync(path) || readFileSync(path, "utf8") !== text;
    });
    assert.deepEqual(
      stale.map(([file]) => file),
      [],
    );
  });

  it("have none of a rule that is gone", async () => {
    const generated = Object.keys(await writePages());
    const inDocs = readdirSync(join(checkout.root, "docs/policies")).map((file) => `policies/${file}`);
    const surplus = inDocs.filter((file) => !generated.includes(file));
    assert.deepEqual(surplus, ["policies/performance.md"], "delete these");
  });
});
