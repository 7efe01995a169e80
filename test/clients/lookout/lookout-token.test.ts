import assert from "node:assert/strict";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createLookoutToken } from "../../../clients/lookout/lookout-token";

describe("Lookout's access token", () => {
  let server: Server;
  let apiUrl: string;
  let signIns: number;

  beforeEach(async () => {
    signIns = 0;
    server = createServer((_request, response) => {
      signIns += 1;
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify({ access_token: `t${signIns}`, expires_in: 7200 }));
    });
    await new Promise<void>((resolve) => server.listen(0, "localhost", resolve));
    apiUrl = `http://localhost:${(server.address() as AddressInfo).port}`;
  });
  afterEach(() => server.close());

  it("is shared by callers that ask at the same time, and kept", async () => {
    const token = createLookoutToken({ apiUrl, applicationKey: "k" });
    assert.deepEqual(await Promise.all([token.get(), token.get(), token.get()]), ["t1", "t1", "t1"]);
    assert.equal(await token.get(), "t1");
    assert.equal(signIns, 1);
  });

  it("is renewed before it expires, by the time that Lookout gave", async () => {
    let now = 0;
    const token = createLookoutToken({ apiUrl, applicationKey: "k" }, () => now);
    await token.get();
    now = 7_000_000;
    assert.equal(await token.get(), "t1");
    now = 7_199_000;
    assert.equal(await token.get(), "t2");
  });

  it("is renewed once although several callers had it refused", async () => {
    const token = createLookoutToken({ apiUrl, applicationKey: "k" });
    await token.get();
    token.reject("t1");
    assert.equal(await token.get(), "t2");
    token.reject("t1");
    assert.equal(await token.get(), "t2");
  });
});
