import assert from "node:assert/strict";
import {
  connectorSettings,
  declareConnector,
  settingsFromActual,
  switchedOff,
  toConnectorBody,
  type ConnectorProperties,
} from "../../../resources/intune-mtd-connector/intune-mtd-connector.graph";
import {
  androidDefaults,
  intuneMtdConnectorDefaults,
  iosDefaults,
} from "../../../resources/intune-mtd-connector/intune-mtd-connector.schema";
import { readConnectorConfig } from "lookout-intune/internal/import-existing/found-connector";

const base = { ...intuneMtdConnectorDefaults, android: androidDefaults, ios: iosDefaults, unresponsiveAfterDays: 7 };
const body = toConnectorBody(base);

/** What Intune has after somebody gave one property another value. */
function changedInIntune(property: string): ConnectorProperties {
  const value = body[property];
  return { ...body, [property]: typeof value === "number" ? value + 1 : value !== true };
}

function valueAt(settings: unknown, path: string): unknown {
  return path.split(".").reduce((value, name) => (value as Record<string, unknown> | undefined)?.[name], settings);
}

describe("each setting of the connector", () => {
  for (const { path, property, isToggle } of connectorSettings) {
    it(`${path} is written, read back, imported and switched off`, () => {
      assert.ok(property in body, `${path} is not sent as ${property}`);
      const changed = changedInIntune(property);
      const found = settingsFromActual(base, changed);
      assert.deepEqual(toConnectorBody(found), changed, `a refresh does not show that ${property} changed`);
      assert.deepEqual(toConnectorBody(declareConnector(changed)), changed, `an import takes ${property} for another`);
      const connector = { ...changed, id: "2c7790de-8b02-4814-85cf-e0c59380dee8", partnerState: "enabled" };
      assert.equal(valueAt(readConnectorConfig(connector), path), changed[property], `an import leaves ${path} out`);
      assert.equal(toConnectorBody(switchedOff(found))[property], isToggle ? false : undefined, "after a removal");
    });
  }
});
