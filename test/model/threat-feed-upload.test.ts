import assert from "node:assert/strict";
import * as fc from "fast-check";
import {
  feedUploadLimits,
  planUpload,
  uploadText,
  type FeedUpload,
  type FeedUploadLimits,
} from "../../model/threat-feed-upload";
import { domainArbitrary } from "./domain-arbitrary";

/** What Lookout makes of an upload, read from the text that is sent. */
function apply(current: ReadonlySet<string>, upload: FeedUpload): Set<string> {
  const text = uploadText(upload);
  if (upload.kind === "overwrite") return new Set(text.trimEnd().split("\n").slice(1));
  const operations =
    upload.kind === "incrementalUpdates"
      ? (JSON.parse(text) as { operations: { domain: string; action: string }[] }).operations
      : text
          .trimEnd()
          .split("\n")
          .slice(1)
          .map((row) => ({ domain: row.split(",")[0] ?? "", action: row.split(",")[1] }));
  const domains = new Set(current);
  for (const { domain, action } of operations) {
    assert.ok(action === "add" || action === "delete");
    if (action === "add") domains.add(domain);
    else domains.delete(domain);
  }
  return domains;
}

function assertWithin(upload: FeedUpload, limits: FeedUploadLimits): void {
  const bytes = Buffer.byteLength(uploadText(upload));
  assert.ok(bytes <= (upload.kind === "incrementalUpdates" ? limits.operationsBytes : limits.fileBytes), `${bytes}`);
  if (upload.kind === "incrementalUpdates") assert.ok(upload.operations.length <= limits.operations);
}

const setArbitrary = fc.uniqueArray(domainArbitrary, { maxLength: 60 }).map((domains) => new Set(domains));
/** Two sets with much in common. */
const pairArbitrary = fc
  .tuple(setArbitrary, setArbitrary, setArbitrary)
  .map(([kept, left, added]) => ({ current: new Set([...kept, ...left]), desired: new Set([...kept, ...added]) }));
/** So small that a few domains need several requests. One row of any domain always fits. */
const limitsArbitrary = fc.record({
  fileBytes: fc.integer({ min: 300, max: 1500 }),
  operations: fc.integer({ min: 1, max: 40 }),
  operationsBytes: fc.integer({ min: 350, max: 1500 }),
});

function numbered(count: number, prefix = "host"): string[] {
  return Array.from({ length: count }, (_, index) => `${prefix}-${String(index).padStart(6, "0")}.blocked.example`);
}

