import assert from "node:assert/strict";
import { audienceIn, tokenFor } from "../../local/tenant/arm/arm-of-tenant";
import type { TargetCase } from "./target-case";

const path = "/providers/microsoft.intune/diagnosticSettings";
const idOf = (kind: string) => `/subscriptions/1/resourceGroups/logs/providers/${kind}`;
const workspaceId = idOf("Microsoft.OperationalInsights/workspaces/central");
const name = "lookout";

/** A PUT writes everything, so there is one write only. */
export const diagnosticSettingsCase: TargetCase = {
  type: "IntuneDiagnosticSettings",
  path,
  prepare({ fixture: { tenant } }) {
    async function azure<T>(method: "GET" | "PUT" | "DELETE", at: string, data?: object): Promise<T> {
      const headers = { Authorization: `Bearer ${await tokenFor(tenant, await audienceIn(tenant))}` };
      const url = `${at}?api-version=2017-04-01-preview`;
      const answer = await tenant.http.request<T>({ method, url, data, headers });
      assert.ok(answer.status < 300, JSON.stringify(answer.data));
      return answer.data;
    }
    const list = async () => (await azure<{ value: readonly { id: string }[] }>("GET", path)).value;
    const removeAll = async () => {
      for (const { id } of await list()) await azure("DELETE", id);
    };
    const put = { method: "PUT", path };
    return Promise.resolve({
      inputs: { name, workspaceId },
      changed: {
        name,
        workspaceId,
        categories: ["AuditLogs"],
        storageAccountId: idOf("Microsoft.Storage/storageAccounts/a"),
      },
      writes: [/^PUT lookout$/],
      creation: put,
      createdBy: "PUT",
      firstWrite: put,
      lastWrite: put,
      count: async () => (await list()).length,
      clear: removeAll,
      removeByHand: removeAll,
      async createByHand() {
        await azure("PUT", `${path}/${name}`, { properties: { workspaceId, logs: [] } });
      },
      refusal: /named "lookout", and nothing was changed\. Set adopt: true/,
    });
  },
};
