import assert from "node:assert/strict";
import fc from "fast-check";
import { check } from "../../cli/doctor/check";
import { formatReport, wrap } from "../../cli/doctor/report";

const plain = (_colour: string, text: string) => text;

describe("the doctor's table", () => {
  const checks = [check("a", "First").ok("works"), check("b", "Second thing").failing("It is broken.", "Mend it.")];

  it("stands in columns, with what to do below what is wrong", () => {
    assert.equal(
      formatReport(checks, plain, Infinity),
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

  it("colours the status alone, so that columns stay where they are", () => {
    const painted = formatReport(checks, (colour, text) => `<${colour}>${text}</>`, Infinity);
    assert.match(painted, /^<green>ok {5}<\/> {2}First/);
    assert.match(painted, /^<red>failing<\/> {2}Second thing/m);
  });

  it("keeps to the width of the terminal and loses no word", () => {
    const words = fc.array(fc.string({ unit: fc.constantFrom("a", "b", "."), minLength: 1, maxLength: 12 }), {
      minLength: 1,
    });
    fc.assert(
      fc.property(words, fc.integer({ min: 12, max: 100 }), (all, room) => {
        const lines = wrap(all.join(" "), room);
        assert.ok(lines.every((line) => line.length <= room));
        assert.deepEqual(lines.join(" ").split(" "), all);
      }),
    );
  });
});
