import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";
import { createGraphClient } from "../../../clients/graph/graph-client";
import type { GraphConfiguration } from "../../../clients/graph/graph-configuration";
import { readPages } from "../../../clients/graph/graph-pages";
import type { ListBounds } from "../../../clients/http/list-bounds";

const list = { path: "/v1.0/groups", member: z.object({}), permission: "Group.Read.All", what: "a list of groups" };
const configuration: GraphConfiguration = {
  tenantId: "contoso.com",
  credential: { kind: "Azure CLI" },
  environment: "public",
  allowedHosts: new Set(),
};

describe("pages of a list in Graph", () => {
  let server: Server;
  let asked: string[];

  /** Reads the list of a Graph whose n-th page, from 1, names this path as the next one. */
  async function read(next: (page: number) => string | undefined, bounds?: Partial<ListBounds>): Promise<number> {
    asked = [];
    server = createServer((request, response) => {
      asked.push(request.url ?? "");
      const path = next(asked.length);
      const link = path === undefined ? {} : { "@odata.nextLink": origin() + path };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ value: [{}], ...link }));
    });
    await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
    const session = {
      endpoints: () => Promise.resolve({ login: origin(), graph: origin() }),
      token: () => Promise.resolve("t0ken"),
      tenantId: () => Promise.resolve(undefined),
      forget: () => undefined,
    };
    let members = 0;
    const graph = createGraphClient(configuration, { session, retry: { attempts: 1 } });
    for await (const page of readPages(graph, list, bounds)) members += page.length;
    return members;
  }
  const origin = () => `http://localhost:${(server.address() as AddressInfo).port}`;
  afterEach(() => {
    server.closeAllConnections();
    server.close();
  });

  it("are read to the last one", async () => {
    assert.equal(await read((page) => (page < 12 ? `/v1.0/groups?$skiptoken=${page}` : undefined)), 12);
  });

  it("end with an error at a link that was followed before, whether it names its own page or an earlier one", async () => {
    const own = (page: number) => (page === 1 ? "/v1.0/groups?$skiptoken=x" : asked[page - 1]);
    await assert.rejects(
      read((page) => (page > 50 ? undefined : own(page))),
      /a list of groups that names a page that was read before/,
    );
    assert.equal(asked.length, 2);
    await assert.rejects(
      read((page) => (page > 50 ? undefined : `/v1.0/groups?$skiptoken=${page % 3}`)),
      /names a page that was read before as its next one, so reading stopped\. Run again/,
    );
    assert.equal(asked.length, 4);
  });

  it("end with an error after the maximum number of pages, although every link is new", async () => {
    await assert.rejects(
      read((page) => (page > 50 ? undefined : `/v1.0/groups?$skiptoken=${page}`), { pages: 7 }),
      /a list of groups that has more than 7 pages/,
    );
    assert.equal(asked.length, 7);
  });

  it("end with an error when they take too long together, although each comes in time", async () => {
    await assert.rejects(
      read((page) => (page > 5000 ? undefined : `/v1.0/groups?$skiptoken=${page}`), { ms: 200 }),
      /a list of groups that takes longer than 0 seconds, so reading stopped/,
    );
    assert.ok(asked.length > 1 && asked.length < 5000, String(asked.length));
  });
});
