import assert from "node:assert/strict";
import fc from "fast-check";
import { defaultRetryPolicy, isRetryable, parseRetryAfter, pauseBefore } from "../../../clients/http/retry-policy";

describe("the retry policy", () => {
  it("repeats throttled and unavailable answers of every call", () => {
    for (const status of [429, 503]) assert.ok(isRetryable({ status }, false));
  });

  it("repeats a call that may have been carried out only if that does no harm", () => {
    for (const failure of [{ status: 500 }, { status: 502 }, { status: 504 }, { code: "ECONNRESET" }]) {
      assert.equal(isRetryable(failure, true), true);
      assert.equal(isRetryable(failure, false), false);
    }
  });

  it("does not repeat what will fail again", () => {
    for (const failure of [{ status: 400 }, { status: 403 }, { status: 404 }, { code: "ECONNREFUSED" }, {}]) {
      assert.equal(isRetryable(failure, true), false);
    }
  });

  it("never pauses shorter than asked, nor more than a quarter longer", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 50 }),
        fc.nat(100_000),
        fc.double({ min: 0, max: 1, noNaN: true }),
        (n, requested, random) => {
          const pause = pauseBefore(n, requested, defaultRetryPolicy, random);
          assert.ok(pause >= requested && pause <= requested * 1.25 + 1);
        },
      ),
    );
  });

  it("pauses longer each time up to a limit when nothing is asked", () => {
    const pauses = [1, 2, 3, 20].map((n) => pauseBefore(n, undefined, defaultRetryPolicy, 0));
    assert.deepEqual(pauses, [500, 1000, 2000, 20_000]);
  });
});

describe("Retry-After", () => {
  const now = Date.parse("2026-01-31T09:00:00Z");

  it("reads whole seconds", () => {
    assert.equal(parseRetryAfter("7", now), 7000);
  });

  it("reads the fractions of a second that Intune sends", () => {
    assert.equal(parseRetryAfter("2.128", now), 2128);
  });

  it("reads a date, and treats one that has passed as now", () => {
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

  it("accepts any number of seconds to the millisecond, never too short", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000), (milliseconds) => {
        const wait = parseRetryAfter((milliseconds / 1000).toFixed(3), now);
        assert.ok(wait !== undefined && wait >= milliseconds && wait <= milliseconds + 1);
      }),
    );
  });
});
