import assert from "node:assert/strict";
import { evaluateSteps } from "lookout-intune/internal/status/evaluate-steps";
import { formatSteps, describeChanges } from "lookout-intune/internal/status/status-report";
import { watch } from "lookout-intune/internal/status/watch-status";
import { unpainted } from "lookout-intune/internal/terminal/paint";
import type { Terminal } from "lookout-intune/internal/terminal/terminal";
import { widthOf } from "lookout-intune/internal/terminal/text";
import { changing, doneInputs, now, withOutputs } from "./done-inputs";

const at = Date.parse(now);
const done = evaluateSteps(doneInputs());
const waiting = evaluateSteps(
  changing("LookoutTenantConsent", withOutputs({ consentStatus: "missing", consentNote: "No one." })),
);

describe("the table of the steps", () => {
  it("keeps to a terminal's width, and shows how old each evidence is", () => {
    const wide = formatSteps(done, { width: Infinity, paint: unpainted }, at);
    assert.match(wide, /^ 8 {2}done {2}Connector and toggles in Intune +Intune shows .* \(Graph, now\)$/m);
    assert.match(wide, /Alex recorded that revision r-0123456789ab was sent \(record, 28 days ago\)$/m);
    assert.match(wide, /^Nothing is failing: 17 done, 0 waiting, 0 failing, 0 unknown, 0 not declared\.$/m);
    for (const width of [100, 80, 60]) {
      const lines = formatSteps(done, { width, paint: unpainted }, at).split("\n").slice(0, -2);
      assert.deepEqual(
        lines.filter((line) => widthOf(line) > width),
        [],
      );
    }
  });

  it("reports a step that changed, and nothing if none did", () => {
    assert.deepEqual(describeChanges(done, done, at), []);
    assert.deepEqual(describeChanges(done, waiting, at), [
      "2026-03-01T12:00:00.000Z  5 Consent to Lookout's application: done → waiting for a Global Administrator: No one (Graph, now)",
    ]);
  });
});

describe("watching the steps", () => {
  /** A terminal whose output is kept. */
  const recording = () => {
    let text = "";
    const terminal = {
      width: Infinity,
      paint: unpainted,
      interactive: false,
      print: (more: string) => (text += more),
      printPainted: (more: string) => (text += more),
      printJsonLine: (value: object) => (text += `${JSON.stringify(value)}\n`),
    } as unknown as Terminal;
    return { terminal, text: () => text };
  };

  it("prints the table once without a terminal, then a line for each change, and ends when the condition is met", async () => {
    const { terminal, text } = recording();
    const stepsOverTime = [done, done, waiting];
    const last = await watch(
      {
        observe: () => Promise.resolve(stepsOverTime.shift() ?? waiting),
        intervalMs: 1,
        json: false,
        signal: new AbortController().signal,
        isEnough: (steps) => steps === waiting,
      },
      terminal,
    );
    assert.equal(last, waiting);
    assert.equal(text().match(/Directory \(tenant\) ID/g)?.length, 1);
    assert.equal(text().match(/done → waiting for a Global Administrator/g)?.length, 1);
  });

  it("writes a line of JSON for each read, and ends when it is interrupted", async () => {
    const { terminal, text } = recording();
    const controller = new AbortController();
    let count = 0;
    const observe = () => {
      count += 1;
      if (count === 3) controller.abort();
      return Promise.resolve(done);
    };
    await watch({ observe, intervalMs: 1, json: true, signal: controller.signal, isEnough: () => false }, terminal);
    const lines = text()
      .trim()
      .split("\n")
      .map((line) => (JSON.parse(line) as { steps: unknown[] }).steps.length);
    assert.deepEqual(lines, [17, 17, 17]);
  });
});
