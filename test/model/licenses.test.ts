import assert from "node:assert/strict";
import { productsWith, type Subscription } from "../../model/licenses";

const subscription = (
  name: string,
  change: Partial<Subscription> = {},
  provisioningStatus = "Success",
): Subscription => ({
  product: "EMS",
  active: true,
  plans: [{ name, provisioningStatus }],
  ...change,
});

describe("the products that include a license", () => {
  it("are those with a plan that allows it, whatever the case of its name", () => {
    assert.deepEqual(
      productsWith("intune", [subscription("intune_a"), subscription("AAD_PREMIUM", { product: "P1" })]),
      ["EMS"],
    );
    assert.deepEqual(productsWith("conditionalAccess", [subscription("AAD_PREMIUM_P2")]), ["EMS"]);
  });

  it("are not those whose plan is Office's small device management, switched off, or no longer paid for", () => {
    const others = [
      subscription("INTUNE_O365"),
      subscription("INTUNE_A", {}, "Disabled"),
      subscription("INTUNE_A", { active: false }),
    ];
    assert.deepEqual(productsWith("intune", others), []);
  });
});
