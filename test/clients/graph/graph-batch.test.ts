import assert from "node:assert/strict";
import fc from "fast-check";
import { batchesOf, sendBatch, type BatchResult } from "../../../clients/graph/graph-batch";
import type { GraphClient, GraphRequest } from "../../../clients/graph/graph-client";
import { ServiceError } from "../../../clients/http/service-error";
import { startTenantUnderTest, type TenantUnderTest } from "../../local/tenant/tenant-under-test";
import { graphClientOf } from "../clients-of-tenant";

const read = (path: string): GraphRequest => ({ method: "GET", path, permission: `to read ${path}` });
const createGroup = (name: string): GraphRequest => ({
  method: "POST",
  path: "/v1.0/groups",
  body: { displayName: name, mailEnabled: false, mailNickname: name, securityEnabled: true },
  permission: "to write groups",
});
const statusOf = (result: BatchResult | undefined) => result?.status;

/** A Graph that answers a batch's steps with these answers, and a request sent alone with 200. */
function scripted(answer: (id: string) => object | undefined) {
  const sent: GraphRequest[] = [];
  const graph: GraphClient = {
    tenantId: () => Promise.resolve(undefined),
    root: () => Promise.resolve("https://graph.example"),
    send(request) {
      sent.push(request);
      const steps = (request.body as { requests?: { id: string }[] } | undefined)?.requests;
      const responses = steps?.flatMap(({ id }) => answer(id) ?? []).reverse();
      return Promise.resolve({ status: 200, body: responses === undefined ? "alone" : { responses } });
    },
  };
  return { graph, sent };
}

