import assert from "node:assert/strict";
import { createSeenIds } from "../../../clients/lookout/seen-ids";

describe("ids that were seen", () => {
  it("are new once", () => {
    const seen = createSeenIds();
    assert.deepEqual([seen.add("a"), seen.add("b"), seen.add("a")], [true, true, false]);
  });

  it("are forgotten when ten thousand others came since, so that memory stays bounded", () => {
    const seen = createSeenIds();
    for (let id = 0; id < 10_000; id += 1) seen.add(String(id));
    assert.equal(seen.add("0"), false);
    seen.add("another");
    assert.deepEqual([seen.add("1"), seen.add("0")], [false, true]);
  });
});
