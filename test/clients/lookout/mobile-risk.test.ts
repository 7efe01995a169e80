import assert from "node:assert/strict";
import { defaultEventReading } from "../../../clients/lookout/event-reading";
import { ServiceError } from "../../../clients/http/service-error";
import type { LookoutApi } from "../../../clients/lookout/lookout-api";
import { countDevices, listDevices, listThreats } from "../../../clients/lookout/mobile-risk";
import { startTenantUnderTest, type TenantUnderTest } from "../../local/tenant/tenant-under-test";
import { lookoutApiOf } from "../../local/tenant/lookout/lookout-of-tenant";

/** A Lookout that answers a list's requests with these bodies, one after the other. */
function scripted(...bodies: object[]): { readonly api: LookoutApi; readonly paths: string[] } {
  const paths: string[] = [];
  return {
    paths,
    api: {
      send: ({ path }) => {
        paths.push(path);
        return Promise.resolve({ status: 200, body: bodies[paths.length - 1] ?? { count: 0, devices: [] } });
      },
      open: () => Promise.reject(new Error("a list is no stream")),
      eventReading: defaultEventReading,
    },
  };
}

/** A Lookout whose lists never end: every page leads to an older one. */
function endless(): { readonly api: LookoutApi; readonly paths: string[] } {
  const { api, paths } = scripted();
  const send: LookoutApi["send"] = ({ path }) => {
    paths.push(path);
    const id = String(1_000_000 - paths.length);
    return Promise.resolve({ status: 200, body: { devices: paths.length > 20_000 ? [] : [{ guid: id, oid: id }] } });
  };
  return { paths, api: { ...api, send } };
}

async function guidsOf(api: LookoutApi): Promise<string[]> {
  const guids: string[] = [];
  for await (const { records } of listDevices(api)) guids.push(...records.map(({ guid }) => guid));
  return guids;
}

describe("lists of the Mobile Risk API", () => {
  it("go on from the last oid until a page is empty", async () => {
    const { api, paths } = scripted(
      {
        count: 3,
        devices: [
          { guid: "c", oid: "3" },
          { guid: "b", oid: "2" },
        ],
      },
      { count: 1, devices: [{ guid: "a", oid: "1" }] },
    );
    assert.deepEqual(await guidsOf(api), ["c", "b", "a"]);
    const list = "/mra/api/v2/devices?limit=1000";
    assert.deepEqual(paths, [list, `${list}&oid=2`, `${list}&oid=1`]);
  });

  it("give a record once although Lookout repeats it, and end when a page leads no further", async () => {
    const page = {
      devices: [
        { guid: "b", oid: "2" },
        { guid: "b", oid: "2" },
        { guid: "a", oid: "1" },
      ],
    };
    const { api, paths } = scripted(page, page, page);
    assert.deepEqual(await guidsOf(api), ["b", "a"]);
    assert.equal(paths.length, 2);
  });

  it("end with an error after ten thousand pages, although each leads further", async () => {
    const { api, paths } = endless();
    await assert.rejects(guidsOf(api), /list at \/mra\/api\/v2\/devices has more than 10000 pages, so reading stopped/);
    assert.equal(paths.length, 10_000);
  });

  it("accept whatever else a record holds, and records with nothing but a guid", async () => {
    const record = { guid: "a", platform: "CHROMEOS", activation_status: null, details: { brand_new: 1 } };
    const { api } = scripted({ devices: [record] });
    for await (const { records, count } of listDevices(api)) {
      assert.deepEqual(records, [record]);
      assert.equal(count, undefined);
    }
  });

  it("send the filters by Lookout's own names", async () => {
    const { api, paths } = scripted();
    await listDevices(api, { state: "!PENDING", email: "a b" }).next();
    assert.deepEqual(paths, ["/mra/api/v2/devices?limit=1000&state=%21PENDING&email=a+b"]);
  });

  it("are refused when the answer is something else, and a count when there is none", async () => {
    await assert.rejects(guidsOf(scripted({ devices: "none" }).api), (error) => {
      assert.ok(error instanceof ServiceError);
      assert.match(error.message, /GET \/mra\/api\/v2\/devices is not the documented list: devices is invalid/);
      return true;
    });
    await assert.rejects(guidsOf(scripted({ devices: [{ oid: "1" }] }).api), /devices\[0\]\.guid is invalid/);
    await assert.rejects(countDevices(scripted({ devices: [] }).api), /has no count/);
  });
});

