import assert from "node:assert/strict";
import fc from "fast-check";
import { createOldestEntries } from "lookout-intune/internal/enrollment/oldest-entries";
import type { EnrollmentEntry } from "../../../model/enrollment/lists";
import { emptyEntry } from "../../../model/enrollment/entries";

const time = fc.option(fc.date({ min: new Date(0), max: new Date(2e12), noInvalidDate: true }), { nil: null });
const entry = fc.record({
  list: fc.constantFrom<EnrollmentEntry["list"][]>("pending", "disconnected"),
  since: time.map((since) => since?.toISOString() ?? null),
});
describe("the entries that are shown of a list", () => {
  it("are those that have been on it longest, as sorting all of them would give", () => {
    fc.assert(
      fc.property(fc.array(entry), fc.nat(5), (entries, longest) => {
        const oldestEntries = createOldestEntries(longest);
        for (const one of entries) oldestEntries.add({ ...emptyEntry(one.list), ...one });
        const sorted = entries
          .filter(({ list }) => list === "pending")
          .map(({ since }) => since ?? "9")
          .toSorted();
        assert.deepEqual(
          oldestEntries.of("pending").map(({ since }) => since ?? "9"),
          sorted.slice(0, longest),
        );
      }),
    );
  });
});
