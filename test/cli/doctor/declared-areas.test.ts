import assert from "node:assert/strict";
import { areasDeclaredIn } from "lookout-intune/internal/doctor/declared-areas";

describe("what the doctor demands of a stack", () => {
  const areasOf = (...keys: string[]) => areasDeclaredIn({ get: (key) => (keys.includes(key) ? "{}" : undefined) });

  it("is nothing more than always when it declares nothing that needs more", () => {
    assert.deepEqual(areasOf("lookout-intune:connector"), []);
  });

  it("are the rights to diagnostic settings where it declares them", () => {
    assert.deepEqual(areasOf("lookout-intune:diagnosticSettings"), ["diagnosticSettings"]);
  });

  it("is each area once", () => {
    assert.deepEqual(areasOf("lookout-intune:lookoutForWork", "lookout-intune:appProtection"), ["apps"]);
  });
});
