import assert from "node:assert/strict";
import { lookoutHeaders } from "../../local/tenant/lookout/lookout-of-tenant";
import { numbered } from "../lookout-threat-feed/feed-fixture";
import type { TargetCase } from "./target-case";

const path = "/mgmt/threat-feeds/api/v1/threat-feeds";

/** Its changes are uploads: with many domains and one change the JSON update. */
export const threatFeedCase: TargetCase = {
  type: "LookoutThreatFeed",
  path,
  hasRateLimit: true,
  prepare({ fixture }) {
    const { tenant } = fixture;
    async function lookout<T>(method: string, at = "", data?: object): Promise<T> {
      const headers = await lookoutHeaders(tenant);
      const answer = await tenant.http.request<T>({ method, url: path + at, data, headers });
      assert.ok(answer.status < 300, JSON.stringify(answer.data));
      return answer.data;
    }
    const list = () => lookout<string[]>("GET");
    const removeAll = async () => {
      for (const id of await list()) await lookout("DELETE", `/${id}`);
    };
    const domains = numbered(50);
    return Promise.resolve({
      inputs: { title: "Domains blocked by Contoso", domains },
      changed: { title: "Domains blocked by Contoso", allowAnalysis: true, domains: [...domains, "evil.example"] },
      writes: [/^PUT /, /^POST incremental-updates$/],
      creation: { method: "POST", path: "threat-feeds$" },
      createdBy: "POST",
      firstWrite: { method: "PUT", path: "threat-feeds/" },
      lastWrite: { method: "POST", path: "incremental-updates" },
      count: async () => (await list()).length,
      async clear() {
        // Lookout takes 100 requests a minute of a tenant.
        await fixture.control("POST", "/clock", { advanceMs: 60_000 });
        await removeAll();
      },
      removeByHand: removeAll,
      async createByHand() {
        await lookout("POST", "", { feedType: "CSV", title: "Feed of the SOC", allowAnalysis: false });
      },
      refusal: /"Feed of the SOC", with 0 domains, .*adopt: true/s,
    });
  },
};
