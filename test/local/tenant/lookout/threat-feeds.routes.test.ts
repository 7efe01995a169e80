import assert from "node:assert/strict";
import type { TenantOptions } from "../../../../local/tenant/tenant-options";
import { startTenantUnderTest, type TenantUnderTest } from "../tenant-under-test";
import { lookoutHeaders } from "./lookout-of-tenant";

const feedsPath = "/mgmt/threat-feeds/api/v1/threat-feeds";
const settings = { feedType: "CSV", title: "Blocked by Contoso" };

interface Answer {
  readonly status: number;
  readonly data: unknown;
  readonly headers: object;
}

describe("the tenant's Threat Feed API", () => {
  let subject: TenantUnderTest;
  let send: (method: string, path?: string, data?: unknown, contentType?: string) => Promise<Answer>;

  async function start(unknowns: TenantOptions["unknowns"] = {}): Promise<void> {
    subject = await startTenantUnderTest({ unknowns });
    const authorization = await lookoutHeaders(subject);
    send = (method, path = "", data, contentType) =>
      subject.http.request({
        method,
        url: feedsPath + path,
        data,
        headers: { ...authorization, ...(contentType === undefined ? {} : { "Content-Type": contentType }) },
      });
  }
  afterEach(() => subject.dispose());

  async function createFeed(): Promise<string> {
    const created = await send("POST", "", settings);
    assert.equal(created.status, 201);
    return (created.data as { feedId: string }).feedId;
  }
  async function upload(feedId: string, uploadType: string, csv: string): Promise<Answer> {
    const form = new FormData();
    form.set("file", new Blob([csv]), "domains.csv");
    return send("POST", `/${feedId}/elements?uploadType=${uploadType}`, form);
  }
  const update = (feedId: string, operations: object[]) =>
    send("POST", `/${feedId}/elements/incremental-updates`, { operations });
  const elementsOf = async (feedId: string) => (await send("GET", `/${feedId}/elements`)).data;

  it("creates, lists, shows, changes and deletes a feed", async () => {
    await start();
    const feedId = await createFeed();
    assert.deepEqual((await send("GET")).data, [feedId]);
    assert.deepEqual((await send("GET", `/${feedId}`)).data, {
      ...settings,
      feedId,
      allowAnalysis: false,
      elementsCount: 0,
    });
    assert.equal((await send("PUT", `/${feedId}`, { allowAnalysis: true })).status, 200);
    const changed = (await send("GET", `/${feedId}`)).data as Record<string, unknown>;
    assert.deepEqual([changed.title, changed.allowAnalysis], [settings.title, true]);
    assert.equal((await send("DELETE", `/${feedId}`)).status, 200);
    for (const method of ["GET", "PUT", "DELETE"]) assert.equal((await send(method, `/${feedId}`, {})).status, 404);
  });

  it("refuses a second feed with problem details", async () => {
    await start();
    await createFeed();
    const { status, data, headers } = await send("POST", "", settings);
    assert.equal(status, 400);
    assert.equal((data as { detail: string }).detail, "Tenant reached the max allowed feed limit");
    assert.match((headers as Record<string, string>)["content-type"] ?? "", /^application\/problem\+json/);
  });

  const broken: readonly [string, object][] = [
    ["another type than CSV", { ...settings, feedType: "STIX" }],
    ["a title of 7 characters", { ...settings, title: "Blocked" }],
    ["a description of 256 characters", { ...settings, description: "x".repeat(256) }],
  ];
  for (const [what, body] of broken) {
    it(`refuses ${what}`, async () => {
      await start();
      assert.equal((await send("POST", "", body)).status, 400);
    });
  }

  it("replaces all domains with a file, and returns refused rows in quotes with status 200", async () => {
    await start();
    const feedId = await createFeed();
    await upload(feedId, "OVERWRITE", "domain\nold.example\n");
    const { status, data } = await upload(feedId, "OVERWRITE", "domain\nevil.example\ncom\n");
    assert.equal(status, 200);
    assert.equal(data, '"ROW_NUMBER","DOMAIN","ERROR_CODE","ERROR_MESSAGE"\n"2","com","1020","Invalid domain"\n');
    assert.equal(await elementsOf(feedId), "domain\nevil.example\n");
  });

  it("changes domains with a file of which the last row about a domain wins", async () => {
    await start();
    const feedId = await createFeed();
    await upload(feedId, "OVERWRITE", "domain\nold.example\n");
    const { data } = await upload(
      feedId,
      "INCREMENTAL",
      "domain,action\na.example,add\nold.example,delete\na.example,delete\n",
    );
    assert.equal(data, '"ROW_NUMBER","DOMAIN","ACTION","ERROR_CODE","ERROR_MESSAGE"\n');
    assert.equal(await elementsOf(feedId), "domain\n");
  });

  it("changes domains with operations, and counts them", async () => {
    await start();
    const feedId = await createFeed();
    const { status, data } = await update(feedId, [
      { domain: "evil.example", action: "add" },
      { domain: "com", action: "add" },
    ]);
    assert.equal(status, 200);
    assert.deepEqual(data, {
      errors: [
        {
          index: 1,
          operation: { domain: "com", action: "add" },
          errorCode: "1020",
          errorMessage: "Invalid domain",
        },
      ],
    });
    const feed = (await send("GET", `/${feedId}`)).data as Record<string, unknown>;
    assert.equal(feed.elementsCount, 1);
    assert.equal(typeof feed.elementsUploadedAt, "string");
  });

  it("accepts operations as CSV, and answers in CSV", async () => {
    await start();
    const feedId = await createFeed();
    const path = `/${feedId}/elements/incremental-updates`;
    const { data } = await send("POST", path, "domain,action\nevil.example,add\n", "text/csv");
    assert.equal(data, '"ROW_NUMBER","DOMAIN","ACTION","ERROR_CODE","ERROR_MESSAGE"\n');
    assert.equal(await elementsOf(feedId), "domain\nevil.example\n");
  });

  it("answers as configured where the behavior is undocumented", async () => {
    await start({ threatFeedUploadedAt: "files", threatFeedUpdateAnswer: "csv" });
    const feedId = await createFeed();
    const { data } = await update(feedId, [{ domain: "com", action: "add" }]);
    assert.match(data as string, /^"ROW_NUMBER","DOMAIN","ACTION"/);
    const feed = async () => (await send("GET", `/${feedId}`)).data as Record<string, unknown>;
    assert.equal((await feed()).elementsUploadedAt, undefined);
    await upload(feedId, "INCREMENTAL", "domain,action\nevil.example,add\n");
    assert.equal(typeof (await feed()).elementsUploadedAt, "string");
  });

  it("refuses what is too large with 413", async () => {
    await start();
    const feedId = await createFeed();
    assert.equal((await upload(feedId, "OVERWRITE", `domain\n${"a.example\n".repeat(700_001)}`)).status, 413);
    const operation = { domain: "a.example", action: "add" };
    assert.equal((await update(feedId, Array<object>(15_001).fill(operation))).status, 413);
    const long = { domain: `${"a".repeat(60)}.${"b".repeat(60)}.${"c".repeat(60)}.example`, action: "add" };
    assert.equal((await update(feedId, Array<object>(9_500).fill(long))).status, 413);
    assert.equal(await elementsOf(feedId), "domain\n");
  });

  it("refuses an upload without a file, with another header, or of another type", async () => {
    await start();
    const feedId = await createFeed();
    const statuses = [
      await upload(feedId, "OVERWRITE", "host\nevil.example\n"),
      await upload(feedId, "REPLACE", "domain\nevil.example\n"),
      await send("POST", `/${feedId}/elements?uploadType=OVERWRITE`, { file: "evil.example" }),
      await update(feedId, [{ domain: "evil.example", action: "remove" }]),
    ].map(({ status }) => status);
    assert.deepEqual(statuses, [400, 400, 400, 400]);
  });

  it("requires a token", async () => {
    await start();
    assert.equal((await subject.http.get(feedsPath)).status, 401);
  });
});
