import { execFile } from "node:child_process";
import { mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";

/** The first start of a browser on a busy machine is slow. A browser that needs longer hangs. */
const timeoutMs = 120_000;

/** No script runs in the page, whatever somebody could bring into it. Chromium's own switch for that ends headless printing,
 *  which is a script itself (measured with Chromium 156). */
const preferences = { profile: { default_content_setting_values: { javascript: 2 } } };

/** Prints a page to PDF with a headless, offline browser and a temporary profile. */
export async function printPdf(browser: string, page: string): Promise<Buffer> {
  const folder = await mkdtemp(join(tmpdir(), "lookout-intune-report-"));
  const source = join(folder, "report.html");
  const printed = join(folder, "report.pdf");
  const profile = join(folder, "profile");
  try {
    await writeFile(source, page, { mode: 0o600 });
    await mkdir(join(profile, "Default"), { recursive: true });
    await writeFile(join(profile, "Default", "Preferences"), JSON.stringify(preferences));
    const args = [...browserArguments(profile), `--print-to-pdf=${printed}`, pathToFileURL(source).href];
    const env = browserEnvironment(process.env);
    const { stderr } = await promisify(execFile)(browser, args, { env, timeout: timeoutMs, killSignal: "SIGKILL" });
    return await readFile(printed).catch(() => {
      throw new Error(lastLineOf(stderr));
    });
  } catch (error) {
    throw new UserError([`${browser} could not print the report: ${reasonOf(error)}`]);
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Arguments that restrict the browser to printing. */
export function browserArguments(profile: string): string[] {
  return [
    "--headless",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-extensions",
    // Offline: no host has an address, not even one that is an address already, and the proxy is none either.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--proxy-server=http://127.0.0.1:9",
    "--proxy-bypass-list=<-loopback>",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    `--user-data-dir=${profile}`,
    "--no-pdf-header-footer",
    // Chromium cannot sandbox as root, which is common in containers. The page runs no script.
    ...(process.getuid?.() === 0 ? ["--no-sandbox"] : []),
  ];
}

/** What a browser needs to start, on Linux, macOS and Windows. No credential, and nothing that adds arguments. */
const browserVariables = [
  ...["PATH", "HOME", "LANG", "LC_ALL", "TMPDIR", "XDG_RUNTIME_DIR", "FONTCONFIG_FILE", "FONTCONFIG_PATH"],
  ...["SYSTEMROOT", "WINDIR", "TEMP", "TMP", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "PROGRAMFILES", "PROGRAMDATA"],
];

function browserEnvironment(environment: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const given = browserVariables.flatMap((name) =>
    environment[name] === undefined ? [] : [[name, environment[name]]],
  );
  return Object.fromEntries(given) as NodeJS.ProcessEnv;
}

function reasonOf(error: unknown): string {
  const { killed, stderr } = error as { readonly killed?: boolean; readonly stderr?: string };
  if (killed === true) return `it did not end within ${timeoutMs / 1000} seconds.`;
  if (typeof stderr === "string" && stderr.trim() !== "") return lastLineOf(stderr);
  return error instanceof Error ? error.message : String(error);
}

function lastLineOf(text: string): string {
  return text.trim().split("\n").at(-1) ?? "it printed no error.";
}
