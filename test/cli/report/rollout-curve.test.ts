import assert from "node:assert/strict";
import { formatTime } from "lookout-intune/internal/report/charts/rollout-curve";

function axisFrom(start: string, stepSeconds: number, count: number): string[] {
  const marks = Array.from({ length: count }, (_, at) => new Date(Date.parse(start) + at * stepSeconds * 1000));
  return marks.map((mark, at) => formatTime(mark, at, marks));
}

describe("the times on the axis of the rollout's curve", () => {
  it("have the day where one begins", () => {
    const day = ["22:00\n25 Nov", "23:00", "00:00\n26 Nov", "01:00"];
    assert.deepEqual(axisFrom("2026-11-25T22:00:00Z", 3600, 4), day);
  });

  it("show seconds if the minutes are all the same", () => {
    assert.deepEqual(axisFrom("2026-11-26T02:10:00Z", 15, 3), ["02:10:00\n26 Nov", "02:10:15", "02:10:30"]);
  });

  it("show no seconds for one mark per minute", () => {
    assert.deepEqual(axisFrom("2026-11-26T02:10:00Z", 60, 2), ["02:10\n26 Nov", "02:11"]);
  });
});
