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

  it("leaves everything else alone", () => {
    assert.equal(redact("PATCH /beta/x answered 400: Bad value", []), "PATCH /beta/x answered 400: Bad value");
  });
});
