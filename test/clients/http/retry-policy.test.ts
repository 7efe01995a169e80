import assert from "node:assert/strict";
import fc from "fast-check";
import { defaultRetryPolicy, isRetryable, pauseBefore } from "../../../clients/http/retry-policy";

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
