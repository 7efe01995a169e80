import assert from "node:assert/strict";
import { writeRunbook } from "../../../console/runbook/runbook-markdown";
import { describeTask } from "../../../console/runbook/task";
import { revisionOf } from "../../../model/revision";
import { findProblems } from "../../../model/validation";
import { notificationPreferencesForm } from "../../../resources/lookout-notification-preferences/lookout-notification-preferences.form";
import {
  normalizeNotificationPreferences,
  notificationPreferencesSchema,
} from "../../../resources/lookout-notification-preferences/lookout-notification-preferences.schema";

const medium = "Medium Risk Device Issue Notifications";
const messagesOf = (value: unknown) =>
  findProblems(notificationPreferencesSchema, value).map(({ path, message }) => `${path}: ${message}`);

describe("notification preferences", () => {
  it("refuse a recipient that is named twice, also in other case", () => {
    const twice = ["soc@contoso.com", "SOC@contoso.com"].map((email) => ({ email, notifications: { [medium]: true } }));
    assert.deepEqual(messagesOf({ recipients: twice }), [
      "recipients[1].email: this recipient is listed twice; combine both",
    ]);
  });

  it("refuse what is no address, no choice or nothing at all", () => {
    assert.deepEqual(
      messagesOf({
        recipients: [
          { email: "soc", notifications: {} },
          { email: "a@b.com", notifications: { x: "ON" } },
        ],
      }).map((problem) => problem.split(":")[0]),
      ["recipients[0].email", "recipients[0].notifications", "recipients[1].notifications.x"],
    );
    assert.match(messagesOf({ recipients: [] })[0] ?? "", /no recipient is named/);
  });

  it("have one revision whatever the order and the case of addresses", () => {
    const one = { email: "a@contoso.com", notifications: { x: true, y: false } };
    const two = { email: "b@contoso.com", notifications: { x: false } };
    const turned = { email: "A@contoso.com", notifications: { y: false, x: true } };
    assert.equal(
      revisionOf(normalizeNotificationPreferences({ recipients: [one, two] })),
      revisionOf(normalizeNotificationPreferences({ recipients: [two, turned] })),
    );
  });

  it("state who has to be signed in for each choice", () => {
    const settings = { recipients: [{ email: "a@contoso.com", notifications: { [medium]: false } }] };
    const runbook = writeRunbook([describeTask(notificationPreferencesForm, "r-0123456789ab", settings, null)]);
    assert.match(runbook, /Open \*\*Preferences\*\*[^]*### Signed in as a@contoso\.com\n\n- Medium Risk[^:]*: `OFF`/);
  });
});