describe("a batch", () => {
  it("holds at most twenty requests, all of one version, and keeps their order", () => {
    const paths = fc.constantFrom("/v1.0/groups", "/v1.0/users", "/beta/groups");
    fc.assert(
      fc.property(fc.array(paths, { maxLength: 90 }), (all) => {
        const batches = batchesOf(all.map(read));
        assert.deepEqual(
          batches.flatMap(({ requests }) => requests.map(({ path }) => path)),
          all,
        );
        for (const { version, requests } of batches) {
          assert.ok(requests.length >= 1 && requests.length <= 20);
          assert.ok(requests.every(({ path }) => path.startsWith(`/${version}/`)));
        }
      }),
    );
  });

  it("sends nothing if an id in a path would lead to another path", async () => {
    const { graph, sent } = scripted(() => undefined);
    await assert.rejects(
      sendBatch(graph, [read("/v1.0/users/a"), read("/v1.0/groups/../users")]),
      /nothing was sent to GET/,
    );
    assert.deepEqual(sent, []);
  });

  it("gives each request its own result, whatever the order of the answers", async () => {
    const { graph, sent } = scripted((id) => ({ id, status: 200, body: `answer ${id}` }));
    const results = await sendBatch(
      graph,
      Array.from({ length: 45 }, (_, at) => read(`/v1.0/users/${at}`)),
    );
    assert.equal(sent.length, 3);
    assert.deepEqual(
      results.map((result) => (result instanceof ServiceError ? result : result.body)),
      Array.from({ length: 45 }, (_, at) => `answer ${at % 20}`),
    );
  });

  it("reports that Graph left a request unanswered, which then may have been carried out", async () => {
    const { graph } = scripted((id) => (id === "1" ? undefined : { id, status: 204 }));
    const results = await sendBatch(graph, [read("/v1.0/a"), read("/v1.0/b"), read("/v1.0/c")]);
    assert.deepEqual(results.map(statusOf), [204, undefined, 204]);
    assert.ok(results[1] instanceof ServiceError && results[1].mayHaveSucceeded);
    assert.match(results[1].message, /no response to GET \/v1\.0\/b in a batch/);
  });

  it("sends a throttled request again alone, after the time that was asked for", async () => {
    const { graph, sent } = scripted((id) =>
      id === "0" ? { id, status: 429, headers: { "retry-after": "0.3" } } : { id, status: 200 },
    );
    const start = performance.now();
    const results = await sendBatch(graph, [read("/v1.0/a"), read("/v1.0/b")]);
    assert.ok(performance.now() - start >= 299);
    assert.deepEqual(results.map(statusOf), [200, 200]);
    assert.deepEqual(
      sent.map(({ path }) => path),
      ["/v1.0/$batch", "/v1.0/a"],
    );
  });

  it("names the wait that a request was asked for, in its header or in Intune's message, and does not wait for an hour", async () => {
    const inMessage = {
      error: { code: "TooManyRequests", message: JSON.stringify({ Message: "Busy.", RetryAfter: 3600 }) },
    };
    const { graph, sent } = scripted((id) =>
      id === "0" ? { id, status: 429, headers: { "retry-after": "3600" } } : { id, status: 429, body: inMessage },
    );
    const results = await sendBatch(graph, [read("/v1.0/a"), read("/v1.0/b")]);
    const until = new Date(Date.now() + 3_600_000).toISOString().slice(11, 15);
    for (const result of results) {
      assert.ok(result instanceof ServiceError);
      assert.equal(result.status, 429);
      assert.match(result.message, new RegExp(`Microsoft Graph asks to wait 60 minutes, until ${until}\\d UTC\\.`));
    }
    assert.equal(sent.length, 1);
  });

  it("does not send a POST again whose own answer leaves open whether it was carried out", async () => {
    const { graph, sent } = scripted((id) => ({ id, status: 502 }));
    assert.deepEqual((await sendBatch(graph, [createGroup("a"), read("/v1.0/b")])).map(statusOf), [502, 200]);
    assert.equal(sent.filter(({ path }) => path !== "/v1.0/$batch").length, 1);
    assert.equal(sent[0]?.idempotent, false);
  });

  it("in order, carries on alone behind a request that was throttled first", async () => {
    const { graph, sent } = scripted((id) =>
      id === "0" ? { id, status: 429, headers: { "retry-after": "0" } } : { id, status: 424 },
    );
    const results = await sendBatch(graph, [read("/v1.0/a"), read("/v1.0/b")], { inOrder: true });
    assert.deepEqual(results.map(statusOf), [200, 200]);
    assert.deepEqual(
      sent.map(({ path }) => path),
      ["/v1.0/$batch", "/v1.0/a", "/v1.0/b"],
    );
  });

  it("in order, sends nothing of the next twenty when one failed", async () => {
    const { graph, sent } = scripted((id) => ({ id, status: Number(id) < 3 ? 200 : id === "3" ? 404 : 424 }));
    const results = await sendBatch(
      graph,
      Array.from({ length: 25 }, () => read("/v1.0/a")),
      { inOrder: true },
    );
    assert.deepEqual(results.map(statusOf), [200, 200, 200, 404, ...Array.from({ length: 21 }, () => 424)]);
    assert.equal(sent.length, 1);
  });

  describe("on the local tenant", function () {
    this.timeout(60_000);
    let subject: TenantUnderTest;
    let graph: GraphClient;
    before(async () => {
      subject = await startTenantUnderTest({ grantedRoles: ["Group.ReadWrite.All"] });
      graph = graphClientOf(subject);
    });
    after(() => subject.dispose());

    it("reads what may be read in one call and names the permission for the rest", async () => {
      const before = subject.requests().length;
      const [groups, users, unknown] = await sendBatch(graph, [
        read("/v1.0/groups?$top=1"),
        read("/v1.0/users?$top=1"),
        read("/v1.0/no-such-thing"),
      ]);
      assert.deepEqual([groups, users, unknown].map(statusOf), [200, 403, 400]);
      assert.ok(users instanceof ServiceError && unknown instanceof ServiceError);
      assert.match(
        users.message,
        /answered 403 \w+ to GET \/v1\.0\/users: .* needs the permission to read \/v1\.0\/users/,
      );
      const sent = subject.requests().slice(before);
      assert.equal(sent.filter(({ path }) => path === "/v1.0/$batch").length, 1);
    });

    it("in order, does not make the second group when the first could not be made", async () => {
      const results = await sendBatch(
        graph,
        [createGroup("first"), { ...createGroup("second"), body: {} }, createGroup("third")],
        { inOrder: true },
      );
      assert.deepEqual(results.map(statusOf), [201, 400, 424]);
      const [listed] = await sendBatch(graph, [read("/v1.0/groups?$select=displayName")]);
      assert.ok(listed !== undefined && !(listed instanceof ServiceError));
      const names = (listed.body as { value: { displayName: string }[] }).value.map(({ displayName }) => displayName);
      assert.deepEqual(names, ["first"]);
    });

    it("comes through a call that Graph throttles as a whole", async () => {
      const fault = { path: "batch", times: 2, kind: { is: "throttle", retryAfter: "0.05" } };
      assert.equal((await subject.http.put<unknown>("/_tenant/faults", [fault])).status, 204);
      assert.deepEqual((await sendBatch(graph, [read("/v1.0/groups")])).map(statusOf), [200]);
    });
  });
});
