import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { findBrowser } from "lookout-intune/internal/report/browser";
import { printPdf } from "lookout-intune/internal/report/pdf";

describe("the browser that prints the report", function () {
  this.timeout(120_000);
  let folder: string;
  let server: Server;
  const requests: string[] = [];
  const kept = { ...process.env };

  before((done) => {
    folder = mkdtempSync(join(tmpdir(), "lookout-intune-pdf-"));
    server = createServer((request, response) => {
      requests.push(request.url ?? "");
      response.end("x");
    }).listen(0, done);
  });
  after(() => {
    server.close();
    rmSync(folder, { recursive: true, force: true });
  });
  afterEach(() => {
    process.env = { ...kept };
  });

  it("asks no host for anything, and runs no script, whatever somebody added to the page", async function () {
    const browser = findBrowser(undefined);
    if (browser === undefined) {
      process.stdout.write("  LEFT OUT: no Chromium on this machine, so no browser tried to reach a host.\n");
      this.skip();
    }
    const { port } = server.address() as AddressInfo;
    const urls = ["127.0.0.1", "localhost", "[::1]"].map((host) => `http://${host}:${port}`);
    const page = (inHead: string) => `<!doctype html><html><head><title>x</title>${inHead}</head><body>x
      ${urls.map((url) => `<img src="${url}/img"><iframe src="${url}/frame"></iframe>`).join("")}
      <style>body { background: url(${urls[0] ?? ""}/css) }</style>
      <script>fetch("${urls[0] ?? ""}/script"); document.body.append("SCRIPT")</script></body></html>`;
    assert.match((await printPdf(browser, page(""))).toString("latin1"), /^%PDF-/);
    assert.deepEqual(requests, []);
    const pages = async (script: string) => {
      const pdf = await printPdf(browser, `<p>x</p><script>${script}</script>`);
      return pdf.toString("latin1").match(/\/Type \/Page\b/g)?.length;
    };
    assert.equal(
      await pages("document.body.append(...Array.from({ length: 99 }, () => document.createElement('hr')))"),
      1,
    );
  });

  it("gets a few names of the environment, and no credential", async () => {
    const program = join(folder, "browser");
    writeFileSync(program, '#!/bin/sh\nfor word; do case $word in --print-to-pdf=*) env >"${word#*=}" ;; esac; done\n');
    chmodSync(program, 0o700);
    Object.assign(process.env, { ARM_CLIENT_SECRET: "hush", CHROMIUM_FLAGS: "--no-sandbox", HTTPS_PROXY: "http://x" });
    const names = (await printPdf(program, ""))
      .toString("utf8")
      .split("\n")
      .map((line) => line.split("=")[0] ?? "");
    assert.ok(names.includes("PATH"));
    const shells = ["PWD", "SHLVL", "_", "OLDPWD", ""];
    const few = ["PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "XDG_RUNTIME_DIR", "FONTCONFIG_FILE", "FONTCONFIG_PATH"];
    assert.deepEqual(
      names.filter((name) => ![...few, ...shells, "TEMP", "TMP"].includes(name)),
      [],
    );
  });
});
