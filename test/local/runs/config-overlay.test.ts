import assert from "node:assert/strict";
import { parse } from "yaml";
import { withOverlay } from "../../../local/runs/config-overlay";

describe("a config with some settings changed", () => {
  const config = "config:\n  a:\n    ios: { on: true, level: low }\n    rings: [pilot, staff]\n  b: 1\n";

  it("keeps what is not named, within maps as well", () => {
    const changed = parse(
      withOverlay(config, "config:\n  a:\n    ios: { level: high }\n    rings: [pilot]\n  c: 2\n"),
    ) as unknown;
    assert.deepEqual(changed, { config: { a: { ios: { on: true, level: "high" }, rings: ["pilot"] }, b: 1, c: 2 } });
  });

  it("lacks what is null", () => {
    assert.deepEqual(parse(withOverlay(config, "config:\n  a: { ios: null }\n  b: null\n")), {
      config: { a: { rings: ["pilot", "staff"] } },
    });
  });
});
