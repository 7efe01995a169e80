import assert from "node:assert/strict";
import { decideConnectorAdoption, readConnectorConfig } from "lookout-intune/internal/import-existing/found-connector";
import { describeAddConnectorStep } from "../../../model/add-connector-step";

const id = "2c7790de-8b02-4814-85cf-e0c59380dee8";
const inState = (partnerState: string | null) => ({ id, partnerState, iosEnabled: true });

describe("the connector that import-existing finds", () => {
  it("gives its toggles where it is set up, also when it fails, and nowhere else", () => {
    for (const state of ["available", "enabled", "unresponsive", "error"]) {
      assert.equal((readConnectorConfig(inState(state))?.ios as { appSync?: boolean } | undefined)?.appSync, false);
    }
    for (const state of ["neverConfigured", "notSetUp", "unavailable", "quarantined", null]) {
      assert.equal(readConnectorConfig(inState(state)), undefined);
    }
    assert.equal(readConnectorConfig(undefined), undefined);
  });

  it("leaves open which platforms to protect, and gives the reason", () => {
    for (const connector of [undefined, inState("neverConfigured")]) {
      const { found, decide } = decideConnectorAdoption(connector);
      assert.match(found, /no Lookout connector yet/);
      assert.ok(decide.endsWith(describeAddConnectorStep()));
    }
    assert.match(decideConnectorAdoption(inState("notSetUp")).found, /has not made contact/);
    assert.match(
      decideConnectorAdoption(inState("quarantined")).found,
      /as quarantined, which this release does not know/,
    );
  });
});
