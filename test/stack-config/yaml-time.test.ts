import assert from "node:assert/strict";
import { readYamlTime } from "../../stack-config/yaml-time";

describe("a time in the stack's YAML", () => {
  const times: readonly [string, string, string][] = [
    ["a time in UTC", "2026-01-31 09:00:00 +0000 UTC", "2026-01-31T09:00:00Z"],
    ["a time with fractions", "2026-01-31 09:00:00.25 +0000 UTC", "2026-01-31T09:00:00.25Z"],
    ["a time with an offset", "2026-01-31 09:00:00 -0530 -0530", "2026-01-31T09:00:00-05:30"],
    ["a date, which YAML reads as midnight", "2026-01-31 00:00:00 +0000 UTC", "2026-01-31T00:00:00Z"],
    ["a time in quotes", "2026-01-31T09:00:00Z", "2026-01-31T09:00:00Z"],
    ["anything else", "yesterday", "yesterday"],
  ];
  for (const [what, handedOver, read] of times) {
    it(`is read as it was written: ${what}`, () => {
      assert.equal(readYamlTime(handedOver), read);
    });
  }
});
