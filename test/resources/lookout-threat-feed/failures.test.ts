import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { TenantOptions } from "../../../local/tenant/options";
import { failureOf } from "../provider/provider-process";
import { messageOf } from "../provider/provider-under-test";
import { FeedScene, feedsPath, halfDone, numbered, uploadPath } from "./feed-scene";

describe("the threat feed's provider process, when something goes wrong", function () {
  this.timeout(60_000);
  const scene = new FeedScene();

  beforeEach(() => {
    scene.makeFolder();
  });
  afterEach(() => scene.end());

  it("takes up the feed of a run that was killed while it uploaded", async () => {
    await scene.start();
    scene.write(["evil.example"]);
    const inputs = await scene.checked();
    await scene.faults({ path: uploadPath, times: 1, kind: { is: "delay", ms: 5000 } });
    const cutOff = failureOf(scene.provider.create(inputs));
    while (scene.methods(feedsPath).length < 2) await sleep(20);
    scene.provider.kill();
    await cutOff;
    await scene.restart();
    const { id } = await scene.provider.create(inputs);
    assert.deepEqual(await scene.asSomebody<string[]>("GET"), [id]);
    assert.deepEqual(await scene.domainsIn(id), ["evil.example"]);
  });

  it("does not make a second feed when the answer to the first gets lost", async () => {
    await scene.start();
    await scene.faults({ method: "POST", path: "threat-feeds$", times: 1, kind: { is: "drop", when: "after" } });
    const { id } = await scene.createWith(["evil.example"]);
    assert.deepEqual(await scene.asSomebody<string[]>("GET"), [id]);
    assert.equal(scene.methods(feedsPath).filter((method) => method === "PUT").length, 0);
  });

  it("does not upload again what arrived although its answer got lost", async () => {
    await scene.start();
    await scene.faults({ path: uploadPath, times: 1, kind: { is: "drop", when: "after" } });
    let id = "";
    const requests = await scene.requestsOf(async () => {
      ({ id } = await scene.createWith(["evil.example", "phish.example"]));
    });
    assert.equal(requests.filter((request) => request.includes("uploadType")).length, 1);
    assert.ok(requests.includes("GET /{feedId}/elements"));
    assert.deepEqual(await scene.domainsIn(id), ["evil.example", "phish.example"]);
  });

  it("sends the rest when a part of an upload got lost", async () => {
    await scene.start();
    const { id, outs } = await scene.createWith(numbered(50));
    scene.write([...numbered(50), "evil.example"]);
    await scene.faults({ path: "incremental-updates", times: 2, kind: { is: "drop", when: "before" } });
    await scene.provider.update(id, outs, await scene.checked());
    assert.equal((await scene.domainsIn(id)).length, 51);
  });

  it("stands throttling in the middle of an upload", async () => {
    await scene.start();
    await scene.faults({ path: uploadPath, times: 1, kind: { is: "throttle", retryAfter: "0.05" } });
    const { outs } = await scene.createWith(numbered(20_000));
    assert.equal(outs.elementsCount, 20_000);
  });

  it("records a feed whose upload failed three times, and fills it in the next run", async () => {
    await scene.start();
    scene.write(["evil.example"]);
    const inputs = await scene.checked();
    await scene.faults({ path: uploadPath, kind: { is: "status", status: 500, body: { title: "Internal Error" } } });
    const { id, properties, reason } = await halfDone(scene.provider.create(inputs));
    assert.match(reason, /500 to POST .*elements: Internal Error/);
    assert.deepEqual(await scene.asSomebody<string[]>("GET"), [id]);
    const uploads = scene.requests().filter(({ path }) => path.includes("uploadType"));
    assert.equal(uploads.length, 3);
    await scene.endFaults();
    const { props } = await scene.provider.read(id, properties);
    assert.equal(
      (await scene.provider.diff(id, props, inputs)).changes,
      true,
      "a refresh must not hide what is missing",
    );
    const repaired = await scene.provider.update(id, props, inputs);
    assert.equal((await scene.provider.diff(id, repaired, inputs)).changes, false);
    assert.deepEqual(await scene.domainsIn(id), ["evil.example"]);
  });

  for (const unknowns of [
    {},
    { threatFeedErrorIndex: "text" },
    { threatFeedUpdateAnswer: "csv" },
  ] as const satisfies TenantOptions["unknowns"][]) {
    it(`lists the domains that Lookout refuses, whatever form its answer has: ${JSON.stringify(unknowns)}`, async () => {
      await scene.start(unknowns);
      const { id, outs } = await scene.createWith(numbered(50));
      scene.write([
        ...numbered(50),
        "evil.example",
        ...Array.from({ length: 25 }, (_, index) => `bad-${index}.invalid`),
      ]);
      const inputs = await scene.checked();
      const { properties, reason } = await halfDone(scene.provider.update(id, outs, inputs));
      assert.match(reason, /Lookout refused 25 domains and took the others/);
      assert.match(reason, /\nrow \d+: bad-0\.invalid \(add\): Invalid domain \(code 1020\)\n/);
      assert.match(reason, /bad-19\.invalid.*\nand 5 more$/s);
      assert.ok((await scene.domainsIn(id)).includes("evil.example"));
      assert.equal(scene.methods("incremental-updates").length, 1, "a refusal is never repeated");
      assert.equal(properties.domainsCount, 51);
      assert.equal((await scene.provider.diff(id, properties, inputs)).changes, true);
      scene.write([...numbered(50), "evil.example"]);
      const repaired = await scene.provider.update(id, properties, await scene.checked());
      assert.equal((await scene.provider.diff(id, repaired, await scene.checked())).changes, false);
    });
  }

  it("lists the rows that Lookout refuses of a file", async () => {
    await scene.start();
    scene.write(["evil.example", "bad.invalid"]);
    const { properties, reason } = await halfDone(scene.provider.create(await scene.checked()));
    assert.match(reason, /refused 1 domain and.*\nrow 2: bad\.invalid: Invalid domain \(code 1020\)/);
    assert.equal(properties.domainsCount, 1);
  });

  it("uploads nothing when the file changed after it was checked", async () => {
    await scene.start();
    scene.write(["evil.example"]);
    const inputs = await scene.checked();
    scene.write(["evil.example", "phish.example"]);
    const requests = await scene.requestsOf(async () => {
      assert.match(
        await messageOf(scene.provider.create(inputs)),
        /denylist\.csv changed after this run had checked it.*run again/,
      );
    });
    assert.deepEqual(requests, []);
  });

  it("explains that Lookout takes one feed when somebody made one at the same moment", async () => {
    await scene.start();
    assert.deepEqual(await scene.asSomebody<string[]>("GET"), []);
    await scene.createdBySomebody();
    await scene.faults({ method: "GET", path: "threat-feeds$", kind: { is: "stale" } });
    scene.write(["evil.example"]);
    assert.match(
      await messageOf(scene.provider.create(await scene.checked())),
      /400 .*Tenant reached the max allowed feed limit\. Lookout takes one threat feed per enterprise; adopt/,
    );
  });

  it("explains a key without the permission for threat feeds", async () => {
    await scene.start();
    const body = { type: "about:blank", title: "Forbidden", status: 403, detail: "Missing scope" };
    await scene.faults({ path: "threat-feeds", kind: { is: "status", status: 403, body } });
    scene.write(["evil.example"]);
    assert.match(
      await messageOf(scene.provider.create(await scene.checked())),
      /403 to GET .*Forbidden: Missing scope\. Check lookout:applicationKey.*permission for threat feeds/,
    );
  });
});
