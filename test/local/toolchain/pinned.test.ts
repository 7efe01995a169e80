import assert from "node:assert/strict";
import fc from "fast-check";
import { parse } from "semver";
import { reasonAgainst } from "../../../local/toolchain/cli-version";
import { pinnedCliVersion, requiredVersion } from "../../../local/toolchain/pinned";
import { installedVersion } from "../../../local/toolchain/sdk";

describe("the pinned versions", () => {
  it("have the CLI that is built be the SDK's own release", () => {
    assert.equal(pinnedCliVersion(), installedVersion("@pulumi/pulumi"));
  });

  it("satisfy the floor that a CLI on PATH has to", () => {
    const version = parse(pinnedCliVersion());
    assert.ok(version !== null);
    assert.equal(reasonAgainst(version), undefined);
  });

  it("are read from go.mod whichever way it requires them", () => {
    const name = fc.stringMatching(/^[a-z]{1,8}\.[a-z]{2,3}(\/[a-z0-9]{1,6}){1,3}$/);
    const version = fc.stringMatching(/^v[0-9]{1,2}\.[0-9]{1,3}\.[0-9]{1,2}$/);
    fc.assert(
      fc.property(name, version, fc.boolean(), fc.constantFrom("", " // indirect"), (module, v, inBlock, comment) => {
        const line = `${module} ${v}${comment}`;
        const goMod = `module x\n\ngo 1.25\n\n${inBlock ? `require (\n\tother.com/y v0.0.1\n\t${line}\n)` : `require ${line}`}\n`;
        assert.equal(requiredVersion(goMod, module), v);
        assert.equal(requiredVersion(goMod, `${module}/more`), undefined);
      }),
    );
  });

  it("do not mistake a replacement for a requirement", () => {
    assert.equal(requiredVersion("replace a.com/b => c.com/d v1.0.0\n", "a.com/b"), undefined);
  });
});
