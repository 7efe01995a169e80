import assert from "node:assert/strict";
import {
  IntuneLogCategory,
  type DiagnosticSettings,
} from "../../../resources/intune-diagnostic-settings/intune-diagnostic-settings.schema";
import { createDiagnosticSettingsTarget } from "../../../resources/intune-diagnostic-settings/intune-diagnostic-settings.target";
import { IncompleteUpdateError } from "../../../resources/provider/incomplete-update-error";
import { createOrAdopt, reconcile } from "../../../resources/provider/reconcile";
import type { IntuneDiagnosticSetting } from "../../../clients/arm/intune-diagnostic-settings";
import { armClientOf } from "../../clients/clients-of-tenant";
import { startTenantUnderTest, type TenantUnderTest } from "../../local/tenant/tenant-under-test";

const workspaceId = "/subscriptions/1/resourceGroups/logs/providers/Microsoft.OperationalInsights/workspaces/central";
const declared = (category: IntuneLogCategory): DiagnosticSettings => ({
  name: "lookout",
  workspaceId,
  categories: [category],
});

/** The engine runs in this process, as the client has to give up at once: by itself it repeats a PUT for half a minute. */
describe("a write whose answer is lost for good", function () {
  this.timeout(60_000);
  let tenant: TenantUnderTest;

  const target = (category: IntuneLogCategory) =>
    createDiagnosticSettingsTarget(armClientOf(tenant, { attempts: 1 }), declared(category));
  const drop = async (when: "before" | "after") => {
    const fault = { method: "PUT", path: "diagnosticSettings", kind: { is: "drop", when } };
    assert.equal((await tenant.http.put("/_tenant/faults", [fault])).status, 204);
  };

  before(async () => {
    process.env.LOOKOUT_INTUNE_FIRST_PAUSE_SECONDS = "0.01";
    tenant = await startTenantUnderTest();
    await createOrAdopt(target(IntuneLogCategory.Audit), false);
  });
  after(async () => {
    delete process.env.LOOKOUT_INTUNE_FIRST_PAUSE_SECONDS;
    await tenant.dispose();
  });

  it("counts as done when the object shows it", async () => {
    await drop("after");
    const { actual } = await reconcile(target(IntuneLogCategory.Devices), { id: "lookout", adopted: false });
    assert.deepEqual(actual && target(IntuneLogCategory.Devices).changes(actual), []);
  });

  it("is an incomplete update when the object does not, with what it shows", async () => {
    await drop("before");
    const failed = reconcile(target(IntuneLogCategory.Operational), { id: "lookout", adopted: true });
    await assert.rejects(failed, (error) => {
      assert.ok(error instanceof IncompleteUpdateError);
      assert.match(error.message, /no response to PUT/);
      const { adopted, actual } = (error as IncompleteUpdateError<IntuneDiagnosticSetting>).object;
      assert.equal(adopted, true);
      assert.deepEqual(actual && target(IntuneLogCategory.Devices).changes(actual), []);
      return true;
    });
  });
});
