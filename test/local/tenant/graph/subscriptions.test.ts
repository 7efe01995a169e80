import assert from "node:assert/strict";
import { readSubscriptions } from "../../../../clients/graph/subscribed-skus";
import { productsWith } from "../../../../model/licenses";
import { GraphUnderTest } from "./graph-under-test";

describe("the local tenant's subscriptions", () => {
  it("are what the product reads as Intune and Entra ID P1", async () => {
    const graph = await GraphUnderTest.start();
    const { status, body } = await graph.get("/v1.0/subscribedSkus");
    assert.equal(status, 200);
    const subscriptions = readSubscriptions(body);
    assert.deepEqual(productsWith("intune", subscriptions), ["EMS"]);
    assert.deepEqual(productsWith("conditionalAccess", subscriptions), ["EMS"]);
  });

  it("are shown with the permission for licenses or that for the organization, and to nobody else", async () => {
    for (const [role, status] of [
      ["LicenseAssignment.Read.All", 200],
      ["Organization.Read.All", 200],
      ["Group.ReadWrite.All", 403],
    ] as const) {
      const graph = await GraphUnderTest.start({ roles: [role] });
      assert.equal((await graph.get("/v1.0/subscribedSkus")).status, status, role);
    }
  });
});
