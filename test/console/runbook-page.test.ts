import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import fc from "fast-check";
import { writeRunbookPage } from "../../console/runbook/runbook-html";
import { describeTask } from "../../console/runbook/task";
import { findUnusableName } from "../../model/group-names";
import { addConnectorStep } from "../../model/add-connector-step";
import { lookoutConnectorForm } from "../../resources/lookout-connector/lookout-connector.form";
import { threatClassificationsForm } from "../../resources/lookout-threat-classifications/lookout-threat-classifications.form";

const settings = {
  heartbeatMinutes: 15,
  enrollmentGroupNames: ["Lookout Pilot"],
  deviceStatusSync: true,
  threatStatusSync: true,
  errorEmail: "soc@contoso.com",
};
const pageOf = (enrollmentGroupNames: string[]) =>
  writeRunbookPage([
    describeTask(lookoutConnectorForm, "r-0123456789ab", { ...settings, enrollmentGroupNames }, settings),
  ]);

describe("the runbook as a page", () => {
  it("shows old value and new, a box for every step, and how to record it, without loading anything", () => {
    const page = pageOf(["Everyone"]);
    assert.match(page, /<legend>Enrollment Management<\/legend>/);
    assert.match(page, /remove <del><code>Lookout Pilot<\/code><\/del>, add <ins><code>Everyone<\/code><\/ins>/);
    assert.equal(page.match(/type="checkbox"/g)?.length, 1);
    assert.match(page, /lookout:acknowledged\.connector\.revision&#39; &#39;r-0123456789ab&#39;/);
    assert.doesNotMatch(page, /<script|<link|src=/);
  });

  it("has a box for every step of Intune's own Add, and nothing to record where that is all", () => {
    const page = writeRunbookPage([], addConnectorStep());
    assert.match(
      page,
      /<h1>Intune admin center<\/h1>\n<section><h2>Add the Lookout for Work connector in Intune<\/h2>/,
    );
    assert.match(page, /<a href="https:\/\/intune\.microsoft\.com">.*\n.*Mobile Threat Defense &gt; Add<\/strong>/);
    assert.equal(page.match(/type="checkbox"/g)?.length, 3);
    assert.doesNotMatch(page, /Record it|<pre>/);
  });

  it("links what to read first", () => {
    const task = describeTask(threatClassificationsForm, "r-0123456789ab", { risks: { ADWARE: "low" } }, null);
    assert.match(
      writeRunbookPage([task]),
      /Read first: <a href="https:\/\/enterprise\.support\.lookout\.com\/hc\/articles\/360011812974">Lookout&#39;s threat reference/,
    );
  });

  it("has the content security policy of the report: nothing is loaded, run or sent, and the style is the one allowed", () => {
    const page = pageOf(["Everyone"]);
    const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/
      .exec(page)?.[1]
      ?.replaceAll("&#39;", "'");
    const style = /<style>(.*)<\/style>/s.exec(page)?.[1] ?? "";
    const digest = createHash("sha256").update(style).digest("base64");
    assert.equal(policy, `default-src 'none'; style-src 'sha256-${digest}'; base-uri 'none'; form-action 'none'`);
    assert.ok(page.indexOf("Content-Security-Policy") < page.indexOf("<style>"));
    assert.doesNotMatch(page, / style=| on[a-z]+=/);
  });

  it("shows any name exactly and never as markup", () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1, unit: "grapheme" }), (name) => {
        fc.pre(name !== "Lookout Pilot" && findUnusableName(name) === undefined);
        const shown = /add <ins><code>(.*?)<\/code>/s.exec(pageOf([name]))?.[1] ?? "";
        assert.doesNotMatch(shown, /[<>"']/);
        const read = shown
          .replaceAll("&lt;", "<")
          .replaceAll("&gt;", ">")
          .replaceAll("&quot;", '"')
          .replaceAll("&#39;", "'")
          .replaceAll("&amp;", "&");
        assert.equal(read, name);
      }),
    );
  });
});
