import assert from "node:assert/strict";
import { typesOnly } from "../../../clients/lookout/types-only";
import { lookoutConnectorSchema } from "../../../resources/lookout-connector/lookout-connector.schema";
import { enrollmentSettingsSchema } from "../../../resources/lookout-enrollment-settings/lookout-enrollment-settings.schema";
import { notificationPreferencesSchema } from "../../../resources/lookout-notification-preferences/lookout-notification-preferences.schema";

const connector = {
  ...{ heartbeatMinutes: 0, enrollmentGroupNames: [], errorEmail: "nobody" },
  ...{ deviceStatusSync: false, threatStatusSync: true },
};

describe("what is read from a gateway", () => {
  it("may lie outside of the limits of a declaration", () => {
    const cases = [
      [lookoutConnectorSchema, connector],
      [enrollmentSettingsSchema, { daysUntilDisconnected: 91 }],
      [notificationPreferencesSchema, { recipients: [{ email: "nobody", notifications: {} }] }],
    ] as const;
    for (const [schema, outside] of cases) {
      assert.ok(!schema.safeParse(outside).success);
      assert.deepEqual(typesOnly<object>(schema).parse({ ...outside, addedLater: 1 }), outside);
    }
  });

  it("has the types of a declaration, and all of its settings", () => {
    for (const wrong of [{ ...connector, errorEmail: 1 }, { ...connector, enrollmentGroupNames: "Pilot" }, {}]) {
      assert.ok(!typesOnly(lookoutConnectorSchema).safeParse(wrong).success, JSON.stringify(wrong));
    }
    assert.ok(!typesOnly(enrollmentSettingsSchema).safeParse({ daysUntilDisconnected: "30" }).success);
  });
});
