import assert from "node:assert/strict";
import fc from "fast-check";
import { redact } from "../../../clients/http/redaction";

describe("redaction", () => {
  it("removes a known secret from any text, also as a form writes it", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.stringMatching(/^[\w+/=~.-]{8,40}$/), (before, after, secret) => {
        const text = redact(`${before}${secret}${after}${encodeURIComponent(secret)}`, [secret]);
        assert.ok(!text.includes(secret) && !text.includes(encodeURIComponent(secret)));
      }),
    );
  });

  it("removes what appears to be a credential", () => {
    const text = redact("Authorization: Bearer abc.def client_secret=s3cr3t&x eyJhbGciOiJub25lIn0.eyJhIjoxfQ.sig");
    assert.doesNotMatch(text, /abc|s3cr3t|eyJ/);
  });

  it("takes no longer for a text that is made for it", () => {
    const length = 256 * 1024;
    for (const piece of ["eyJ-", "Bearer ", "client_secret ", "password=", "access_token:", " ", "eyJ.", "eyJa.b."]) {
      const started = performance.now();
      redact(piece.repeat(length / piece.length), ["s3cret"], length);
      const took = performance.now() - started;
      assert.ok(took < 1000, `${JSON.stringify(piece)} took ${took} ms`);
    }
  });

  it("cuts a long text after the given secrets are gone, so that no part of one is left at the cut", () => {
    const secret = "s3cr3t-of-the-application";
    for (let before = 8 * 1024 - secret.length; before <= 8 * 1024; before += 1) {
      const text = redact("x".repeat(before) + secret.repeat(1000), [secret]);
      assert.ok(text.length < 8 * 1024 + 10, String(text.length));
      assert.doesNotMatch(text, /s3cr/);
    }
  });

  it("leaves everything else alone", () => {
    assert.equal(redact("PATCH /beta/x answered 400: Bad value", []), "PATCH /beta/x answered 400: Bad value");
  });
});
