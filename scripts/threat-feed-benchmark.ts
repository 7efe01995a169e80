import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { globalAgent } from "node:https";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { planUpload } from "../model/threat-feed-upload";
import { createThreatFeedTarget } from "../resources/lookout-threat-feed/lookout-threat-feed.target";
import { createOrAdopt, reconcile } from "../resources/provider/reconcile";
import { createLookoutApi, type LookoutApi } from "../clients/lookout/lookout-api";
import { uploadDomains } from "../clients/lookout/threat-feeds";
import { fastDelays } from "../local/tenant/tenant-options";
import { startTenant, type RunningTenant } from "../local/tenant/server";
import { runScript, printToStdout as print } from "../local/output";

const domainCount = 100_000;
const changeCount = 500;
const settings = { title: "Benchmark of a feed", allowAnalysis: false };

/** Requests to the Threat Feed API, and the bytes of their bodies. */
interface Traffic {
  reads: number;
  writes: number;
  sent: number;
  received: number;
}

runScript(async () => {
  const folder = mkdtempSync(join(tmpdir(), "lookout-intune-benchmark-"));
  const tenant = await startTenant({
    stateFolder: join(folder, "tenant"),
    connectionFile: join(folder, "tenant.json"),
    requestLog: join(folder, "requests.ndjson"),
    ...fastDelays,
  });
  try {
    await compare(tenant);
    return 0;
  } finally {
    await tenant.stop();
    rmSync(folder, { recursive: true });
  }
});

async function compare({ connection }: RunningTenant): Promise<void> {
  globalAgent.options.ca = readFileSync(connection.caFile);
  const api = createLookoutApi({ apiUrl: connection.baseUrl, applicationKey: connection.lookoutApplicationKey });
  const before = numbered(domainCount, "host");
  const after = [...before.slice(changeCount / 2), ...numbered(changeCount / 2, "new")];
  let feedId = "";

  const created = await measure(api, async (counting) => {
    const domains = new Set(before);
    const created = await createOrAdopt(
      createThreatFeedTarget(counting, settings, () => domains),
      false,
    );
    feedId = created?.id ?? "";
  });
  const changed = await measure(api, async (counting) => {
    const domains = new Set(after);
    await reconcile(
      createThreatFeedTarget(counting, settings, () => domains),
      { id: feedId, adopted: false },
    );
  });
  const everything = await measure(api, async (counting) => {
    for (const upload of planUpload(undefined, new Set(after))) await uploadDomains(counting, feedId, upload);
  });

  print(`A threat feed of ${domainCount} domains in the local tenant; bodies only, without sign-in:`);
  print(line(`${domainCount} domains, new feed`, created));
  print(line(`${changeCount} of them changed`, changed));
  print(line("everything sent again", everything));
  print(
    `Changing ${changeCount} sends ${ratio(everything.sent, changed.sent)} times less than sending everything again. ` +
      `Finding the differences means reading what Lookout has: with that, ${ratio(total(changed), total(everything))} times the bytes move.`,
  );
}

async function measure(api: LookoutApi, act: (counting: LookoutApi) => Promise<void>): Promise<Traffic> {
  const traffic = { reads: 0, writes: 0, sent: 0, received: 0 };
  await act({
    ...api,
    async send(request) {
      if (request.method === "GET") traffic.reads += 1;
      else traffic.writes += 1;
      traffic.sent += bytesOf(request.body);
      const answer = await api.send(request);
      traffic.received += bytesOf(answer.body);
      return answer;
    },
  });
  return traffic;
}

function bytesOf(body: unknown): number {
  if (body === undefined) return 0;
  if (body instanceof FormData) {
    return [...body.values()].reduce((sum, part) => sum + (typeof part === "string" ? part.length : part.size), 0);
  }
  return Buffer.byteLength(typeof body === "string" ? body : JSON.stringify(body));
}

function numbered(count: number, prefix: string): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${index}.blocked.example`);
}

function line(what: string, { reads, writes, sent, received }: Traffic): string {
  const requests = `${writes} writes, ${reads} reads`;
  return `  ${what.padEnd(28)}${requests.padEnd(20)}${kilobytes(sent)} sent, ${kilobytes(received)} received`;
}

function kilobytes(bytes: number): string {
  return `${(bytes / 1000).toFixed(1).padStart(8)} kB`;
}

function total({ sent, received }: Traffic): number {
  return sent + received;
}

function ratio(a: number, b: number): string {
  return (a / b).toFixed(1);
}
