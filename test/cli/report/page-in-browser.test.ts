import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import axe from "axe-core";
import { chromium, type BrowserContext, type Page } from "playwright-core";
import { findBrowser } from "lookout-intune/internal/report/browser";
import type { ReportData } from "lookout-intune/internal/report/data";
import { writeReport } from "lookout-intune/internal/report/page";
import { browserArguments, printPdf } from "lookout-intune/internal/report/pdf";
import { emptyData, sampleData } from "./sample-data";

const browser = findBrowser(undefined);

describe("the report in a browser", function () {
  this.timeout(120_000);
  let folder: string;
  let context: BrowserContext;
  const requests: string[] = [];
  const complaints: string[] = [];

  before(async function () {
    if (browser === undefined) {
      process.stdout.write("  LEFT OUT: no Chromium on this machine, so the report was not looked at in a browser.\n");
      this.skip();
    }
    folder = mkdtempSync(join(tmpdir(), "report-in-browser-"));
    context = await chromium.launchPersistentContext(join(folder, "profile"), {
      executablePath: browser,
      headless: true,
      args: browserArguments(join(folder, "profile")).filter((arg) => !/^--(headless|user-data-dir|no-pdf)/.test(arg)),
    });
    context.on("request", (request) => requests.push(request.url()));
    context.on("console", (message) => complaints.push(message.text()));
  });
  after(async () => {
    await (context as BrowserContext | undefined)?.close();
    if (browser !== undefined) rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  beforeEach(() => {
    requests.length = complaints.length = 0;
  });

  async function open(data: ReportData): Promise<Page> {
    const file = join(folder, "report.html");
    writeFileSync(file, await writeReport(data));
    const page = await context.newPage();
    await page.goto(pathToFileURL(file).href);
    return page;
  }

  for (const [name, data] of [
    ["a rollout in its middle", sampleData],
    ["a tenant in which nothing has happened", emptyData],
  ] as const) {
    it(`has nothing that axe finds wrong, in light, in dark and on paper: ${name}`, async () => {
      const page = await open(data);
      for (const [colorScheme, media] of [
        ["light", "screen"],
        ["dark", "screen"],
        ["dark", "print"],
      ] as const) {
        await page.emulateMedia({ colorScheme, media });
        assert.deepEqual(await violationsOf(page), [], `${colorScheme}, ${media}`);
      }
      await page.close();
    });
  }

  it("asks for nothing but itself, and breaks no rule of its own security policy", async () => {
    const page = await open(sampleData);
    await page.emulateMedia({ media: "print" });
    await page.close();
    assert.deepEqual(requests, [pathToFileURL(join(folder, "report.html")).href]);
    assert.deepEqual(complaints, []);
  });

  it("has the colors of the reader's scheme, and those of paper when printed", async () => {
    const page = await open(sampleData);
    const background = () => page.evaluate("getComputedStyle(document.body).backgroundColor");
    const bar = () => page.evaluate("getComputedStyle(document.querySelector('.wide .chart rect')).fill");
    await page.emulateMedia({ colorScheme: "light", media: "screen" });
    const light = [await background(), await bar()];
    await page.emulateMedia({ colorScheme: "dark", media: "screen" });
    const dark = [await background(), await bar()];
    await page.emulateMedia({ colorScheme: "dark", media: "print" });
    const paper = [await background(), await bar()];
    assert.equal(light[0], "rgb(255, 255, 255)");
    assert.deepEqual(paper, light);
    assert.ok(dark[0] !== light[0] && dark[1] !== light[1], dark.join());
    await page.close();
  });

  it("shows on a telephone the drawings that are made for it, and nothing is wider than the screen", async () => {
    const page = await open(sampleData);
    for (const [width, shown] of [
      [1000, ".wide"],
      [360, ".narrow"],
    ] as const) {
      await page.setViewportSize({ width, height: 800 });
      assert.equal(await page.locator(shown).first().isVisible(), true);
      assert.equal(
        await page
          .locator(shown === ".wide" ? ".narrow" : ".wide")
          .first()
          .isVisible(),
        false,
      );
      assert.equal(await page.evaluate("document.documentElement.scrollWidth"), width);
    }
    await page.close();
  });

  it("is printed to a PDF whose pages and structure a reader can use", async () => {
    const pdf = (await printPdf(browser ?? "", await writeReport(sampleData))).toString("latin1");
    assert.match(pdf, /^%PDF-/);
    const pages = pdf.match(/\/Type\s*\/Page\b/g)?.length ?? 0;
    assert.ok(pages >= 4 && pages <= 8, `${pages} pages`);
    // Without tags a screen reader cannot distinguish a heading from a table.
    assert.match(pdf, /\/StructTreeRoot/);
    assert.match(pdf, /\/Lang/);
  });
});

/** Everything that axe finds, with where it is. */
async function violationsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  const results = await page.evaluate<axe.AxeResults>("axe.run(document, { resultTypes: ['violations'] })");
  return results.violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, failureSummary }) => `${id}: ${help}: ${target.join(" ")}: ${failureSummary ?? ""}`),
  );
}
