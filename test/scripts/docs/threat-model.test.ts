import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../../../local/checkout";
import { actors, assets } from "../../../scripts/docs/threat-model/security-threat";
import { threats } from "../../../scripts/docs/threat-model/threats";
import { findMissingTests } from "./coverage-problems";

describe("the threat model", () => {
  it("has a test that exists for each threat", () => {
    assert.deepEqual(
      threats.flatMap(({ threat, proof }) => [
        ...(proof.length === 0 ? [`"${threat}" has no proof`] : []),
        ...findMissingTests(proof).map((problem) => `"${threat}" ${problem}`),
      ]),
      [],
    );
  });

  it("would miss a test that does not exist", () => {
    const proof = [{ file: "scripts/docs/threat-model.test.ts", test: "is not there" }];
    assert.match(findMissingTests(proof).join(), /has no such test/);
  });

  it("has a threat for each asset and from each actor, and none twice", () => {
    assert.deepEqual(new Set(threats.map(({ asset }) => asset)), new Set(Object.keys(assets)));
    assert.deepEqual(new Set(threats.map(({ actor }) => actor)), new Set(Object.keys(actors)));
    assert.equal(new Set(threats.map(({ threat }) => threat)).size, threats.length);
  });

  it("is in SECURITY.md with the same assets and actors", () => {
    const page = readFileSync(join(checkout.root, "SECURITY.md"), "utf8").replace(/\s+/g, " ");
    for (const text of [...Object.values(assets), ...Object.values(actors)]) {
      assert.ok(page.includes(text.split(":")[0] ?? text), text);
    }
    assert.ok(page.includes("docs/threat-model.md"));
  });
});
