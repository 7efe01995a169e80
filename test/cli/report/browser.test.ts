import assert from "node:assert/strict";
import { findBrowser, type Machine } from "lookout-intune/internal/report/browser";

describe("the search for a browser", () => {
  const machine = (platform: NodeJS.Platform, environment: NodeJS.ProcessEnv, ...programs: string[]): Machine => ({
    platform,
    environment,
    isProgram: (file) => programs.includes(file),
  });
  const linux = machine("linux", { PATH: "/usr/local/bin:/usr/bin" }, "/usr/bin/google-chrome", "/opt/browser");

  it("uses the first that is on the PATH", () => {
    assert.equal(findBrowser(undefined, linux), "/usr/bin/google-chrome");
  });

  it("uses the one that is named, by its path or its name, and no other instead", () => {
    assert.equal(findBrowser("/opt/browser", linux), "/opt/browser");
    assert.equal(findBrowser("google-chrome", linux), "/usr/bin/google-chrome");
    assert.equal(findBrowser("/opt/other", linux), undefined);
  });

  it("knows where browsers are on macOS and Windows", () => {
    const mac = "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome";
    assert.equal(findBrowser(undefined, machine("darwin", {}, mac)), mac);
    const edge = "C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe";
    const windows = machine("win32", { "PROGRAMFILES(X86)": "C:\\Program Files (x86)" }, edge);
    assert.equal(findBrowser(undefined, windows), edge);
  });

  it("finds none where there is none", () => {
    assert.equal(findBrowser(undefined, machine("linux", { PATH: "" })), undefined);
  });
});
