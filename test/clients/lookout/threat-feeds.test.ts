import assert from "node:assert/strict";
import * as fc from "fast-check";
import type { FeedUpload } from "../../../model/threat-feed-upload";
import type { LookoutApi } from "../../../clients/lookout/lookout-api";
import { readElements, readRefusedRows } from "../../../clients/lookout/threat-feed-answers";
import {
  createThreatFeed,
  deleteThreatFeed,
  getThreatFeed,
  getThreatFeedDomains,
  listThreatFeeds,
  putThreatFeed,
  uploadDomains,
} from "../../../clients/lookout/threat-feeds";
import { domainArbitrary } from "../../model/domain-arbitrary";
import { lookoutApiOf } from "../../local/tenant/lookout/lookout-of-tenant";
import { startTenantUnderTest, type TenantUnderTest } from "../../local/tenant/tenant-under-test";

const settings = { title: "Domains blocked by Contoso", description: "From the SOC's list", allowAnalysis: true };

describe("the threat feed service", () => {
  let subject: TenantUnderTest;
  let api: LookoutApi;

  beforeEach(async () => {
    subject = await startTenantUnderTest();
    api = lookoutApiOf(subject);
  });
  afterEach(() => subject.dispose());

  it("creates, finds, changes and deletes a feed", async () => {
    const feedId = await createThreatFeed(api, settings);
    const feed = { feedId, ...settings, elementsCount: 0, elementsUploadedAt: undefined };
    assert.deepEqual(await listThreatFeeds(api), [feed]);
    await putThreatFeed(api, feedId, { title: "Another title", allowAnalysis: false });
    assert.deepEqual(await getThreatFeed(api, feedId), { ...feed, title: "Another title", allowAnalysis: false });
    await deleteThreatFeed(api, feedId);
    await deleteThreatFeed(api, feedId);
    assert.equal(await getThreatFeed(api, feedId), undefined);
    assert.deepEqual(await listThreatFeeds(api), []);
  });

  it("sends each type of upload, and reads what was refused of it", async () => {
    const feedId = await createThreatFeed(api, settings);
    const operations = [
      { domain: "a.example", action: "delete" },
      { domain: "bad.invalid", action: "add" },
    ] as const;
    const uploads: FeedUpload[] = [
      { kind: "overwrite", domains: ["a.example", "b.example", "bad.invalid"] },
      { kind: "incrementalFile", operations },
      { kind: "incrementalUpdates", operations },
    ];
    const refusal = { domain: "bad.invalid", code: "1020", message: "Invalid domain" };
    assert.deepEqual(await Promise.all(uploads.slice(0, 1).map((one) => uploadDomains(api, feedId, one))), [
      [{ row: "3", ...refusal }],
    ]);
    for (const upload of uploads.slice(1)) {
      const [{ row, ...rest } = { row: "" }, ...others] = await uploadDomains(api, feedId, upload);
      assert.match(row, /^\d$/);
      assert.deepEqual([rest, others], [{ ...refusal, action: "add" }, []]);
    }
    assert.deepEqual(await getThreatFeedDomains(api, feedId), new Set(["b.example"]));
  });

  it("explains an upload that is too large, without repeating it", async () => {
    const feedId = await createThreatFeed(api, settings);
    const domains = Array.from({ length: 100_000 }, (_, index) => `${"x".repeat(60)}-${index}.example`);
    const call = uploadDomains(api, feedId, { kind: "overwrite", domains });
    await assert.rejects(call, /413 to POST .*Payload Too Large: The upload is too large\. The request is larger/);
    assert.equal(subject.requests().filter(({ path }) => path.includes("uploadType")).length, 1);
  });

  it("points at the address when it has no threat feeds at all", async () => {
    const elsewhere: LookoutApi = {
      ...api,
      send: (request) => api.send({ ...request, path: request.path.replace("/api/v1/", "/api/v0/") }),
    };
    await assert.rejects(listThreatFeeds(elsewhere), /404 to GET .*Check lookout:apiUrl/);
  });
});

describe("answers of the Threat Feed API", () => {
  it("read the domains of a feed from any valid CSV", () => {
    const desired = new Set(["evil.example", "phish.example"]);
    assert.deepEqual(readElements("domain\nevil.example\nphish.example\n"), desired);
    assert.deepEqual(readElements('"DOMAIN"\r\n"EVIL.example"\r\n"phish.example"'), desired);
    assert.deepEqual(readElements("evil.example\nphish.example"), desired);
    assert.deepEqual(readElements("added,domain\n2026,evil.example\n2026,phish.example\n"), desired);
    for (const empty of ["", "domain\n", '"domain"']) assert.deepEqual(readElements(empty), new Set());
  });

  it("have every list of domains read back", () => {
    fc.assert(
      fc.property(fc.uniqueArray(domainArbitrary), fc.boolean(), (domains, quoted) => {
        const rows = ["domain", ...domains].map((cell) => (quoted ? `"${cell}"` : cell));
        assert.deepEqual(readElements(rows.join("\r\n")), new Set(domains));
      }),
    );
  });

  it("have refused rows read from CSV and from JSON alike, whatever stands in their cells", () => {
    const cell = fc.string({ minLength: 1 }).map((text) => text.replace(/\s/g, "_"));
    const refusals = fc.array(
      fc.record({
        row: fc.nat(),
        domain: cell,
        action: fc.constantFrom("add", "delete"),
        code: fc.nat().map(String),
        message: cell,
      }),
    );
    fc.assert(
      fc.property(refusals, fc.boolean(), (refused, numbers) => {
        const expected = refused.map((one) => ({ ...one, row: String(one.row) }));
        const rows = expected.map(({ row, domain, action, code, message }) => [row, domain, action, code, message]);
        const csv = [["ROW_NUMBER", "DOMAIN", "ACTION", "ERROR_CODE", "ERROR_MESSAGE"], ...rows]
          .map((cells) => cells.map((text) => `"${text.replaceAll('"', '""')}"`).join(","))
          .join("\n");
        const errors = refused.map(({ row, domain, action, code, message }) => ({
          index: numbers ? row : String(row),
          operation: { domain, action },
          errorCode: numbers ? Number(code) : code,
          errorMessage: message,
        }));
        assert.deepEqual(readRefusedRows(csv), expected);
        assert.deepEqual(readRefusedRows({ errors }), expected);
      }),
    );
  });

  it("are never treated as a success, or an empty feed, when they cannot be read", () => {
    for (const body of ["<html>sorry</html>", '"ROW_NUMBER","DOM', { errors: "none" }]) {
      assert.throws(() => readRefusedRows(body), /does not match the documentation/);
    }
    for (const body of [{}, undefined, 7, 'domain\n"evil']) {
      assert.throws(() => readElements(body), /does not match the documentation/);
    }
  });

  it("report that nothing was refused with a header alone, an empty list, or nothing", () => {
    for (const body of ['"ROW_NUMBER","DOMAIN","ERROR_CODE","ERROR_MESSAGE"\n', { errors: [] }, {}, "", null]) {
      assert.deepEqual(readRefusedRows(body), []);
    }
  });
});
