import assert from "node:assert/strict";
import fc from "fast-check";
import { reveal, touchesSecret } from "lookout-intune/internal/stack/secrets";

/** As `pulumi stack export --show-secrets` writes it. */
const secret = (value: unknown) => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  plaintext: JSON.stringify(value),
});

describe("secrets in a stack's state", () => {
  it("are decrypted in the config, and their paths are known", () => {
    const stored = { name: "pilot", list: [1, secret("k3y")], inner: { map: secret({ a: secret("deep") }) } };
    assert.deepEqual(reveal(stored), {
      value: { name: "pilot", list: [1, "k3y"], inner: { map: { a: "deep" } } },
      secrets: [
        ["list", 1],
        ["inner", "map"],
      ],
    });
  });

  it("have no value when pulumi did not decrypt them, but are secrets still", () => {
    const encrypted = { ...secret("x"), plaintext: undefined, ciphertext: "v1:…" };
    assert.deepEqual(reveal({ a: encrypted }), {
      value: { a: undefined },
      secrets: [["a"]],
    });
  });

  it("are touched by paths to them, into them and around them, and by no other", () => {
    const secrets = [["inner", "map"]];
    for (const path of [["inner"], ["inner", "map"], ["inner", "map", "a"]]) assert.ok(touchesSecret(secrets, path));
    for (const path of [["other"], ["inner", "mop"], ["map"]]) assert.ok(!touchesSecret(secrets, path));
  });

  it("are the only thing that changes: any other JSON comes back as it was", () => {
    fc.assert(
      fc.property(fc.jsonValue(), (json) => {
        const plain = JSON.parse(JSON.stringify(json)) as unknown;
        assert.deepEqual(reveal(plain), { value: plain, secrets: [] });
        assert.deepEqual(reveal({ at: secret(plain) }), { value: { at: plain }, secrets: [["at"]] });
      }),
    );
  });
});
