import assert from "node:assert/strict";
import type { AzureSubscription } from "lookout-intune/internal/recover/azure-resource";
import { planRecovery } from "lookout-intune/internal/recover/plan-recovery";
import type { ArmClient } from "../../../clients/arm/arm-client";
import { ServiceError } from "../../../clients/http/service-error";
import type { GraphClient } from "../../../clients/graph/graph-client";
import { readInterruptedState } from "../../../model/interrupted-state";
import { azureadTypes, dynamicTypes } from "../../../model/resource-types";

// None of these is searched for in Entra.
const graph: GraphClient = {
  send: ({ path }) => Promise.reject(new Error(`asked for ${path}`)),
  tenantId: () => Promise.resolve(undefined),
  root: () => Promise.reject(new Error("asked for the root")),
};

const tenantId = () => Promise.resolve(undefined);
const noAzure: AzureSubscription = {
  arm: { tenantId, send: ({ path }) => Promise.reject(new Error(`asked Azure for ${path}`)) },
  subscriptionId: undefined,
};

describe("an operation that a killed run left pending", () => {
  const stack = {
    urn: "urn:pulumi:prod::p::pulumi:pulumi:Stack::p-prod",
    type: "pulumi:pulumi:Stack",
    created: "2026-01-01T10:00:00Z",
  };
  const resource = (type: string, more: object = {}) => ({
    urn: `urn:pulumi:prod::p::${type}::it`,
    type,
    custom: true,
    inputs: {},
    ...more,
  });
  async function plan(
    operation: string,
    one: object,
    { recorded = [] as object[], clear = [] as string[], adopt = [] as string[], azure = noAzure } = {},
  ) {
    const deployment = {
      manifest: { time: "2026-01-01T10:06:00Z" },
      resources: [stack, ...recorded],
      pending_operations: [{ type: operation, resource: one }],
    };
    const state = readInterruptedState({ version: 3, deployment }) ?? assert.fail();
    const choices = { adopt: new Set(adopt.map((id) => id.toLowerCase())), clear: new Set(clear) };
    const [recovery] = await planRecovery(state, { graph, callerId: undefined, azure }, choices);
    return recovery;
  }

  it("is cleared if it created a resource of ours, which the next update searches for", async () => {
    for (const type of Object.values(dynamicTypes)) {
      const recovery = await plan("creating", resource(type));
      assert.ok(recovery?.action === "clear");
      assert.match(recovery.reason, /next `pulumi up` searches for what it left/);
    }
  });

  describe("that was creating a resource in Azure", () => {
    const subscriptionId = "11111111-2222-4333-8444-555555555555";
    const id = `/subscriptions/${subscriptionId}/resourceGroups/lookout/providers/Microsoft.Insights/actionGroups/`;
    const group = (actionGroupName: string) =>
      resource("azure-native:monitor:ActionGroup", { inputs: { resourceGroupName: "lookout", actionGroupName } });
    const answering = (body: object | undefined): ArmClient => ({
      tenantId,
      send: () =>
        body === undefined
          ? Promise.reject(new ServiceError("none", 404, "ResourceNotFound"))
          : Promise.resolve({ status: 200, body }),
    });
    const created = (createdAt: string) => answering({ systemData: { createdAt } });
    const of = (one: object, arm: ArmClient, more: Parameters<typeof plan>[2] = {}) =>
      plan("creating", one, { ...more, azure: { arm, subscriptionId } });

    it("imports it if azure-native made its name up, because nobody else can have it", async () => {
      const recovery = await of(group("it0123abcd"), answering({}));
      assert.deepEqual(recovery?.action === "import" && recovery.id, `${id}it0123abcd`);
    });

    it("imports it under a declared name only if it was created while the run ran", async () => {
      assert.equal((await of(group("soc"), created("2026-01-01T10:05:00Z")))?.action, "import");
      for (const arm of [created("2025-01-01T10:05:00Z"), answering({})]) {
        assert.equal((await of(group("soc"), arm))?.action, "undecided");
        const recovery = await of(group("soc"), arm, { adopt: [`${id}soc`] });
        assert.equal(recovery?.action, "import");
      }
    });

    it("is cleared if Azure does not have it", async () => {
      assert.equal((await of(group("it0123abcd"), answering(undefined)))?.action, "clear");
    });

    it("is left to the user without a subscription, and if a part of its id is a secret", async () => {
      const withoutSubscription = { azure: { arm: answering({}), subscriptionId: undefined } };
      assert.equal((await plan("creating", group("it0123abcd"), withoutSubscription))?.action, "undecided");
      const hidden = resource("azure-native:monitor:ActionGroup", { inputs: { actionGroupName: { ciphertext: "" } } });
      assert.equal((await of(hidden, answering({})))?.action, "undecided");
    });
  });

  it("is cleared if the stack has the resource by now", async () => {
    const one = resource("other:index:Thing");
    const recovery = await plan("creating", one, { recorded: [{ ...one, id: "its-id" }] });
    assert.ok(recovery?.action === "clear");
    assert.match(recovery.reason, /has it already \(its-id\)/);
  });

  it("is settled once if the resource was killed in two runs", async () => {
    const one = resource(dynamicTypes.LookoutConnector);
    const pending = ["creating", "creating"].map((type) => ({ type, resource: one }));
    const state = readInterruptedState({ deployment: { resources: [stack], pending_operations: pending } });
    const choices = { adopt: new Set<string>(), clear: new Set<string>() };
    const services = { graph, callerId: undefined, azure: noAzure };
    assert.equal((await planRecovery(state ?? assert.fail(), services, choices)).length, 1);
  });

  it("is left to the user if its object also fits another creation", async () => {
    const policies = [{ id: "p1", displayName: "Phones", state: "enabled", createdDateTime: "2026-01-01T10:05:00Z" }];
    const answering: GraphClient = {
      ...graph,
      root: () => Promise.resolve("https://graph.example"),
      send: () => Promise.resolve({ status: 200, body: { value: policies } }),
    };
    const inputs = { displayName: "Phones", state: "enabled" };
    const type = azureadTypes.ConditionalAccessPolicy;
    const pending = (...urns: string[]) =>
      urns.map((urn) => ({ type: "creating", resource: { urn, type, custom: true, inputs } }));
    const actions = async (...urns: string[]) => {
      const manifest = { time: "2026-01-01T10:06:00Z" };
      const deployment = { manifest, resources: [stack], pending_operations: pending(...urns) };
      const state = readInterruptedState({ deployment }) ?? assert.fail();
      const services = { graph: answering, callerId: undefined, azure: noAzure };
      const choices = { adopt: new Set<string>(), clear: new Set<string>() };
      return (await planRecovery(state, services, choices)).map(({ action }) => action);
    };
    assert.deepEqual(await actions("one"), ["import"]);
    assert.deepEqual(await actions("one", "two"), ["undecided", "undecided"]);
  });

  it("is read again if it was an update or a deletion", async () => {
    const one = resource(dynamicTypes.LookoutConnector);
    for (const operation of ["updating", "deleting"]) {
      assert.equal((await plan(operation, one, { recorded: [{ ...one, id: "its-id" }] }))?.action, "refresh");
    }
  });

  it("is left to the user if nobody knows how to find the resource, until the user found that there is none", async () => {
    const one = resource("other:index:Thing");
    assert.equal((await plan("creating", one))?.action, "undecided");
    assert.equal((await plan("creating", one, { clear: ["it"] }))?.action, "clear");
  });
});
