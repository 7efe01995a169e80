import { GraphError, type PageCollection, PageIterator } from "@microsoft/microsoft-graph-client";
import type { ConditionalAccessPolicy } from "@microsoft/microsoft-graph-types";
import assert from "node:assert/strict";
import { GraphOfTenant } from "./graph-of-tenant";
import { lookoutId, validGroup } from "./graph-under-test";
import { clientOf } from "./microsoft-client";

describe("Microsoft's own client against the local tenant", () => {
  let graph: GraphOfTenant;
  beforeEach(async () => {
    graph = await GraphOfTenant.start();
  });
  afterEach(() => graph.dispose());

  it("creates, lists, changes and deletes a group", async () => {
    const client = clientOf(graph);
    const created = (await client.api("/groups").post(validGroup)) as { id: string };
    const listed = (await client.api("/groups").filter("displayName eq 'Lookout Full'").select("id").get()) as {
      value: unknown;
    };
    assert.deepEqual(listed.value, [{ id: created.id }]);
    await client.api(`/groups/${created.id}`).patch({ description: "changed" });
    const read = (await client.api(`/groups/${created.id}`).get()) as { description: string };
    assert.equal(read.description, "changed");
    await client.api(`/groups/${created.id}`).delete();
    await assert.rejects(client.api(`/groups/${created.id}`).get(), (error) => {
      return error instanceof GraphError && error.statusCode === 404 && error.code === "Request_ResourceNotFound";
    });
  });

  it("walks through all pages", async () => {
    for (let index = 0; index < 7; index++) {
      await graph.send("POST", "/v1.0/groups", { ...validGroup, displayName: `Group ${index}` });
    }
    const client = clientOf(graph);
    const names: string[] = [];
    const first = (await client.api("/groups").top(3).get()) as { value: { displayName: string }[] };
    await new PageIterator(
      client,
      first,
      ({ displayName }: { displayName: string }) => names.push(displayName) > 0,
    ).iterate();
    assert.equal(new Set(names).size, 7);
  });

  it("walks through managed devices, and the members of a ring of 500", async () => {
    const client = clientOf(graph);
    const { id } = (await client.api("/groups").post({ ...validGroup, displayName: "Lookout pilot" })) as {
      id: string;
    };
    await graph.underTest.http.post("/_tenant/fleet", { count: 500, overMs: 0, groupName: "Lookout pilot" });
    const ownersOf = async (path: string, property: "id" | "userId"): Promise<Set<string>> => {
      const owners = new Set<string>();
      const first = (await client.api(path).select([property, "userPrincipalName"]).top(200).get()) as PageCollection;
      await new PageIterator(client, first, (item: { id: string; userId: string }) => {
        owners.add(item[property]);
        return true;
      }).iterate();
      return owners;
    };
    const members = await ownersOf(`/groups/${id}/transitiveMembers`, "id");
    assert.equal(members.size, 500);
    assert.deepEqual(await ownersOf("/deviceManagement/managedDevices", "userId"), members);
  });

  it("switches the connector's platforms on", async () => {
    await graph.connectLookout();
    const connector = clientOf(graph)
      .api(`/deviceManagement/mobileThreatDefenseConnectors/${lookoutId}`)
      .version("beta");
    const type = "#microsoft.graph.mobileThreatDefenseConnector";
    const changed = (await connector.patch({ "@odata.type": type, androidEnabled: true })) as Record<string, unknown>;
    assert.deepEqual([changed.androidEnabled, changed.partnerState], [true, "enabled"]);
  });

  it("creates, lists, changes and deletes a Conditional Access policy", async () => {
    const client = clientOf(graph);
    const { id: group } = (await client.api("/groups").post(validGroup)) as { id: string };
    const policies = "/identity/conditionalAccess/policies";
    const policy: ConditionalAccessPolicy = {
      displayName: "Compliant device",
      state: "enabledForReportingButNotEnforced",
      conditions: {
        applications: { includeApplications: ["Office365"] },
        clientAppTypes: ["all"],
        platforms: { includePlatforms: ["android", "iOS"] },
        users: { includeGroups: [group] },
      },
      grantControls: { operator: "OR", builtInControls: ["compliantDevice"] },
    };
    const created = (await client.api(policies).post(policy)) as ConditionalAccessPolicy;
    const listed = (await client
      .api(policies)
      .filter("displayName eq 'Compliant device'")
      .select("id,state")
      .get()) as {
      value: unknown;
    };
    assert.deepEqual(listed.value, [{ id: created.id, state: policy.state }]);
    await client.api(`${policies}/${created.id ?? ""}`).patch({ state: "enabled" } satisfies ConditionalAccessPolicy);
    const read = (await client.api(`${policies}/${created.id ?? ""}`).get()) as ConditionalAccessPolicy;
    assert.deepEqual([read.state, read.conditions?.users?.includeGroups], ["enabled", [group]]);
    await client.api(`${policies}/${created.id ?? ""}`).delete();
    await assert.rejects(client.api(`${policies}/${created.id ?? ""}`).get(), (error) => {
      return error instanceof GraphError && error.statusCode === 404;
    });
  });
});
