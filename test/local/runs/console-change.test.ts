import assert from "node:assert/strict";
import { consoleForms, enterInConsole, readConsoleChange } from "../../../local/runs/console-change";
import { startTenantUnderTest } from "../tenant/tenant-under-test";

describe("npm run console", () => {
  it("enters every example of its usage", async () => {
    const subject = await startTenantUnderTest();
    for (const [form, body] of Object.entries(consoleForms)) {
      await enterInConsole(subject.tenant.connection, readConsoleChange([form, body]));
    }
    const { data } = await subject.http.get<{
      connectors: object[];
      classificationRisks: object;
      notificationPreferences: object;
    }>("/_tenant/lookout");
    assert.match(JSON.stringify(data.notificationPreferences), /soc@contoso\.example/);
    assert.equal(data.connectors.length, 1);
    assert.match(JSON.stringify(data.classificationRisks), /ADWARE/);
    await subject.dispose();
  });

  it("reports what a form does not accept", async () => {
    const subject = await startTenantUnderTest();
    const change = readConsoleChange(["enrollment-settings", '{"daysUntilDisconnected":91}']);
    await assert.rejects(enterInConsole(subject.tenant.connection, change), /refuses that.*1 to 90/);
    await subject.dispose();
  });

  it("shows how it is used when it is used otherwise", () => {
    assert.throws(() => readConsoleChange([]), /name a form.*\n {2}npm run console -- connector '/);
    assert.throws(() => readConsoleChange(["connector", "{"]), /the value for connector is not JSON/);
    assert.throws(() => readConsoleChange(["classifications", "{}", "more"]), /name a form/);
  });
});
