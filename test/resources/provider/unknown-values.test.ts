import assert from "node:assert/strict";
import { intuneMtdConnectorSchema } from "../../../resources/intune-mtd-connector/intune-mtd-connector.schema";
import { lookoutConnectorSchema } from "../../../resources/lookout-connector/lookout-connector.schema";
import { findFailures, unknownValue } from "../../../resources/provider/unknown-values";

describe("values that are not known yet", () => {
  const valid = {
    heartbeatMinutes: 15,
    enrollmentGroupNames: ["Lookout Pilot"],
    deviceStatusSync: true,
    threatStatusSync: true,
    errorEmail: "soc@contoso.com",
  };

  it("break no rule, whatever type the rule is about", () => {
    for (const property of Object.keys(valid)) {
      assert.deepEqual(findFailures(lookoutConnectorSchema, { ...valid, [property]: unknownValue }), [], property);
    }
  });

  it("break no rule inside a list, also when there are several", () => {
    const inputs = { ...valid, enrollmentGroupNames: [unknownValue, unknownValue, "Lookout Pilot"] };
    assert.deepEqual(findFailures(lookoutConnectorSchema, inputs), []);
  });

  it("hide no fault of the values beside them", () => {
    const inputs = { ...valid, enrollmentGroupNames: [unknownValue, " x"], heartbeatMinutes: 0 };
    assert.deepEqual(
      findFailures(lookoutConnectorSchema, inputs).map(({ property }) => property),
      ["heartbeatMinutes", "enrollmentGroupNames[1]"],
    );
  });

  it("may be a whole block", () => {
    const failures = findFailures(intuneMtdConnectorSchema, { ios: unknownValue, android: { enabled: unknownValue } });
    assert.ok(!failures.some(({ property }) => property.startsWith("ios") || property === "android.enabled"));
  });
});
