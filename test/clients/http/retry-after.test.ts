import assert from "node:assert/strict";
import fc from "fast-check";
import { parseRetryAfter } from "../../../clients/http/retry-after";

describe("Retry-After", () => {
  const now = Date.parse("2026-01-31T09:00:00Z");

  it("reads whole seconds", () => {
    assert.equal(parseRetryAfter("7", now), 7000);
  });

  it("reads the fractions of a second that Intune sends", () => {
    assert.equal(parseRetryAfter("2.128", now), 2128);
  });

  it("reads a date, and takes one that has passed as now", () => {
    assert.equal(parseRetryAfter("Sat, 31 Jan 2026 09:00:05 GMT", now), 5000);
    assert.equal(parseRetryAfter("Sat, 31 Jan 2026 08:00:00 GMT", now), 0);
  });

  it("finds nothing in a header that is missing or means nothing", () => {
    for (const header of [undefined, "", "soon", "-5", "1e3", ["3"], 3]) {
      assert.equal(parseRetryAfter(header, now), undefined, String(header));
    }
  });

  it("gives a time to wait or nothing, whatever the header", () => {
    fc.assert(
      fc.property(fc.string(), (header) => {
        const wait = parseRetryAfter(header, now);
        assert.ok(wait === undefined || (Number.isFinite(wait) && wait >= 0));
      }),
    );
  });

  it("takes any number of seconds to the millisecond, never too short", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (milliseconds) => {
        const wait = parseRetryAfter((milliseconds / 1000).toFixed(3), now);
        assert.ok(wait !== undefined && wait >= milliseconds && wait <= milliseconds + 1);
      }),
    );
  });
});
