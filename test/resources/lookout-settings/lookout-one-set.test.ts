import assert from "node:assert/strict";
import type { DynamicType } from "../../../model/resource-types";
import type { ProviderProcess } from "../provider/provider-process";
import { messageOf, Fixture } from "../provider/provider-under-test";

type State = Record<string, unknown>;

/** Settings of which a tenant has one set: valid, changed, and the member of `/_tenant/lookout` where they end up. */
const kinds: readonly {
  readonly type: DynamicType;
  readonly path: string;
  readonly member: string;
  readonly id: string;
  readonly settings: State;
  readonly changed: State;
  readonly turned: State;
}[] = [
  {
    type: "LookoutThreatClassifications",
    path: "/v1/threat-classifications",
    member: "threatClassifications",
    id: "lookout-threat-classifications",
    settings: { risks: { WORM: "high", ADWARE: { ios: "low", android: "medium" } } },
    changed: { risks: { WORM: "high", ADWARE: "none" }, deviceGroups: { Executives: { SPAM: "low" } } },
    turned: { risks: { ADWARE: { android: "medium", ios: "low" }, WORM: "high" }, deviceGroups: { Empty: {} } },
  },
  {
    type: "LookoutNotificationPreferences",
    path: "/v1/notification-preferences",
    member: "notificationPreferences",
    id: "lookout-notification-preferences",
    settings: {
      recipients: [
        { email: "b@contoso.com", notifications: { Daily: true, Weekly: false } },
        { email: "a@contoso.com", notifications: { Daily: true } },
      ],
    },
    changed: { recipients: [{ email: "a@contoso.com", notifications: { Daily: false } }] },
    turned: {
      recipients: [
        { email: "a@contoso.com", notifications: { Daily: true } },
        { email: "b@contoso.com", notifications: { Weekly: false, Daily: true } },
      ],
    },
  },
];

for (const { type, path, member, id, settings, changed, turned } of kinds) {
  describe(type, function () {
    this.timeout(60_000);
    let fixture: Fixture;
    let provider: ProviderProcess;

    const checked = async (news: State, mode = "gateway") => {
      const { inputs, failures } = await provider.check({ mode, ...news });
      assert.deepEqual(failures, []);
      return inputs;
    };
    const atLookout = async () => (await fixture.tenant.http.get<State>("/_tenant/lookout")).data[member];
    const writes = () => fixture.methods(path).filter((method) => method !== "GET");

    before(async () => {
      fixture = await Fixture.start(type);
      provider = await fixture.provider();
    });
    after(() => fixture.end());

    it("is created, found unchanged in another order, changed, read back and given up in gateway mode", async () => {
      const { outs } = await provider.create(await checked(settings));
      assert.equal((await provider.diff(id, outs, await checked(turned))).changes, false);
      const other = await checked(changed);
      assert.equal((await provider.diff(id, outs, other)).changes, true);
      const updated = await provider.update(id, outs, other);
      assert.notEqual(updated.revision, outs.revision);
      const { inputs, props } = await provider.read(id, updated);
      assert.deepEqual(inputs, other);
      assert.equal(props.revision, updated.revision);
      await provider.delete(id, updated);
      assert.equal(await atLookout(), undefined);
      assert.equal((await provider.read(id, updated)).id, "");
      assert.deepEqual(writes(), ["PUT", "PUT", "DELETE"]);
    });

    it("refuses to overwrite others without adopt, and shows drift", async () => {
      const { outs: others } = await provider.create(await checked(changed));
      assert.match(await messageOf(provider.create(await checked(settings))), /adopt: true/);
      const { outs } = await provider.create(await checked({ ...settings, adopt: true }));
      await provider.update(id, others, await checked({ ...changed, adopt: true }));
      const { props } = await provider.read(id, outs);
      assert.equal((await provider.diff(id, props, await checked({ ...settings, adopt: true }))).changes, true);
      await provider.delete(id, outs);
    });

    it("is a person's task in console mode, with what changed since the acknowledgement", async () => {
      const before = fixture.methods(path).length;
      const { outs } = await provider.create(await checked(settings, "console"));
      assert.equal(outs.consoleStatus, "awaiting console");
      assert.match(
        String(outs.runbook),
        new RegExp(`lookout:acknowledged\\.${member}\\.revision' '${String(outs.revision)}'`),
      );
      const acknowledgement = { revision: outs.revision, by: "a@contoso.com", at: "2026-01-31T09:00:00Z" };
      const known = await provider.update(id, outs, await checked({ ...settings, acknowledgement }, "console"));
      assert.deepEqual([known.consoleStatus, known.runbook, known.consoleTask], ["acknowledged", null, null]);
      const next = await provider.update(id, known, await checked({ ...changed, acknowledgement }, "console"));
      assert.equal((next.consoleTask as State).occasion, "change");
      assert.deepEqual(next.acknowledgedSettings, known.acknowledgedSettings);
      assert.equal(fixture.methods(path).length, before);
    });
  });
}
