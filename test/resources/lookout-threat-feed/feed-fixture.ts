import assert from "node:assert/strict";
import { rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { TenantOptions } from "../../../local/tenant/tenant-options";
import type { LoggedRequest } from "../../../local/tenant/request-log";
import { folderInProject } from "../../folder-in-project";
import { lookoutHeaders } from "../../local/tenant/lookout/lookout-of-tenant";
import { failureOf, type ProviderProcess } from "../provider/provider-process";
import { Fixture } from "../provider/provider-under-test";

export type State = Record<string, unknown>;

export const feedsPath = "/mgmt/threat-feeds/api/v1/threat-feeds";
/** Requests that carry a file, for faults. */
export const uploadPath = "elements\\?uploadType";
export const title = "Domains blocked by Contoso";

export function numbered(count: number, prefix = "host"): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${index}.blocked.example`);
}

/** What the engine would record of a call that must fail half-way, and print. */
export async function halfDone(call: Promise<unknown>): Promise<{ id: string; properties: State; reason: string }> {
  const { message, partial } = await failureOf(call);
  assert.ok(partial !== undefined, message);
  return { id: partial.id, properties: partial.properties, reason: partial.reasons.join("\n") };
}

/** A threat feed's provider process, the file with its domains, and somebody else who uses the same API. */
export class FeedFixture {
  folder = "";
  private fixture!: Fixture;
  private current!: ProviderProcess;

  makeFolder(): void {
    this.folder = folderInProject("feed");
  }

  async start(unknowns: TenantOptions["unknowns"] = {}): Promise<void> {
    this.fixture = await Fixture.start("LookoutThreatFeed", { unknowns });
    await this.restart();
  }

  /** A new process, by default with the config that leads to the tenant. */
  async restart(config?: Record<string, string>): Promise<void> {
    this.current = await this.fixture.provider(config);
  }

  async end(): Promise<void> {
    rmSync(this.folder, { recursive: true });
    await this.fixture.end();
  }

  get provider(): ProviderProcess {
    return this.current;
  }
  get file(): string {
    return join(this.folder, "denylist.csv");
  }

  write(domains: readonly string[]): void {
    writeFileSync(this.file, `domain\n${domains.join("\n")}\n`);
  }

  /** The inputs as the check gives them on. */
  async checked(news: State = {}): Promise<State> {
    const { inputs, failures } = await this.provider.check({ title, domainsFile: this.file, ...news });
    assert.deepEqual(failures, []);
    return inputs;
  }

  async createWith(domains: readonly string[]): Promise<{ id: string; outs: State }> {
    this.write(domains);
    return this.provider.create(await this.checked());
  }

  /** What somebody else does with the API. */
  async asOtherClient<T>(method: string, path = "", data?: object): Promise<T> {
    const headers = await lookoutHeaders(this.fixture.tenant);
    const answer = await this.fixture.tenant.http.request<T>({ method, url: feedsPath + path, data, headers });
    assert.ok(answer.status < 300, JSON.stringify(answer.data));
    return answer.data;
  }

  async createdByOtherClient(allowAnalysis = false): Promise<string> {
    const body = { feedType: "CSV", title: "Feed of the SOC", allowAnalysis };
    return (await this.asOtherClient<{ feedId: string }>("POST", "", body)).feedId;
  }

  async change(feedId: string, action: string, ...domains: string[]): Promise<void> {
    const operations = domains.map((domain) => ({ domain, action }));
    await this.asOtherClient("POST", `/${feedId}/elements/incremental-updates`, { operations });
  }

  async domainsIn(feedId: string): Promise<string[]> {
    return (await this.asOtherClient<string>("GET", `/${feedId}/elements`)).trimEnd().split("\n").slice(1).sort();
  }

  /** The requests of `act` alone, with the feed's id as {feedId}. */
  async requestsOf(act: () => Promise<unknown>): Promise<string[]> {
    const before = this.requests().length;
    await act();
    return this.requests()
      .slice(before)
      .map(({ method, path }) =>
        `${method} ${path.replace(feedsPath, "").replace(/[0-9a-f-]{36}/, "{feedId}")}`.trim(),
      );
  }

  requests(): LoggedRequest[] {
    return this.fixture.tenant.requests();
  }
  methods(path: string): string[] {
    return this.fixture.methods(path);
  }
  faults(...faults: Parameters<Fixture["faults"]>): Promise<void> {
    return this.fixture.faults(...faults);
  }
  endFaults(): Promise<void> {
    return this.fixture.control("DELETE", "/faults");
  }
}
