import assert from "node:assert/strict";
import type { DynamicType } from "../../../model/resource-types";
import { lookoutHeaders } from "../../local/tenant/lookout/lookout-of-tenant";
import type { State } from "../graph-object/intune-fixture";
import type { TargetCase } from "./target-case";

interface GatewaySettings {
  readonly type: DynamicType;
  readonly path: string;
  readonly settings: State;
  readonly changed: State;
}

const connector: GatewaySettings = {
  type: "LookoutConnector",
  path: "/v1/intune-connectors",
  settings: {
    heartbeatMinutes: 15,
    enrollmentGroupNames: ["Lookout Pilot"],
    deviceStatusSync: true,
    threatStatusSync: true,
    errorEmail: "soc@contoso.com",
  },
  changed: { heartbeatMinutes: 30 },
};

/** Of these a tenant has one set, without an id of its own. */
const oneSets: readonly GatewaySettings[] = [
  {
    type: "LookoutEnrollmentSettings",
    path: "/v1/enrollment-settings",
    settings: { daysUntilDisconnected: 30 },
    changed: { daysUntilDisconnected: 7 },
  },
  {
    type: "LookoutNotificationPreferences",
    path: "/v1/notification-preferences",
    settings: { recipients: [{ email: "a@contoso.com", notifications: { Daily: true } }] },
    changed: { recipients: [{ email: "a@contoso.com", notifications: { Daily: false } }] },
  },
  {
    type: "LookoutThreatClassifications",
    path: "/v1/threat-classifications",
    settings: { risks: { WORM: "high" }, deviceGroups: {} },
    changed: { risks: { WORM: "low" } },
  },
];

/** Lookout's settings at the configuration gateway. A PUT writes each of them whole. */
export const gatewayCases: readonly TargetCase[] = [connector, ...oneSets].map((one) => {
  const { type, path, settings, changed } = one;
  return {
    type,
    path,
    prepare({ fixture: { tenant } }) {
      async function gateway(method: string, url: string, data?: object): Promise<State | undefined> {
        const headers = await lookoutHeaders(tenant);
        const answer = await tenant.http.request<State>({ method, url, data, headers });
        if (answer.status === 404) return undefined;
        assert.ok(answer.status < 300, JSON.stringify(answer.data));
        return answer.data;
      }
      const list = async (): Promise<string[]> => {
        const found = await gateway("GET", path);
        if (one !== connector) return found === undefined ? [] : [path];
        return ((found?.connectors ?? []) as { id: string }[]).map(({ id }) => `${path}/${id}`);
      };
      const removeAll = async () => {
        for (const at of await list()) await gateway("DELETE", at);
      };
      const inputs = { mode: "gateway", ...settings };
      const write = { method: "PUT", path };
      return Promise.resolve({
        inputs,
        changed: { ...inputs, ...changed },
        writes: [/^PUT /],
        ...(one === connector
          ? ({ creation: { method: "POST", path }, createdBy: "POST" } as const)
          : ({ creation: write, createdBy: "PUT" } as const)),
        firstWrite: write,
        lastWrite: write,
        count: async () => (await list()).length,
        clear: removeAll,
        removeByHand: removeAll,
        async createByHand() {
          await gateway(one === connector ? "POST" : "PUT", path, { ...settings, ...changed });
        },
        refusal: /already exists with other settings.*adopt: true/,
      });
    },
  };
});
