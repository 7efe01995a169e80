import assert from "node:assert/strict";
import { consoleHint, whereToRead } from "lookout-intune/internal/import-existing/where-to-read";

describe("where Lookout's console shows an answer", () => {
  it("is the path, tab and field of the form with that setting", () => {
    const connector = "System > Connectors > the Intune connector (newer consoles show it under Integrations)";
    assert.deepEqual(whereToRead, {
      heartbeatMinutes: `${connector}, Connection Settings, "Heartbeat Frequency (minutes)"`,
      errorEmail: `${connector}, Error Management, "Email address for error reports"`,
      daysUntilDisconnected: 'System > Manage Enrollment > Enrollment settings, "Disconnected Status (days)"',
    });
  });

  it("is listed for missing answers only", () => {
    const hint = consoleHint({ heartbeatMinutes: 60, errorEmail: "soc@contoso.example" });
    assert.match(hint ?? "", /:\n- daysUntilDisconnected: .*$/);
    assert.equal(
      consoleHint({ heartbeatMinutes: 60, errorEmail: "soc@contoso.example", daysUntilDisconnected: 30 }),
      undefined,
    );
  });
});
