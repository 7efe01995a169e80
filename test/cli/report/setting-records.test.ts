import assert from "node:assert/strict";
import { settingRecords } from "lookout-intune/internal/report/setting-records";
import type { DynamicType } from "../../../model/resource-types";
import { doneInputs, live } from "../status/done-inputs";

const connector = {
  heartbeatMinutes: 60,
  enrollmentGroupNames: ["Lookout staff", "Lookout pilot"],
  deviceStatusSync: true,
  threatStatusSync: false,
  errorEmail: "soc@contoso.example",
};
const notifications = {
  recipients: [
    { email: "ann@contoso.example", notifications: { "Medium Risk Device Issue Notifications": true } },
    { email: "bob@contoso.example", notifications: { "Medium Risk Device Issue Notifications": false } },
  ],
};

function recordOf(type: DynamicType, inputs: object, secrets: readonly (readonly string[])[] = []) {
  const settings = live(type, { mode: "console", ...inputs });
  const stored = { ...settings.stored, secrets: { inputs: secrets, outputs: [] } };
  const [record] = settingRecords({ ...doneInputs(), resources: [{ ...settings, stored }] });
  assert.ok(record);
  return record;
}
const valuesOf = (...of: Parameters<typeof recordOf>) =>
  recordOf(...of).declared?.map(({ part, label, values }) => [part, label.slice(0, 30), ...values]);

describe("the settings that a report shows", () => {
  it("are heartbeat, enrollment groups, both state syncs and the error address of the connector", () => {
    assert.deepEqual(valuesOf("LookoutConnector", connector), [
      ["Connection Settings", "Heartbeat Frequency (minutes)", "60"],
      ["Enrollment Management", "Use the following Microsoft En", "Lookout pilot", "Lookout staff"],
      ["State Sync", "Device status", "On"],
      ["State Sync", "Threat status", "Off"],
      ["Error Management", "Email address for error report", "soc@contoso.example"],
    ]);
    assert.deepEqual(recordOf("LookoutConnector", connector).addresses, ["soc@contoso.example"]);
  });

  it("are the days until a device counts as disconnected", () => {
    assert.deepEqual(valuesOf("LookoutEnrollmentSettings", { daysUntilDisconnected: 14 }), [
      [null, "Disconnected Status (days)", "14"],
    ]);
  });

  it("are the notifications of each recipient, whose addresses can be left out", () => {
    assert.deepEqual(valuesOf("LookoutNotificationPreferences", notifications), [
      ["Signed in as ann@contoso.example", "Medium Risk Device Issue Notif", "ON"],
      ["Signed in as bob@contoso.example", "Medium Risk Device Issue Notif", "OFF"],
    ]);
    assert.deepEqual(recordOf("LookoutNotificationPreferences", notifications).addresses, [
      "ann@contoso.example",
      "bob@contoso.example",
    ]);
  });

  it("are the risk of each classification, by device group and platform", () => {
    const risks = { ADWARE: "low", OUT_OF_DATE_OS: { ios: "medium" } };
    assert.deepEqual(
      valuesOf("LookoutThreatClassifications", { risks, deviceGroups: { Executives: { ADWARE: "high" } } }),
      [
        ["Default Group", "Risk of ADWARE", "Low"],
        ["Default Group", "Risk of OUT_OF_DATE_OS on iOS", "Medium"],
        ["Device group Executives", "Risk of ADWARE", "High"],
      ],
    );
  });

  it("cite Lookout's threat reference only beside the risks, and that it requires a sign-in", () => {
    const { reference } = recordOf("LookoutThreatClassifications", { risks: { ADWARE: "low" } });
    assert.match(reference ?? "", /360011812974, https:\/\/enterprise\.support\.lookout\.com\S+ \(requires a sign-in/);
    assert.equal(recordOf("LookoutConnector", connector).reference, null);
  });

  it("are none of a set of which a part is a secret", () => {
    const { declared, addresses } = recordOf("LookoutConnector", connector, [["errorEmail"]]);
    assert.deepEqual([declared, addresses], [null, []]);
  });

  it("are none where this release does not understand them", () => {
    assert.equal(recordOf("LookoutEnrollmentSettings", { daysUntilDisconnected: 900 }).declared, null);
  });
});
