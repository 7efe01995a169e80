import assert from "node:assert/strict";
import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { checkReachability } from "../../../clients/http/reach";

describe("a host that is asked whether it answers", () => {
  let server: Server | undefined;
  const answering = async (listener: RequestListener) => {
    server = createServer(listener);
    await new Promise<void>((resolve) => server?.listen(0, "localhost", resolve));
    return `http://localhost:${(server.address() as AddressInfo).port}/`;
  };
  afterEach(() => {
    server?.closeAllConnections();
    server?.close();
    server = undefined;
  });

  it("is reached whatever its status, and its clock compared", async () => {
    const url = await answering((_request, response) => {
      response.writeHead(403, { date: new Date(Date.now() - 90_000).toUTCString() }).end();
    });
    const result = await checkReachability(url, "the setting");
    assert.ok(result.reached && result.clockAheadMs !== undefined);
    assert.ok(Math.abs(result.clockAheadMs - 90_000) < 2000, String(result.clockAheadMs));
  });

  it("is reached although it returns no time", async () => {
    const url = await answering((_request, response) => {
      response.sendDate = false;
      response.writeHead(401).end();
    });
    assert.deepEqual(await checkReachability(url, "the setting"), { reached: true, clockAheadMs: undefined });
  });

  it("is requested again if the connection breaks once, and named by its setting if it does not answer", async () => {
    let calls = 0;
    const url = await answering((request, response) => {
      calls += 1;
      if (calls === 1) request.socket.destroy();
      else response.end();
    });
    assert.equal((await checkReachability(url, "the setting")).reached, true);
    const gone = await checkReachability("http://localhost:1/", "the setting");
    assert.ok(!gone.reached);
    assert.match(gone.reason, /localhost:1 cannot be reached \(ECONNREFUSED\); check the setting/);
  });
});
