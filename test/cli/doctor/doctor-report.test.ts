import assert from "node:assert/strict";
import { check } from "lookout-intune/internal/doctor/check";
import { formatReport } from "lookout-intune/internal/doctor/doctor-report";
import { unpainted } from "lookout-intune/internal/terminal/paint";

describe("the doctor's table", () => {
  const checks = [check("a", "First").ok("works"), check("b", "Second thing").failing("It is broken.", "Mend it.")];

  it("stands in columns, with what to do below what is wrong", () => {
    assert.equal(
      formatReport(checks, { width: Infinity, paint: unpainted }),
      [
        "ok       First         works",
        "failing  Second thing  It is broken.",
        "                       To do: Mend it.",
        "",
        "Something is failing: 1 ok, 0 note, 0 unknown, 1 failing.",
        "",
      ].join("\n"),
    );
  });

  it("colors the status alone, so that columns stay where they are", () => {
    const painted = formatReport(checks, { width: Infinity, paint: (color, text) => `<${color}>${text}</>` });
    assert.match(painted, /^<green>ok {5}<\/> {2}First/);
    assert.match(painted, /^<red>failing<\/> {2}Second thing/m);
  });
});
