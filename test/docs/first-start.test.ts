import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "../../local/checkout";

const page = readFileSync(join(checkout.root, "docs", "first-start.md"), "utf8");
const marks = ["documented", "other MDM", "old", "not known"];

/** The cells of every row of the table under a heading, but for its head. */
function rowsUnder(heading: string): string[][] {
  const section = page.split(/^## /m).find((part) => part.startsWith(heading)) ?? assert.fail(`no section ${heading}`);
  return section
    .split("\n")
    .filter((line) => line.startsWith("|"))
    .slice(2)
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

describe("the page about the first start on the phone", () => {
  it("states how certain each line is, in the words that it explains", () => {
    for (const mark of marks) assert.match(page, new RegExp(`^\\| ${mark} +\\| \\w`, "m"));
    const certainties = [...rowsUnder("Before"), ...rowsUnder("What the user sees")].flatMap(([, ...cells]) => cells);
    assert.ok(certainties.length >= 20);
    for (const certainty of certainties) assert.ok(marks.includes(certainty), certainty);
  });

  it("names what has to be on the phone before: the app, Authenticator on iPhone, Company Portal on Android", () => {
    const what = rowsUnder("Before").map(([text, certainty]) => `${text ?? ""}: ${certainty ?? ""}`);
    assert.match(what.join("\n"), /Lookout for Work is assigned to the same group/);
    assert.match(what.join("\n"), /iPhone: Microsoft Authenticator, .*: documented/);
    assert.match(what.join("\n"), /Android: the Company Portal app, .*: documented/);
  });

  it("states that the app asks to be activated when it is first opened, and that the device is active afterwards", () => {
    const steps = rowsUnder("What the user sees");
    const find = (text: RegExp) => steps.findIndex(([step]) => text.test(step ?? ""));
    const [opened, active] = [find(/is opened and asks to be activated/), find(/as active, no longer as pending/)];
    assert.deepEqual(steps[opened]?.slice(1), ["documented", "documented"]);
    assert.ok(opened >= 0 && active > opened);
  });

  it("states that Intune leads users whose phones are not enrolled, and that they need no app configuration", () => {
    assert.match(page, /not enrolled, Intune leads the user to install and sign in[^]*No app configuration is needed/);
  });

  it("is linked from the page about enrollment", () => {
    assert.match(readFileSync(join(checkout.root, "docs", "enrollment.md"), "utf8"), /\]\(first-start\.md\)/);
  });
});