describe("lists of a tenant's devices and threats", () => {
  let subject: TenantUnderTest;
  beforeEach(async () => {
    subject = await startTenantUnderTest();
  });
  afterEach(() => subject.dispose());

  const control = (path: string, body: object) => subject.http.post(`/_tenant/${path}`, body);
  const deviceRequests = () => subject.requests().filter(({ path }) => path.startsWith("/mra/api/v2/devices"));

  it("give 2,500 devices once each, in four requests", async () => {
    await control("fleet", { count: 2500, overMs: 0 });
    const guids = await guidsOf(lookoutApiOf(subject));
    assert.equal(guids.length, 2500);
    assert.equal(new Set(guids).size, 2500);
    assert.equal(deviceRequests().length, 4);
  });

  it("read no more pages than the limit", async () => {
    await control("fleet", { count: 2500, overMs: 0 });
    const counts: unknown[] = [];
    for await (const { records, count } of listDevices(lookoutApiOf(subject), {}, { limitPages: 2 })) {
      counts.push([records.length, count]);
    }
    assert.deepEqual(counts, [
      [1000, 2500],
      [1000, 1500],
    ]);
  });

  it("go on when the token expires between two pages", async () => {
    await control("fleet", { count: 2500, overMs: 0 });
    let read = 0;
    for await (const { records } of listDevices(lookoutApiOf(subject))) {
      read += records.length;
      if (read === 1000) await control("clock", { advanceMs: 3 * 3_600_000 });
    }
    assert.equal(read, 2500);
    assert.deepEqual(
      deviceRequests().map(({ status }) => status),
      [200, 401, 200, 200, 200],
    );
  });

  for (const retryAfter of ["0", undefined]) {
    it(`wait when the tenant answers 429 ${retryAfter === undefined ? "without" : "with"} Retry-After`, async () => {
      await control("fleet", { count: 2500, overMs: 0 });
      const fault = { path: "^/mra/api/v2/devices", after: 1, times: 2, kind: { is: "throttle", retryAfter } };
      await subject.http.put("/_tenant/faults", [fault]);
      const guids = await guidsOf(lookoutApiOf(subject, { throttledPauseMs: 20 }));
      assert.equal(new Set(guids).size, 2500);
      assert.deepEqual(
        deviceRequests().map(({ status }) => status),
        [200, 429, 429, 200, 200, 200],
      );
    });
  }

  it("count devices with one small request each", async () => {
    await control("fleet", { count: 1000, overMs: 0, activateShare: 0.75 });
    const api = lookoutApiOf(subject);
    const [pending, active] = [
      await countDevices(api, { state: "PENDING" }),
      await countDevices(api, { state: "!PENDING" }),
    ];
    assert.equal(pending + active, 1000);
    assert.ok(Math.abs(pending - 250) <= 5, String(pending));
    assert.deepEqual(
      deviceRequests().map(({ path }) => path.split("?")[1]),
      ["limit=1&state=PENDING", "limit=1&state=!PENDING"],
    );
  });

  it("give threats, those of one device too", async () => {
    await control("fleet", { count: 2, overMs: 0 });
    const [first = "", second = ""] = await guidsOf(lookoutApiOf(subject));
    for (const deviceGuid of [first, second, second]) {
      await control("threats", { deviceGuid, classification: "ADWARE", risk: "LOW" });
    }
    const devices = async (filter: { device_guid?: string }) => {
      const guids: unknown[] = [];
      for await (const { records } of listThreats(lookoutApiOf(subject), filter)) {
        guids.push(...records.map(({ device_guid }) => device_guid));
      }
      return guids;
    };
    assert.deepEqual(await devices({}), [second, second, first]);
    assert.deepEqual(await devices({ device_guid: first }), [first]);
  });

  it("give 100,000 devices a page of 1,000 at a time", async function () {
    this.timeout(120_000);
    await control("fleet", { count: 100_000, overMs: 0 });
    let read = 0;
    let most = 0;
    for await (const { records } of listDevices(lookoutApiOf(subject))) {
      read += records.length;
      most = Math.max(most, records.length);
      // The product's own rate limit, which is off here, would wait for the minute to pass.
      if (read % 50_000 === 0) await control("clock", { advanceMs: 60_000 });
    }
    assert.deepEqual([read, most], [100_000, 1000]);
    assert.equal(deviceRequests().length, 101);
  });
});
