import assert from "node:assert/strict";
import { planRecovery } from "lookout-intune/internal/recover/plan-recovery";
import type { GraphClient } from "../../../clients/graph/graph-client";
import { readInterruptedState } from "../../../model/interrupted-state";
import { dynamicTypes } from "../../../model/resource-types";

// None of these is searched for in Entra.
const graph: GraphClient = {
  send: ({ path }) => Promise.reject(new Error(`asked for ${path}`)),
  tenantId: () => Promise.resolve(undefined),
  root: () => Promise.reject(new Error("asked for the root")),
};

describe("an operation that a killed run left pending", () => {
  const stack = { urn: "urn:pulumi:prod::p::pulumi:pulumi:Stack::p-prod", type: "pulumi:pulumi:Stack" };
  const resource = (type: string, more: object = {}) => ({
    urn: `urn:pulumi:prod::p::${type}::it`,
    type,
    custom: true,
    inputs: {},
    ...more,
  });
  async function plan(operation: string, one: object, { recorded = [] as object[], clear = [] as string[] } = {}) {
    const deployment = {
      resources: [stack, ...recorded],
      pending_operations: [{ type: operation, resource: one }],
    };
    const state = readInterruptedState({ version: 3, deployment }) ?? assert.fail();
    const choices = { adopt: new Set<string>(), clear: new Set(clear) };
    const [recovery] = await planRecovery(state, { graph, callerId: undefined }, choices);
    return recovery;
  }

  it("is cleared if it created a resource of ours, which the next update looks for", async () => {
    for (const type of Object.values(dynamicTypes)) {
      const recovery = await plan("creating", resource(type));
      assert.ok(recovery?.action === "clear");
      assert.match(recovery.reason, /next `pulumi up` looks for what it left/);
    }
  });

  it("is cleared if Azure knows the resource by name, and says what the next update does if it exists", async () => {
    const recovery = await plan("creating", resource("azure-native:monitor:ActionGroup"));
    assert.ok(recovery?.action === "clear");
    assert.match(recovery.reason, /refuses to create it and names its id for `pulumi import`/);
  });

  it("is cleared if the stack has the resource by now", async () => {
    const one = resource("other:index:Thing");
    const recovery = await plan("creating", one, { recorded: [{ ...one, id: "its-id" }] });
    assert.ok(recovery?.action === "clear");
    assert.match(recovery.reason, /has it already \(its-id\)/);
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