describe("the upload of a threat feed", () => {
  it("always turns the actual domains into the desired ones, each request within its limits", () => {
    fc.assert(
      fc.property(pairArbitrary, limitsArbitrary, ({ current, desired }, limits) => {
        const plan = planUpload(current, desired, limits);
        for (const upload of plan) assertWithin(upload, limits);
        const result = plan.reduce<Set<string>>(apply, current);
        assert.deepEqual([...result].sort(), [...desired].sort());
      }),
    );
  });

  it("ends with the desired domains if the actual ones are unknown", () => {
    fc.assert(
      fc.property(setArbitrary, setArbitrary, limitsArbitrary, (hidden, desired, limits) => {
        const result = planUpload(undefined, desired, limits).reduce<Set<string>>(apply, hidden);
        result.delete("");
        assert.deepEqual([...result].sort(), [...desired].sort());
      }),
    );
  });

  it("needs no more requests than the bytes that have to go, and none when nothing changed", () => {
    fc.assert(
      fc.property(pairArbitrary, limitsArbitrary, ({ current, desired }, limits) => {
        const plan = planUpload(current, desired, limits);
        const added = [...desired].filter((domain) => !current.has(domain));
        const deleted = [...current].filter((domain) => !desired.has(domain));
        if (added.length + deleted.length === 0) {
          assert.deepEqual(plan, []);
          return;
        }
        // A file that is not the last one leaves less room than one more row would take.
        const longestRow = Math.max(...[...current, ...desired].map((domain) => domain.length)) + ",delete\n".length;
        const filled = limits.fileBytes - "domain,action\n".length - longestRow;
        const rowBytes = (rows: readonly string[], action: string) =>
          rows.reduce((sum, row) => sum + row.length + action.length + 1, 0);
        const files = (bytes: number) => Math.floor(Math.max(bytes - 1, 0) / Math.max(filled, 1)) + 1;
        assert.ok(plan.length <= files(rowBytes(added, ",add") + rowBytes(deleted, ",delete")));
        assert.ok(plan.length <= files(rowBytes([...desired], ",add")));
      }),
    );
  });

  it("removes no desired domain between two requests, unless that saves a request", () => {
    const limits = { fileBytes: 240, operations: 1, operationsBytes: 240 };
    const desired = numbered(20);
    const plan = planUpload(new Set(desired.slice(0, 1)), new Set(desired), limits);
    assert.deepEqual(
      plan.map(({ kind }) => kind),
      ["incrementalFile", "incrementalFile", "incrementalFile"],
    );
    // Without a domain to keep there is nothing to lose, and the bytes decide.
    assert.deepEqual(
      planUpload(new Set(), new Set(desired), limits).map(({ kind }) => kind),
      ["overwrite", "incrementalFile", "incrementalFile"],
    );
  });

  it("fills a new feed of 100,000 domains with one file", () => {
    const plan = planUpload(new Set(), new Set(numbered(100_000)));
    assert.deepEqual(
      plan.map(({ kind }) => kind),
      ["overwrite"],
    );
  });

  it("sends 500 changes of 100,000 in one incremental update of less than 50 kB", () => {
    const current = numbered(100_000);
    const desired = [...current.slice(250), ...numbered(250, "new")];
    const plan = planUpload(new Set(current), new Set(desired));
    assert.deepEqual(
      plan.map(({ kind }) => kind),
      ["incrementalUpdates"],
    );
    assert.ok(plan.map(uploadText).join("").length < 50_000);
  });

  it("uses a file of changes where there are too many for an incremental update", () => {
    const current = numbered(100_000);
    const changed = (count: number) => planUpload(new Set(current), new Set([...current, ...numbered(count, "new")]));
    assert.equal(changed(feedUploadLimits.operations)[0]?.kind, "incrementalUpdates");
    assert.deepEqual(
      changed(feedUploadLimits.operations + 1).map(({ kind }) => kind),
      ["incrementalFile"],
    );
  });

  it("sends a whole feed if nearly all of it changed", () => {
    const plan = planUpload(new Set(numbered(100_000)), new Set(numbered(100_000, "new")));
    assert.deepEqual(
      plan.map(({ kind }) => kind),
      ["overwrite"],
    );
  });

  it("splits a feed that is too large for one file", () => {
    const desired = numbered(300_000);
    const plan = planUpload(new Set(), new Set(desired));
    assert.deepEqual(
      plan.map(({ kind }) => kind),
      ["overwrite", "incrementalFile"],
    );
    for (const upload of plan) assertWithin(upload, feedUploadLimits);
    assert.equal(plan.reduce<Set<string>>(apply, new Set()).size, desired.length);
  });

  it("deletes before it adds, so that a domain in a new spelling is not lost", () => {
    const [upload] = planUpload(new Set(["Evil.example", ...numbered(50)]), new Set(["evil.example", ...numbered(50)]));
    assert.ok(upload?.kind === "incrementalUpdates");
    assert.deepEqual(upload.operations, [
      { domain: "Evil.example", action: "delete" },
      { domain: "evil.example", action: "add" },
    ]);
  });

  it("quotes what somebody else put into the feed", () => {
    const current = new Set(['odd,"one"', ...numbered(20_000)]);
    const files = planUpload(current, new Set([...numbered(20_000), ...numbered(15_001, "new")]));
    assert.match(files.map(uploadText).join(""), /^"odd,""one""",delete$/m);
  });
});
