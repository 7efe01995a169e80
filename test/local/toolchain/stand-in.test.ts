import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import fc from "fast-check";
import { quote } from "../../../local/toolchain/stand-in";

describe("the stand-in's launcher", () => {
  it("survives every character a path may have", () => {
    const path = fc.string({ unit: "grapheme", minLength: 1, maxLength: 30 }).filter((text) => !text.includes("\0"));
    fc.assert(
      fc.property(path, (text) => {
        const { stdout } = spawnSync("/bin/sh", ["-c", `printf %s ${quote(text)}`], { encoding: "utf8" });
        assert.equal(stdout, text);
      }),
      { numRuns: 40 },
    );
  });
});
