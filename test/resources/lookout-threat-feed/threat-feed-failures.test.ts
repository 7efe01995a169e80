import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { TenantOptions } from "../../../local/tenant/tenant-options";
import { failureOf } from "../provider/provider-process";
import { messageOf } from "../provider/provider-under-test";
import { FeedFixture, feedsPath, halfDone, numbered, uploadPath } from "./feed-fixture";

describe("the threat feed's provider process, when something goes wrong", function () {
  this.timeout(60_000);
  const fixture = new FeedFixture();

  beforeEach(() => {
    fixture.makeFolder();
  });
  afterEach(() => fixture.end());

  it("continues the feed of a run that was killed while it uploaded", async () => {
    await fixture.start();
    fixture.write(["evil.example"]);
    const inputs = await fixture.checked({ owner: "11111111-2222-4333-8444-555555555555/denylist" });
    await fixture.faults({ path: uploadPath, times: 1, kind: { is: "delay", ms: 5000 } });
    const cutOff = failureOf(fixture.provider.create(inputs));
    while (fixture.methods(feedsPath).length < 2) await sleep(20);
    fixture.provider.kill();
    await cutOff;
    await fixture.restart();
    const { id } = await fixture.provider.create(inputs);
    assert.deepEqual(await fixture.asOtherClient<string[]>("GET"), [id]);
    assert.deepEqual(await fixture.domainsIn(id), ["evil.example"]);
  });

  it("does not make a second feed when the answer to the first gets lost", async () => {
    await fixture.start();
    await fixture.faults({ method: "POST", path: "threat-feeds$", times: 1, kind: { is: "drop", when: "after" } });
    const { id } = await fixture.createWith(["evil.example"]);
    assert.deepEqual(await fixture.asOtherClient<string[]>("GET"), [id]);
    assert.equal(fixture.methods(feedsPath).filter((method) => method === "PUT").length, 0);
  });

  it("does not upload again what arrived although its answer got lost", async () => {
    await fixture.start();
    await fixture.faults({ path: uploadPath, times: 1, kind: { is: "drop", when: "after" } });
    let id = "";
    const requests = await fixture.requestsOf(async () => {
      ({ id } = await fixture.createWith(["evil.example", "phish.example"]));
    });
    assert.equal(requests.filter((request) => request.includes("uploadType")).length, 1);
    assert.ok(requests.includes("GET /{feedId}/elements"));
    assert.deepEqual(await fixture.domainsIn(id), ["evil.example", "phish.example"]);
  });

  it("sends the rest when a part of an upload was lost", async () => {
    await fixture.start();
    const { id, outs } = await fixture.createWith(numbered(50));
    fixture.write([...numbered(50), "evil.example"]);
    await fixture.faults({ path: "incremental-updates", times: 2, kind: { is: "drop", when: "before" } });
    await fixture.provider.update(id, outs, await fixture.checked());
    assert.equal((await fixture.domainsIn(id)).length, 51);
  });

  it("survives throttling in the middle of an upload", async () => {
    await fixture.start();
    await fixture.faults({ path: uploadPath, times: 1, kind: { is: "throttle", retryAfter: "0.05" } });
    const { outs } = await fixture.createWith(numbered(20_000));
    assert.equal(outs.elementsCount, 20_000);
  });

  it("records a feed whose upload failed three times, and fills it in the next run", async () => {
    await fixture.start();
    fixture.write(["evil.example"]);
    const inputs = await fixture.checked();
    await fixture.faults({ path: uploadPath, kind: { is: "status", status: 500, body: { title: "Internal Error" } } });
    const { id, properties, reason } = await halfDone(fixture.provider.create(inputs));
    assert.match(reason, /500 to POST .*elements: Internal Error/);
    assert.deepEqual(await fixture.asOtherClient<string[]>("GET"), [id]);
    const uploads = fixture.requests().filter(({ path }) => path.includes("uploadType"));
    assert.equal(uploads.length, 3);
    await fixture.endFaults();
    const { props } = await fixture.provider.read(id, properties);
    assert.equal(
      (await fixture.provider.diff(id, props, inputs)).changes,
      true,
      "a refresh must not hide what is missing",
    );
    const repaired = await fixture.provider.update(id, props, inputs);
    assert.equal((await fixture.provider.diff(id, repaired, inputs)).changes, false);
    assert.deepEqual(await fixture.domainsIn(id), ["evil.example"]);
  });

  for (const unknowns of [
    {},
    { threatFeedErrorIndex: "text" },
    { threatFeedUpdateAnswer: "csv" },
  ] as const satisfies TenantOptions["unknowns"][]) {
    it(`lists the domains that Lookout refuses, whatever form its answer has: ${JSON.stringify(unknowns)}`, async () => {
      await fixture.start(unknowns);
      const { id, outs } = await fixture.createWith(numbered(50));
      fixture.write([
        ...numbered(50),
        "evil.example",
        ...Array.from({ length: 25 }, (_, index) => `bad-${index}.invalid`),
      ]);
      const inputs = await fixture.checked();
      const { properties, reason } = await halfDone(fixture.provider.update(id, outs, inputs));
      assert.match(reason, /Lookout refused 25 domains and accepted the others/);
      assert.match(reason, /\nrow \d+: bad-0\.invalid \(add\): Invalid domain \(code 1020\)\n/);
      assert.match(reason, /bad-19\.invalid.*\nand 5 more$/s);
      assert.ok((await fixture.domainsIn(id)).includes("evil.example"));
      assert.equal(fixture.methods("incremental-updates").length, 1, "a refusal is never repeated");
      assert.equal(properties.domainsCount, 51);
      assert.equal((await fixture.provider.diff(id, properties, inputs)).changes, true);
      fixture.write([...numbered(50), "evil.example"]);
      const repaired = await fixture.provider.update(id, properties, await fixture.checked());
      assert.equal((await fixture.provider.diff(id, repaired, await fixture.checked())).changes, false);
    });
  }

  it("lists the rows that Lookout refuses of a file", async () => {
    await fixture.start();
    fixture.write(["evil.example", "bad.invalid"]);
    const { properties, reason } = await halfDone(fixture.provider.create(await fixture.checked()));
    assert.match(reason, /refused 1 domain and.*\nrow 2: bad\.invalid: Invalid domain \(code 1020\)/);
    assert.equal(properties.domainsCount, 1);
  });

  it("uploads nothing when the file changed after it was checked", async () => {
    await fixture.start();
    fixture.write(["evil.example"]);
    const inputs = await fixture.checked();
    fixture.write(["evil.example", "phish.example"]);
    const requests = await fixture.requestsOf(async () => {
      assert.match(
        await messageOf(fixture.provider.create(inputs)),
        /denylist\.csv changed after this run had checked it.*run this again/,
      );
    });
    assert.deepEqual(requests, []);
  });

  it("explains that Lookout allows one feed when somebody made one at the same moment", async () => {
    await fixture.start();
    assert.deepEqual(await fixture.asOtherClient<string[]>("GET"), []);
    await fixture.createdByOtherClient();
    await fixture.faults({ method: "GET", path: "threat-feeds$", kind: { is: "stale" } });
    fixture.write(["evil.example"]);
    assert.match(
      await messageOf(fixture.provider.create(await fixture.checked())),
      /400 .*Tenant reached the max allowed feed limit\. Lookout allows one threat feed per enterprise; adopt/,
    );
  });

  it("explains a key without the permission for threat feeds", async () => {
    await fixture.start();
    const body = { type: "about:blank", title: "Forbidden", status: 403, detail: "Missing scope" };
    await fixture.faults({ path: "threat-feeds", kind: { is: "status", status: 403, body } });
    fixture.write(["evil.example"]);
    assert.match(
      await messageOf(fixture.provider.create(await fixture.checked())),
      /403 to GET .*Forbidden: Missing scope\. Check lookout:applicationKey.*permission for threat feeds/,
    );
  });
});
