import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { parse } from "yaml";
import {
  saltOf,
  copyChangesBack,
  withoutSalt,
  withSalt,
  writeCopy,
  withOverlay,
} from "../../../local/runs/stack-config";
import { scratchFolder } from "../../scripts/scratch";

const salt = "v1:Xy/wfAuTlo8=:v1:UKpyPHuG0RlX5n5R:kmGwRT25mXPCd6EPbZ/u6sExBE/NQQ==";

describe("the config file that Pulumi works on", () => {
  const scratch = scratchFolder();
  const committed = (): string => join(scratch.path, "Pulumi.local.yaml");
  const copy = (): string => join(scratch.path, "copy", "Pulumi.local.yaml");

  it("is the committed one and this checkout's salt, whatever the committed one holds", () => {
    const line = fc.constantFrom(
      "config:",
      "  a:b: c # why",
      "",
      "# encryptionsalt: not this one",
      "encryptionsalt: v1:other=",
    );
    fc.assert(
      fc.property(fc.array(line, { maxLength: 6 }), fc.boolean(), (lines, newline) => {
        const text = lines.join("\n") + (newline ? "\n" : "");
        const salted = withSalt(text, salt);
        const once = lines.filter((one) => one.startsWith("encryptionsalt:")).length <= 1;
        fc.pre(once);
        assert.equal(saltOf(salted), salt);
        assert.equal(withoutSalt(salted).trimEnd(), withoutSalt(text).trimEnd());
      }),
    );
  });

  it("leaves the committed file alone when a command changed nothing", () => {
    const text = "# why\nconfig:\n  a:b: c\n";
    writeFileSync(committed(), text);
    writeCopy(committed(), copy(), salt);

    assert.equal(copyChangesBack(committed(), copy()), false);
    assert.equal(readFileSync(committed(), "utf8"), text);
  });

  it("hands a changed setting on to the committed file, without the salt", () => {
    writeFileSync(committed(), "config:\n  a:b: c\n");
    writeCopy(committed(), copy(), salt);
    writeFileSync(copy(), readFileSync(copy(), "utf8").replace("a:b: c", "a:b: d"));

    assert.equal(copyChangesBack(committed(), copy()), true);
    assert.equal(readFileSync(committed(), "utf8"), "config:\n  a:b: d\n");
  });
});

describe("a config with some settings changed", () => {
  const config = "config:\n  a:\n    ios: { on: true, level: low }\n    rings: [pilot, staff]\n  b: 1\n";

  it("keeps what is not named, within maps as well", () => {
    const changed = parse(
      withOverlay(config, "config:\n  a:\n    ios: { level: high }\n    rings: [pilot]\n  c: 2\n"),
    ) as unknown;
    assert.deepEqual(changed, { config: { a: { ios: { on: true, level: "high" }, rings: ["pilot"] }, b: 1, c: 2 } });
  });

  it("lacks what is null", () => {
    assert.deepEqual(parse(withOverlay(config, "config:\n  a: { ios: null }\n  b: null\n")), {
      config: { a: { rings: ["pilot", "staff"] } },
    });
  });
});
