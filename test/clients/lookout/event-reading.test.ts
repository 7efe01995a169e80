import assert from "node:assert/strict";
import { defaultEventReading, readEventReading } from "../../../clients/lookout/event-reading";

describe("how Lookout's events are read", () => {
  const read = (config: Readonly<Record<string, string>>, environment: NodeJS.ProcessEnv = {}) =>
    readEventReading({ get: (key) => config[key] }, environment);

  it("waits for several heartbeats of the documented stream by default", () => {
    assert.deepEqual(read({}), { reading: defaultEventReading, problems: [] });
  });

  it("takes seconds and the source from the config, and first from the environment", () => {
    const config = { "lookout:eventQuietSeconds": "45", "lookout:eventSource": "list" };
    const { reading, problems } = read(config, { LOOKOUT_EVENT_QUIET_SECONDS: "0.3" });
    assert.deepEqual([reading.quietMs, reading.source, problems], [300, "list", []]);
    assert.equal(read(config).reading.quietMs, 45_000);
  });

  for (const [key, value] of [
    ["eventQuietSeconds", "0"],
    ["eventFirstQuietSeconds", "-1"],
    ["eventAfterEventSeconds", "soon"],
    ["eventLongestSeconds", "3601"],
    ["eventSource", "poll"],
  ] as const) {
    it(`refuses ${value} for ${key}, by name and with what is allowed`, () => {
      const { problems } = read({ [`lookout:${key}`]: value });
      assert.match(
        problems.join(),
        new RegExp(`^lookout:${key} or LOOKOUT_EVENT_\\w+ cannot be used: it is ${value}; give `),
      );
    });
  }
});
