import assert from "node:assert/strict";
import { domainsDigest } from "../../../model/domain-list";
import type { ProviderProcess } from "../provider/provider-process";
import { messageOf } from "../provider/provider-under-test";
import { FeedFixture, numbered, title, type State } from "./feed-fixture";

describe("the threat feed's provider process", function () {
  this.timeout(60_000);
  const fixture = new FeedFixture();

  beforeEach(() => {
    fixture.makeFolder();
  });
  afterEach(() => fixture.end());

  it("makes a feed of 100,000 domains with one upload, and keeps none of them in state", async () => {
    await fixture.start();
    const domains = numbered(100_000);
    fixture.write(domains);
    const inputs = await fixture.checked();
    let outs: State = {};
    let id = "";
    const requests = await fixture.requestsOf(async () => {
      ({ outs, id } = await fixture.provider.create(inputs));
    });
    assert.deepEqual(requests, [
      "POST /oauth2/token",
      "GET",
      "POST",
      "POST /{feedId}/elements?uploadType=OVERWRITE",
      "GET /{feedId}",
    ]);
    assert.equal((await fixture.domainsIn(id)).length, 100_000);
    const { elementsUploadedAt, consoleNote, removalEffect, tenantId, ...rest } = outs;
    assert.deepEqual(rest, { ...inputs, feedId: id, elementsCount: 100_000, adopted: false });
    assert.match(String(removalEffect), /which this stack created, is deleted in Lookout/);
    assert.equal(typeof tenantId, "string");
    assert.deepEqual([inputs.domainsCount, inputs.domainsDigest], [100_000, domainsDigest(domains)]);
    assert.equal(typeof elementsUploadedAt, "string");
    assert.match(consoleNote as string, /blocks nothing until somebody adds it to the policy for denylisted content/);
    assert.ok(!JSON.stringify([inputs, outs]).includes("blocked.example"));
  });

  it("sends 500 changes of 100,000 domains in one request", async () => {
    await fixture.start();
    const before = numbered(100_000);
    const { id, outs } = await fixture.createWith(before);
    const after = [...before.slice(250), ...numbered(250, "new")];
    fixture.write(after);
    const inputs = await fixture.checked();
    assert.equal((await fixture.provider.diff(id, outs, inputs)).changes, true);
    fixture.provider.kill();
    await fixture.restart();
    let updated: State = {};
    const requests = await fixture.requestsOf(async () => {
      updated = await fixture.provider.update(id, outs, inputs);
    });
    assert.deepEqual(requests, [
      "POST /oauth2/token",
      "GET /{feedId}",
      "GET /{feedId}/elements",
      "POST /{feedId}/elements/incremental-updates",
      "GET /{feedId}",
    ]);
    assert.equal((await fixture.provider.diff(id, updated, inputs)).changes, false);
    assert.deepEqual(await fixture.domainsIn(id), after.sort());
  });

  it("finds no difference in what it returned itself, and does not read the domains for that", async () => {
    await fixture.start();
    const { id, outs } = await fixture.createWith(["evil.example", "phish.example"]);
    const inputs = await fixture.checked();
    assert.equal((await fixture.provider.diff(id, outs, inputs)).changes, false);
    let read: Awaited<ReturnType<ProviderProcess["read"]>> | undefined;
    const requests = await fixture.requestsOf(async () => (read = await fixture.provider.read(id, outs)));
    assert.deepEqual(requests, ["GET /{feedId}"]);
    assert.deepEqual(read, { id, props: outs, inputs });
  });

  it("writes nothing when the same domains come in another order, and changes only the title with a PUT", async () => {
    await fixture.start();
    const { id, outs } = await fixture.createWith(["evil.example", "phish.example"]);
    fixture.write(["Phish.example", "evil.example", "evil.example"]);
    assert.equal((await fixture.provider.diff(id, outs, await fixture.checked())).changes, false);
    const inputs = await fixture.checked({ title: "Domains blocked everywhere" });
    assert.equal((await fixture.provider.diff(id, outs, inputs)).changes, true);
    const requests = await fixture.requestsOf(() => fixture.provider.update(id, outs, inputs));
    assert.deepEqual(requests, ["GET /{feedId}", "PUT /{feedId}", "GET /{feedId}/elements", "GET /{feedId}"]);
  });

  it("leaves a description alone that nobody declares", async () => {
    await fixture.start();
    const { id, outs } = await fixture.createWith(["evil.example"]);
    await fixture.asOtherClient("PUT", `/${id}`, { description: "Written in the console" });
    const { props } = await fixture.provider.read(id, outs);
    assert.equal((await fixture.provider.diff(id, props, await fixture.checked())).changes, false);
    await fixture.provider.update(id, props, await fixture.checked({ allowAnalysis: true }));
    assert.equal((await fixture.asOtherClient<State>("GET", `/${id}`)).description, "Written in the console");
  });

  it("refuses a feed that somebody else made, and names it and what to do", async () => {
    await fixture.start();
    const id = await fixture.createdByOtherClient();
    await fixture.change(id, "add", "evil.example");
    fixture.write(["phish.example"]);
    const message = await messageOf(fixture.provider.create(await fixture.checked()));
    assert.ok(message.includes(`the feed ${id}, "Feed of the SOC", with 1 domain, `), message);
    assert.match(message, /one feed per enterprise.*adopt: true.*DELETE/s);
    assert.deepEqual(await fixture.domainsIn(id), ["evil.example"]);
  });

  it("adopts a feed of somebody else with adopt, with its title and domains", async () => {
    await fixture.start();
    const id = await fixture.createdByOtherClient(true);
    await fixture.change(id, "add", "evil.example", "old.example");
    fixture.write(["evil.example", "phish.example"]);
    const inputs = await fixture.checked({ adopt: true });
    const created = await fixture.provider.create(inputs);
    assert.equal(created.id, id);
    assert.equal((await fixture.provider.diff(id, created.outs, inputs)).changes, false);
    assert.deepEqual(await fixture.domainsIn(id), ["evil.example", "phish.example"]);
    const feed = await fixture.asOtherClient<State>("GET", `/${id}`);
    assert.deepEqual([feed.title, feed.allowAnalysis], [title, false]);
  });

  for (const threatFeedUploadedAt of ["everyWrite", "files"] as const) {
    it(`reports domains that somebody else added, when ${threatFeedUploadedAt} move the time of the upload`, async () => {
      await fixture.start({ threatFeedUploadedAt });
      const { id, outs } = await fixture.createWith(["evil.example"]);
      await fixture.change(id, "add", "other.example");
      const { props, inputs } = await fixture.provider.read(id, outs);
      assert.deepEqual(
        [inputs?.domainsCount, inputs?.domainsDigest],
        [2, domainsDigest(["evil.example", "other.example"])],
      );
      assert.equal((await fixture.provider.diff(id, props, await fixture.checked())).changes, true);
      await fixture.provider.update(id, props, await fixture.checked());
      assert.deepEqual(await fixture.domainsIn(id), ["evil.example"]);
    });
  }

  it("shows drift of listed domains as a change of the list, and of the title as a change of the title", async () => {
    await fixture.start();
    const news = { title, domains: ["Phish.example", "evil.example"] };
    const { inputs } = await fixture.provider.check(news);
    assert.deepEqual(inputs.domains, ["phish.example", "evil.example"]);
    const { id, outs } = await fixture.provider.create(inputs);
    await fixture.change(id, "delete", "phish.example");
    await fixture.change(id, "add", "other.example");
    await fixture.asOtherClient("PUT", `/${id}`, { title: "Feed of the SOC" });
    const found = (await fixture.provider.read(id, outs)).inputs;
    assert.deepEqual(found?.domains, ["evil.example", "other.example"]);
    assert.equal(found.title, "Feed of the SOC");
  });

  it("is gone when Lookout no longer has it, and can be deleted all the same", async () => {
    await fixture.start();
    const { id, outs } = await fixture.createWith(["evil.example"]);
    await fixture.provider.delete(id, outs);
    assert.deepEqual(await fixture.asOtherClient<string[]>("GET"), []);
    await fixture.provider.delete(id, outs);
    assert.equal((await fixture.provider.read(id, outs)).id, "");
    assert.match(
      await messageOf(fixture.provider.update(id, outs, await fixture.checked())),
      /no longer has the feed.*pulumi refresh/,
    );
  });
});
