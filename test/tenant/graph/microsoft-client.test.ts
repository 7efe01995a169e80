import {
  AuthenticationHandler,
  Client,
  type Context,
  GraphError,
  type Middleware,
  PageIterator,
  RetryHandler,
} from "@microsoft/microsoft-graph-client";
import assert from "node:assert/strict";
import { baseUrl, GraphUnderTest, lookoutId, validGroup } from "./graph-under-test";

/** Carries the client's requests to the tenant without a socket. */
class Transport implements Middleware {
  constructor(private readonly graph: GraphUnderTest) {}

  async execute(context: Context): Promise<void> {
    const { method = "GET", headers, body } = context.options ?? {};
    const url: unknown = context.request; // A text here: the client was given no request object.
    assert.ok(typeof url === "string");
    const answer = await this.graph.send(
      method as "GET" | "POST" | "PATCH" | "DELETE",
      url,
      typeof body === "string" ? (JSON.parse(body) as object) : undefined,
      Object.fromEntries(new Headers(headers)),
    );
    const text = answer.status === 204 ? null : answer.text;
    context.response = new Response(text, { status: answer.status, headers: { "content-type": "application/json" } });
  }
}

function clientOf(graph: GraphUnderTest): Client {
  const authentication = new AuthenticationHandler({ getAccessToken: () => Promise.resolve("valid") });
  const retry = new RetryHandler();
  authentication.setNext(retry);
  retry.setNext(new Transport(graph));
  return Client.initWithMiddleware({ middleware: authentication, baseUrl, customHosts: new Set(["localhost"]) });
}

describe("Microsoft's own client against the local tenant", () => {
  it("creates, lists, changes and deletes a group", async () => {
    const client = clientOf(await GraphUnderTest.start());
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
    const graph = await GraphUnderTest.start();
    for (let index = 0; index < 7; index++) await graph.group(`Group ${index}`);
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

  it("switches the connector's platforms on", async () => {
    const graph = await GraphUnderTest.start();
    graph.lookout = { connectedSince: graph.now, heartbeatMinutes: 5 };
    const connector = clientOf(graph)
      .api(`/deviceManagement/mobileThreatDefenseConnectors/${lookoutId}`)
      .version("beta");
    const type = "#microsoft.graph.mobileThreatDefenseConnector";
    const changed = (await connector.patch({ "@odata.type": type, androidEnabled: true })) as Record<string, unknown>;
    assert.deepEqual([changed.androidEnabled, changed.partnerState], [true, "enabled"]);
  });
});
