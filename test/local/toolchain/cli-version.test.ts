import assert from "node:assert/strict";
import fc from "fast-check";
import { oldestCli, parseCliVersion, reasonAgainst } from "../../../local/toolchain/cli-version";

function reasonAgainstText(text: string): string | undefined {
  const version = parseCliVersion(text);
  assert.ok(version !== undefined);
  return reasonAgainst(version);
}

describe("the version of a Pulumi CLI", () => {
  it("is accepted from the floor on", () => {
    assert.equal(reasonAgainstText(`v${oldestCli}`), undefined);
  });

  it("is refused just below the floor, with what is missing there", () => {
    assert.match(reasonAgainstText("v3.248.9") ?? "", /3\.248\.9 is older than 3\.249\.0.*policy analyze/);
  });

  it("is refused when it is a major version nobody has tried", () => {
    assert.match(reasonAgainstText("v4.0.0") ?? "", /never run with/);
  });

  it("is not there when the program prints something else", () => {
    assert.equal(parseCliVersion("pulumi: command not found\n3 apples"), undefined);
    assert.equal(parseCliVersion(""), undefined);
  });

  it("is found among other lines, for every version", () => {
    const noise = fc.array(fc.constantFrom("warning: a new version is available", "", "  hello"), { maxLength: 3 });
    fc.assert(
      fc.property(fc.nat(9), fc.nat(999), fc.nat(99), noise, noise, (major, minor, patch, before, after) => {
        const text = `${major}.${minor}.${patch}`;
        const found = parseCliVersion([...before, `v${text}`, ...after].join("\r\n"));
        assert.equal(found?.version, text);
        assert.equal(reasonAgainstText(`v${text}`) === undefined, major === 3 && minor >= 249);
      }),
    );
  });
});
