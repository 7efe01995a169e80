import assert from "node:assert/strict";
import fc from "fast-check";
import { createActivationCounts } from "../../../model/enrollment/activations";
import { phonePlatforms, platformOf, type LookoutRecord } from "../../../model/enrollment/records";

const nothing: LookoutRecord = {
  guid: "g",
  parentGuid: null,
  oid: null,
  ownerAddress: null,
  platform: null,
  profile: null,
  externalId: null,
  activation: null,
  protection: null,
  security: null,
  activatedAt: null,
  disconnectedAt: null,
  checkedInAt: null,
  updatedAt: null,
};

describe("the times of activations", () => {
  const time = fc.date({ min: new Date("2024-01-01"), max: new Date("2026-12-31"), noInvalidDate: true });
  const record = fc.record({
    platform: fc.constantFrom("ANDROID", "IOS", "TOASTER", null),
    activation: fc.constantFrom("ACTIVATED", "PENDING", "DEACTIVATED", null),
    parentGuid: fc.constantFrom(null, "parent"),
    activatedAt: fc.oneof(
      time.map((at) => at.toISOString()),
      fc.constantFrom(null, "", "soon"),
    ),
  });

  it("hold every activated device with a time once, in the minute it was, oldest first", () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 60 }), (records) => {
        const counts = createActivationCounts();
        for (const one of records) counts.add({ ...nothing, ...one }, platformOf(one.platform));
        for (const platform of phonePlatforms) {
          const minutes = counts.of(platform);
          assert.deepEqual(
            minutes,
            minutes.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at)),
          );
          const expected = records
            .filter(
              (one) =>
                one.activation === "ACTIVATED" && one.parentGuid === null && platformOf(one.platform) === platform,
            )
            .map((one) => `${(one.activatedAt ?? "").slice(0, 16)}:00.000Z`)
            .filter((at) => !Number.isNaN(Date.parse(at)));
          assert.deepEqual(
            minutes.flatMap(({ at, devices }) => new Array<string>(devices).fill(at)),
            expected.toSorted(),
          );
        }
      }),
    );
  });

  it("need no more room for many devices than for the minutes in which they came", () => {
    const counts = createActivationCounts();
    for (let index = 0; index < 50_000; index += 1) {
      const activatedAt = new Date(Date.parse("2026-01-01T00:00:00Z") + (index % 90) * 60_000 + index).toISOString();
      counts.add({ ...nothing, platform: "IOS", activation: "ACTIVATED", activatedAt }, "ios");
    }
    assert.equal(counts.of("ios").length, 90);
  });
});
