import assert from "node:assert/strict";
import { domainsDigest } from "../../../model/domain-list";
import type { ProviderProcess } from "../provider/provider-process";
import { messageOf } from "../provider/provider-under-test";
import { FeedScene, numbered, title, type State } from "./feed-scene";

describe("the threat feed's provider process", function () {
  this.timeout(60_000);
  const scene = new FeedScene();

  beforeEach(() => {
    scene.makeFolder();
  });
  afterEach(() => scene.end());

  it("makes a feed of 100,000 domains with one upload, and keeps none of them in state", async () => {
    await scene.start();
    const domains = numbered(100_000);
    scene.write(domains);
    const inputs = await scene.checked();
    let outs: State = {};
    let id = "";
    const requests = await scene.requestsOf(async () => {
      ({ outs, id } = await scene.provider.create(inputs));
    });
    assert.deepEqual(requests, [
      "POST /oauth2/token",
      "GET",
      "POST",
      "POST /{feedId}/elements?uploadType=OVERWRITE",
      "GET /{feedId}",
    ]);
    assert.equal((await scene.domainsIn(id)).length, 100_000);
    const { elementsUploadedAt, consoleNote, ...rest } = outs;
    assert.deepEqual(rest, { ...inputs, feedId: id, elementsCount: 100_000 });
    assert.deepEqual([inputs.domainsCount, inputs.domainsDigest], [100_000, domainsDigest(domains)]);
    assert.equal(typeof elementsUploadedAt, "string");
    assert.match(consoleNote as string, /blocks nothing until somebody ties it to the policy for denylisted content/);
    assert.ok(!JSON.stringify([inputs, outs]).includes("blocked.example"));
  });

  it("sends 500 changes of 100,000 domains in one request", async () => {
    await scene.start();
    const before = numbered(100_000);
    const { id, outs } = await scene.createWith(before);
    const after = [...before.slice(250), ...numbered(250, "new")];
    scene.write(after);
    const inputs = await scene.checked();
    assert.equal((await scene.provider.diff(id, outs, inputs)).changes, true);
    scene.provider.kill();
    await scene.restart();
    let updated: State = {};
    const requests = await scene.requestsOf(async () => {
      updated = await scene.provider.update(id, outs, inputs);
    });
    assert.deepEqual(requests, [
      "POST /oauth2/token",
      "GET /{feedId}",
      "GET /{feedId}/elements",
      "POST /{feedId}/elements/incremental-updates",
      "GET /{feedId}",
    ]);
    assert.equal((await scene.provider.diff(id, updated, inputs)).changes, false);
    assert.deepEqual(await scene.domainsIn(id), after.sort());
  });

  it("finds no difference in what it returned itself, and does not read the domains for that", async () => {
    await scene.start();
    const { id, outs } = await scene.createWith(["evil.example", "phish.example"]);
    const inputs = await scene.checked();
    assert.equal((await scene.provider.diff(id, outs, inputs)).changes, false);
    let read: Awaited<ReturnType<ProviderProcess["read"]>> | undefined;
    const requests = await scene.requestsOf(async () => (read = await scene.provider.read(id, outs)));
    assert.deepEqual(requests, ["GET /{feedId}"]);
    assert.deepEqual(read, { id, props: outs, inputs });
  });

  it("writes nothing when the same domains stand in another order, and changes only the title with a PUT", async () => {
    await scene.start();
    const { id, outs } = await scene.createWith(["evil.example", "phish.example"]);
    scene.write(["Phish.example", "evil.example", "evil.example"]);
    assert.equal((await scene.provider.diff(id, outs, await scene.checked())).changes, false);
    const inputs = await scene.checked({ title: "Domains blocked everywhere" });
    assert.equal((await scene.provider.diff(id, outs, inputs)).changes, true);
    const requests = await scene.requestsOf(() => scene.provider.update(id, outs, inputs));
    assert.deepEqual(requests, ["GET /{feedId}", "PUT /{feedId}", "GET /{feedId}/elements", "GET /{feedId}"]);
  });

  it("leaves a description alone that nobody declares", async () => {
    await scene.start();
    const { id, outs } = await scene.createWith(["evil.example"]);
    await scene.asSomebody("PUT", `/${id}`, { description: "Written in the console" });
    const { props } = await scene.provider.read(id, outs);
    assert.equal((await scene.provider.diff(id, props, await scene.checked())).changes, false);
    await scene.provider.update(id, props, await scene.checked({ allowAnalysis: true }));
    assert.equal((await scene.asSomebody<State>("GET", `/${id}`)).description, "Written in the console");
  });

  it("refuses a feed that somebody else made, and says what it is and what to do", async () => {
    await scene.start();
    const id = await scene.createdBySomebody();
    await scene.change(id, "add", "evil.example");
    scene.write(["phish.example"]);
    const message = await messageOf(scene.provider.create(await scene.checked()));
    assert.ok(message.includes(`the feed ${id}, "Feed of the SOC", with 1 domain already`), message);
    assert.match(message, /one feed per enterprise.*adopt: true.*DELETE/s);
    assert.deepEqual(await scene.domainsIn(id), ["evil.example"]);
  });

  it("takes over a feed that somebody else made when told to, with its title and domains", async () => {
    await scene.start();
    const id = await scene.createdBySomebody(true);
    await scene.change(id, "add", "evil.example", "old.example");
    scene.write(["evil.example", "phish.example"]);
    const inputs = await scene.checked({ adopt: true });
    const created = await scene.provider.create(inputs);
    assert.equal(created.id, id);
    assert.equal((await scene.provider.diff(id, created.outs, inputs)).changes, false);
    assert.deepEqual(await scene.domainsIn(id), ["evil.example", "phish.example"]);
    const feed = await scene.asSomebody<State>("GET", `/${id}`);
    assert.deepEqual([feed.title, feed.allowAnalysis], [title, false]);
  });

  for (const threatFeedUploadedAt of ["everyWrite", "files"] as const) {
    it(`reports domains that somebody else added, when ${threatFeedUploadedAt} move the time of the upload`, async () => {
      await scene.start({ threatFeedUploadedAt });
      const { id, outs } = await scene.createWith(["evil.example"]);
      await scene.change(id, "add", "other.example");
      const { props, inputs } = await scene.provider.read(id, outs);
      assert.deepEqual(
        [inputs?.domainsCount, inputs?.domainsDigest],
        [2, domainsDigest(["evil.example", "other.example"])],
      );
      assert.equal((await scene.provider.diff(id, props, await scene.checked())).changes, true);
      await scene.provider.update(id, props, await scene.checked());
      assert.deepEqual(await scene.domainsIn(id), ["evil.example"]);
    });
  }

  it("shows drift of listed domains as a change of the list, and of the title as a change of the title", async () => {
    await scene.start();
    const news = { title, domains: ["Phish.example", "evil.example"] };
    const { inputs } = await scene.provider.check(news);
    assert.deepEqual(inputs.domains, ["phish.example", "evil.example"]);
    const { id, outs } = await scene.provider.create(inputs);
    await scene.change(id, "delete", "phish.example");
    await scene.change(id, "add", "other.example");
    await scene.asSomebody("PUT", `/${id}`, { title: "Feed of the SOC" });
    const found = (await scene.provider.read(id, outs)).inputs;
    assert.deepEqual(found?.domains, ["evil.example", "other.example"]);
    assert.equal(found.title, "Feed of the SOC");
  });

  it("is gone when Lookout no longer has it, and can be deleted all the same", async () => {
    await scene.start();
    const { id, outs } = await scene.createWith(["evil.example"]);
    await scene.provider.delete(id, outs);
    assert.deepEqual(await scene.asSomebody<string[]>("GET"), []);
    await scene.provider.delete(id, outs);
    assert.equal((await scene.provider.read(id, outs)).id, "");
    assert.match(
      await messageOf(scene.provider.update(id, outs, await scene.checked())),
      /no longer has the feed.*pulumi refresh/,
    );
  });
});
