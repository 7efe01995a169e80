import assert from "node:assert/strict";
import { PassThrough } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { formatAge } from "lookout-intune/internal/terminal/text";
import { paintCodes } from "lookout-intune/internal/terminal/paint";
import { createTerminal, type Terminal, type Verbosity } from "lookout-intune/internal/terminal/terminal";
import { assertHarmless, hostileOutput } from "../../hostile-output";

/** A stream with the properties of a terminal's, which keeps what is written. */
function fakeStream(isTTY: boolean, columns = 80) {
  let written = "";
  const stream = new PassThrough();
  stream.on("data", (chunk: Buffer) => (written += chunk.toString("utf8")));
  const like = {
    isTTY,
    columns,
    getColorDepth: () => (process.env.NO_COLOR === undefined ? 24 : 1),
    hasColors: () => true,
    cursorTo: () => true,
    clearLine: () => true,
    moveCursor: () => true,
  };
  return { stream: Object.assign(stream, like) as unknown as NodeJS.WriteStream, written: () => written };
}

describe("the terminal of a command", () => {
  const environment = { ...process.env };
  beforeEach(() => {
    delete process.env.NO_COLOR;
    delete process.env.FORCE_COLOR;
    delete process.env.NODE_DISABLE_COLORS;
  });
  afterEach(() => {
    process.env = { ...environment };
  });
  const open = (isTTY: boolean, verbosity: Verbosity = {}) => {
    const [out, err] = [fakeStream(isTTY), fakeStream(isTTY)];
    return { terminal: createTerminal({ stdout: out.stream, stderr: err.stream }, verbosity), out, err };
  };

  it("has colors and a width only on a terminal", () => {
    assert.equal(open(true).terminal.paint("red", "x"), "\u001b[31mx\u001b[39m");
    assert.equal(open(true).terminal.width, 80);
    assert.equal(open(false).terminal.paint("red", "x"), "x");
    assert.equal(open(false).terminal.width, Infinity);
  });

  it("has no colors with NO_COLOR", () => {
    process.env.NO_COLOR = "1";
    assert.equal(open(true).terminal.paint("red", "x"), "x");
  });

  it("writes results to standard output, and all else to standard error as loud as asked", () => {
    const texts = (verbosity: Verbosity) => {
      const { terminal, out, err } = open(false, verbosity);
      terminal.print("result\n");
      terminal.log("told");
      terminal.detail("detail");
      return [out.written(), err.written()];
    };
    assert.deepEqual(texts({}), ["result\n", "told\n"]);
    assert.deepEqual(texts({ quiet: true }), ["result\n", ""]);
    assert.deepEqual(texts({ verbose: true }), ["result\n", "told\ndetail\n"]);
  });

  it("lets its own colors through alone, and only in what has some", () => {
    const written = (isTTY: boolean, act: (terminal: Terminal) => void) => {
      const { terminal, out, err } = open(isTTY, { verbose: true });
      act(terminal);
      return out.written() + err.written();
    };
    for (const isTTY of [true, false]) {
      assertHarmless(
        written(isTTY, (terminal) => {
          terminal.print(hostileOutput);
          terminal.printJson({ hostileOutput });
          terminal.printJsonLine({ hostileOutput });
          terminal.log(hostileOutput);
          terminal.detail(hostileOutput);
        }),
      );
    }
    const painted = (terminal: Terminal) => {
      terminal.printPainted(`${terminal.paint("bold", "x")}${hostileOutput}\u001b[8m`);
    };
    assertHarmless(written(false, painted));
    const onTerminal = written(true, painted);
    assert.ok(onTerminal.startsWith("\u001b[1mx\u001b[22m"));
    const others = onTerminal.split(paintCodes).filter((_, at) => at % 2 === 0);
    assertHarmless(others.join(""));
  });

  it("shows progress on a terminal alone, never with --quiet, and removes it at the end", async () => {
    const shown = async (isTTY: boolean, verbosity: Verbosity = {}) => {
      const { terminal, out, err } = open(isTTY, verbosity);
      const result = await terminal.withProgress("Counting", async (progress) => {
        await sleep(120);
        progress.at(5, 10);
        await sleep(120);
        return 7;
      });
      assert.equal(result, 7);
      assert.equal(out.written(), "");
      return err.written();
    };
    assert.match(await shown(true), /Counting[^]*50% Counting \(5 of 10\)/);
    assert.equal(await shown(false), "");
    assert.equal(await shown(true, { quiet: true }), "");
  });

  it("ends the progress of what fails, and lets the failure through", async () => {
    const { terminal } = open(true);
    await assert.rejects(
      terminal.withProgress("Counting", () => Promise.reject(new Error("broken"))),
      /broken/,
    );
  });
});

describe("the age of evidence", () => {
  const now = Date.parse("2026-03-01T12:00:00Z");
  for (const [at, age] of [
    ["2026-03-01T12:00:30Z", "now"],
    ["2026-03-01T11:59:30Z", "now"],
    ["2026-03-01T11:58:59Z", "1 minute ago"],
    ["2026-03-01T09:00:00Z", "3 hours ago"],
    ["2026-02-01T12:00:00Z", "28 days ago"],
    ["never", ""],
  ] as const) {
    it(`is "${age}" for ${at}`, () => {
      assert.equal(formatAge(at, now), age);
    });
  }
});
