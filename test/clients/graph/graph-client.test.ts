import assert from "node:assert/strict";
import { z } from "zod";
import { consoleForms } from "../../../local/runs/console-change";
import { sendBatch } from "../../../clients/graph/graph-batch";
import { getConnector, listConnectors } from "../../../clients/graph/mobile-threat-defense-connectors";
import { ServiceError } from "../../../clients/http/service-error";
import { readAllPages } from "../../../clients/graph/graph-pages";
import type { GraphClient } from "../../../clients/graph/graph-client";
import type { Fault } from "../../../local/tenant/faults";
import { startTenantUnderTest, type TenantUnderTest } from "../../local/tenant/tenant-under-test";
import { graphClientOf } from "../clients-of-tenant";

const connectors = "/beta/deviceManagement/mobileThreatDefenseConnectors";
const lookout = "2c7790de-8b02-4814-85cf-e0c59380dee8";

describe("the Graph client against a tenant that has a bad day", function () {
  this.timeout(60_000);
  let subject: TenantUnderTest;
  let graph: GraphClient;

  before(async () => {
    subject = await startTenantUnderTest();
    graph = graphClientOf(subject);
  });
  after(() => subject.dispose());
  beforeEach(() => fail());

  async function fail(...faults: (Pick<Fault, "kind"> & Partial<Fault>)[]): Promise<void> {
    const answer = await subject.http.put<unknown>(
      "/_tenant/faults",
      faults.map((fault) => ({ path: "mobileThreatDefenseConnectors", ...fault })),
    );
    assert.equal(answer.status, 204);
  }
  const calls = () => subject.requests().filter(({ path }) => path.startsWith(connectors)).length;
  const failureOf = async (call: Promise<unknown>): Promise<ServiceError> => {
    const error: unknown = await call.catch((reason: unknown) => reason);
    assert.ok(error instanceof ServiceError, String(error));
    return error;
  };

  it("comes back after throttling, whatever form Retry-After has, or none", async () => {
    for (const retryAfter of ["0", "0.128", new Date().toUTCString(), undefined]) {
      await fail({ times: 2, kind: { is: "throttle", retryAfter } });
      assert.deepEqual(await listConnectors(graph), []);
    }
  });

  it("waits as long as the JSON in Intune's message asks when there is no header", async () => {
    const message = JSON.stringify({ Message: "Slow down - Operation ID 1", RetryAfter: "0.4" });
    await fail({
      times: 1,
      kind: { is: "status", status: 429, body: { error: { code: "TooManyRequests", message } } },
    });
    const start = performance.now();
    await listConnectors(graph);
    assert.ok(performance.now() - start >= 400);
  });

  it("reads on through 500, 502, 503, 504 and a connection that breaks", async () => {
    await fail(
      ...[500, 502, 503, 504].map((status, after) => ({ after, times: 1, kind: { is: "status" as const, status } })),
      { after: 4, times: 1, kind: { is: "drop", when: "before" } },
    );
    assert.deepEqual(await listConnectors(graph), []);
  });

  it("follows a list to its last page", async () => {
    for (const displayName of ["a", "b", "c", "d", "e"]) {
      const group = { displayName, mailNickname: displayName, mailEnabled: false, securityEnabled: true };
      await graph.send({ method: "POST", path: "/v1.0/groups", body: group, permission: "p" });
    }
    const member = z.object({ displayName: z.string() });
    const list = { path: "/v1.0/groups?$top=2&$select=displayName", member, permission: "p", what: "a group" };
    const names = (await readAllPages(graph, list)).map(({ displayName }) => displayName);
    assert.deepEqual(names.toSorted(), ["a", "b", "c", "d", "e"]);
    assert.equal(
      subject.requests().filter(({ method, path }) => method === "GET" && path.includes("/groups")).length,
      3,
    );
  });

  it("does not send a POST again after an answer that leaves open whether it was carried out", async () => {
    for (const status of [500, 502, 504]) {
      await fail({ times: 1, kind: { is: "status", status } });
      const before = calls();
      const call = graph.send({ method: "POST", path: connectors, body: {}, permission: "p" });
      assert.equal((await failureOf(call)).mayHaveSucceeded, true);
      assert.equal(calls(), before + 1);
    }
  });

  it("sends a POST again that was surely not carried out", async () => {
    for (const status of [429, 503]) {
      await fail({ times: 1, kind: { is: "status", status } });
      const call = graph.send({ method: "POST", path: connectors, body: {}, permission: "p" });
      assert.equal((await failureOf(call)).status, 400);
    }
  });

  it("gives up with the last answer when throttling does not end", async () => {
    await fail({ kind: { is: "throttle", retryAfter: "0" } });
    const error = await failureOf(listConnectors(graphClientOf(subject, { attempts: 3 })));
    assert.match(error.message, /^Microsoft Graph answered 429 TooManyRequests to GET \/beta\/deviceManagement/);
  });

  it("names in an error the call's ids, with which Microsoft's support finds it", async () => {
    const call = graph.send({ method: "GET", path: `${connectors}/${lookout}`, permission: "p" });
    const { message } = await failureOf(call);
    const id = "[0-9a-f-]{36}";
    const ids = new RegExp(
      `request sent as (${id}), request id (${id}), client request id (${id}), activity id (${id})`,
    );
    const [, sent, , repeated] = ids.exec(message) ?? [];
    assert.ok(sent !== undefined && sent === repeated, message);
  });

  it("finds the ids in the headers of an answer that is no Graph error", async () => {
    await fail({ times: 1, kind: { is: "status", status: 400, body: { no: "Graph error" } } });
    const { message } = await failureOf(getConnector(graph, lookout));
    assert.match(message, /the response is not a Graph error\. \(request sent as [0-9a-f-]{36}/);
  });

  it("signs in once more when Graph refuses the token", async () => {
    const tokens = () => subject.requests().filter(({ path }) => path.includes("/oauth2/v2.0/token")).length;
    await listConnectors(graph);
    const before = tokens();
    await fail({ times: 1, kind: { is: "status", status: 401 } });
    assert.deepEqual(await listConnectors(graph), []);
    assert.equal(tokens(), before + 1);
  });

  it("keeps members of an enumeration that v1.0 does not know", async () => {
    const control = (method: "PUT" | "POST", path: string, data: object) =>
      subject.http.request<unknown>({ method, url: `/_tenant${path}`, data });
    await control("PUT", "/console/intune-add", {});
    await control("PUT", "/console/connector", JSON.parse(consoleForms.connector) as object);
    await listConnectors(graph);
    await control("POST", "/graph/lookout-connector", { state: "error" });
    const path = `/v1.0/deviceManagement/mobileThreatDefenseConnectors/${lookout}`;
    const { body } = await graph.send({ method: "GET", path, permission: "p" });
    assert.equal((body as { partnerState: string }).partnerState, "error");
    const [inBatch] = await sendBatch(graph, [{ method: "GET", path, permission: "p" }]);
    assert.ok(inBatch !== undefined && !(inBatch instanceof ServiceError));
    assert.equal((inBatch.body as { partnerState: string }).partnerState, "error");
  });
});
