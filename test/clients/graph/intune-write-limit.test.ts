import assert from "node:assert/strict";
import { intuneServiceOf, intuneWriteLimit, intuneWriteRate } from "../../../clients/graph/intune-write-limit";
import { createRateLimit } from "../../../clients/http/rate-limit";

const patch = (path: string) => ({ method: "PATCH" as const, path });

describe("Intune's limit of writes", () => {
  it("counts writes to each of Intune's services, in both versions of Graph, and no reads", () => {
    const services = [
      ["/beta/deviceManagement/mobileThreatDefenseConnectors/1", "enrollment"],
      ["/v1.0/deviceManagement/deviceCompliancePolicies/1/assign", "configuration"],
      ["/beta/deviceAppManagement/iosManagedAppProtections/T_1/targetApps", "app protection"],
      ["/beta/deviceAppManagement/mobileApps", "apps"],
      ["/beta/deviceManagement/androidManagedStoreAccountEnterpriseSettings/approveApps", "other"],
      ["/v1.0/groups/1", undefined],
      ["/v1.0/$batch", undefined],
    ] as const;
    for (const [path, service] of services) {
      assert.equal(intuneServiceOf(patch(path)), service, path);
      assert.equal(intuneServiceOf({ method: "GET", path }), undefined);
    }
  });

  it("is one for all clients of an application, and another for each service and application", () => {
    const connector = patch("/beta/deviceManagement/mobileThreatDefenseConnectors/1");
    const policy = patch("/v1.0/deviceManagement/deviceCompliancePolicies/1");
    assert.ok(intuneWriteLimit("a", connector));
    assert.equal(intuneWriteLimit("a", connector), intuneWriteLimit("a", connector));
    assert.notEqual(intuneWriteLimit("a", connector), intuneWriteLimit("a", policy));
    assert.notEqual(intuneWriteLimit("a", connector), intuneWriteLimit("b", connector));
    assert.equal(intuneWriteLimit("a", patch("/v1.0/groups/1")), undefined);
  });

  it("lets a hundred writes through at once and holds the next back until twenty seconds have passed", async () => {
    let time = 0;
    const limit = createRateLimit(
      intuneWriteRate,
      () => time,
      (ms) => Promise.resolve((time += ms)),
    );
    for (let write = 0; write < 100; write++) await limit.admit();
    assert.equal(time, 0);
    await limit.admit();
    assert.equal(time, 20_000);
  });
});
