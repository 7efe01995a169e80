import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { describeAddConnectorStep } from "../../../model/add-connector-step";
import type { TenantOptions } from "../../../local/tenant/tenant-options";
import { graphToken } from "../../local/tenant/tenant-under-test";
import { failureOf, type ProviderProcess } from "../provider/provider-process";
import { messageOf, Fixture } from "../provider/provider-under-test";

type State = Record<string, unknown>;

const id = "2c7790de-8b02-4814-85cf-e0c59380dee8";
const collection = "/beta/deviceManagement/mobileThreatDefenseConnectors";
const graphPath = `${collection}/${id}`;
const continuing = { ios: {}, whenNotConnected: "continue" } as const;
const shortWait = { ios: {}, waitMinutes: 0.005 } as const;

describe("the Intune connector, by how far the connection is", function () {
  this.timeout(60_000);
  let fixture: Fixture;
  let provider: ProviderProcess;

  const start = async (unknowns: TenantOptions["unknowns"] = {}) => {
    fixture = await Fixture.start("IntuneMtdConnector", { unknowns });
    provider = await fixture.provider();
  };
  afterEach(() => fixture.end());

  const add = () => fixture.addConnector();
  const connect = () => fixture.connectLookout();
  const show = (state: string | null) => fixture.control("POST", "/graph/lookout-connector", { state });
  const checked = async (news: State) => (await provider.check(news)).inputs;
  const create = async (news: State) => (await provider.create(await checked(news))).outs;
  const inIntune = async (): Promise<State> => {
    const headers = { Authorization: `Bearer ${await graphToken(fixture.tenant)}` };
    return (await fixture.tenant.http.get<State>(graphPath, { headers })).data;
  };
  const writes = () => fixture.methods(collection).filter((method) => method !== "GET");

  describe("while nobody has added it", () => {
    for (const connectorBeforePartner of ["notFound", "neverConfigured"] as const) {
      it(`reports who adds it and where, waits, and continues once that is done and Lookout made contact (${connectorBeforePartner})`, async () => {
        await start({ connectorBeforePartner });
        const creation = create({ ios: {}, waitMinutes: 0.5 });
        while (!provider.output().includes(describeAddConnectorStep())) await sleep(20);
        await add();
        await provider.printed(/Intune shows its connector as notSetUp: the partner has not made contact/);
        await connect();
        const outs = await creation;
        assert.deepEqual([outs.connected, outs.connectorStage, outs.added], [true, "set up", false]);
        assert.ok(!writes().includes("POST"));
      });
    }

    it("ends a wait in the step, and in the commands that work although the run failed", async () => {
      await start();
      const message = await messageOf(create(shortWait));
      assert.match(message, /within 0\.005 minutes .*Intune has no such connector/);
      assert.ok(message.includes(describeAddConnectorStep()), message);
      assert.match(message, /Then run this again; .*"lookout-intune status".*"lookout-intune runbook"/);
      assert.doesNotMatch(message, /Create connector/);
      assert.deepEqual(writes(), []);
    });

    it("names the step in a run that continues, which records the stage", async () => {
      await start();
      const outs = await create(continuing);
      assert.deepEqual([outs.connected, outs.connectorStage, outs.partnerState], [false, "to be added", null]);
      await provider.printed(/An Endpoint Security Manager .* Mobile Threat Defense > Add/);
    });

    for (const handling of [continuing, { ios: {} }]) {
      it(`fails at once with whenMissing: fail, ${"whenNotConnected" in handling ? "also in a run that goes on" : "without a wait"}`, async () => {
        await start();
        const message = await messageOf(create({ ...handling, whenMissing: "fail" }));
        assert.match(
          message,
          /^Intune has no connector of Lookout for Work .* and whenMissing is fail\. An Endpoint Security/,
        );
        assert.doesNotMatch(provider.output(), /waiting for/);
      });
    }

    it("treats a connector that became a mere catalog entry as gone", async () => {
      await start({ connectorBeforePartner: "neverConfigured" });
      await add();
      await connect();
      const outs = await create({ ios: {}, onRemoval: "delete" });
      await provider.delete(id, outs);
      assert.equal((await inIntune()).partnerState, "neverConfigured");
      assert.equal((await provider.read(id, outs)).id, "");
    });
  });

  describe("with whenMissing: create", () => {
    const created = { ...continuing, whenMissing: "create" } as const;

    it("sends the partner's id, reads the connector back, remembers whose it is, and configures it after contact", async () => {
      await start({ connectorCreate: "created" });
      const inputs = await checked(created);
      const { outs } = await provider.create(inputs);
      assert.deepEqual([outs.connected, outs.connectorStage, outs.added], [false, "waiting for contact", true]);
      await provider.printed(new RegExp(`Graph created the connector ${id} of Lookout for Work .* notSetUp`));
      assert.deepEqual([(await inIntune()).id, writes()], [id, ["POST"]]);

      await connect();
      const { props } = await provider.read(id, outs);
      assert.equal(props.added, true, "a refresh must not forget it");
      const updated = await provider.update(id, props, inputs);
      assert.deepEqual([updated.connected, updated.added, writes()], [true, true, ["POST", "PATCH"]]);
    });

    it("creates what is only an entry of the catalog, too", async () => {
      await start({ connectorCreate: "created", connectorBeforePartner: "neverConfigured" });
      const outs = await create(created);
      assert.deepEqual([outs.connectorStage, outs.added, writes()], ["waiting for contact", true, ["POST"]]);
    });

    it("switches off what it created when it is removed, and deletes it only when that is asked for", async () => {
      await start({ connectorCreate: "created" });
      await connect();
      const outs = await create({ ...created, ios: {} });
      await provider.delete(id, outs);
      assert.deepEqual([(await inIntune()).iosEnabled, writes()], [false, ["POST", "PATCH", "PATCH"]]);
      await provider.delete(id, { ...outs, onRemoval: "delete" });
      assert.equal(writes().at(-1), "DELETE");
    });

    it("sends nothing for a connector that is there, whatever it waits for", async () => {
      await start({ connectorCreate: "created" });
      await add();
      for (const whenMissing of ["create", "fail"]) {
        const message = await messageOf(create({ ...shortWait, whenMissing }));
        assert.match(message, /its state in Intune is notSetUp/);
      }
      assert.deepEqual(writes(), []);
    });

    it("fails with Graph's own words and the step when Graph refuses, and leaves nothing in state", async () => {
      await start({ connectorCreate: "refused" });
      const { message, partial } = await failureOf(create({ ios: {}, whenMissing: "create" }));
      assert.match(
        message,
        /Graph did not create .*No partner with id '2c7790de.*' is connected to this tenant.*Endpoint Security/s,
      );
      assert.equal(partial, undefined);
      assert.doesNotMatch(provider.output(), /waiting for/);
    });

    it("logs a refusal in a run that continues, and tries again in the next update", async () => {
      await start({ connectorCreate: "refused" });
      const inputs = await checked(created);
      const { outs } = await provider.create(inputs);
      assert.deepEqual([outs.connectorStage, outs.added], ["to be added", false]);
      await provider.printed(/Graph did not create .*Every update tries again/);
      await connect();
      const updated = await provider.update(id, outs, inputs);
      assert.deepEqual([updated.connected, updated.added, writes()], [true, true, ["POST", "POST", "PATCH"]]);
    });

    it("names both ids when Intune answers with another one, touches neither, and recovers once that one is gone", async () => {
      await start({ connectorCreate: "otherId" });
      const inputs = await checked(created);
      const { message, partial } = await failureOf(provider.create(inputs));
      const other = String(partial?.properties.otherConnectorId);
      assert.match(other, /^[0-9a-f-]{36}$/);
      assert.ok(message.includes(`the requested ${id} `) && message.includes(`the connector ${other}`), message);
      assert.deepEqual([partial?.properties.connected, writes()], [false, ["POST"]]);

      const { props } = await provider.read(id, partial?.properties ?? {});
      assert.match(await messageOf(provider.update(id, props, inputs)), new RegExp(other));
      assert.deepEqual(writes(), ["POST"], "no second one is asked for");

      const headers = { Authorization: `Bearer ${await graphToken(fixture.tenant)}` };
      await fixture.tenant.http.delete(`${collection}/${other}`, { headers });
      await connect();
      const repaired = await provider.update(id, props, inputs);
      assert.deepEqual([repaired.connected, repaired.otherConnectorId], [true, null]);
    });

    it("reports at removal that the connector with another id is left alone", async () => {
      await start({ connectorCreate: "otherId" });
      const { partial } = await failureOf(create(created));
      await provider.delete(id, partial?.properties ?? {});
      await provider.printed(
        new RegExp(`the connector ${String(partial?.properties.otherConnectorId)}, .* stays unchanged`),
      );
      assert.deepEqual(writes(), ["POST"]);
    });

    it("finds what it created when the answer got lost, and what somebody else added in the same moment", async () => {
      await start({ connectorCreate: "created" });
      await fixture.faults({
        path: "mobileThreatDefense",
        method: "POST",
        times: 1,
        kind: { is: "drop", when: "after" },
      });
      assert.equal((await create(created)).added, true);
      await fixture.faults({ path: id, method: "GET", times: 1, kind: { is: "status", status: 404 } });
      const outs = await create(created);
      assert.deepEqual([outs.connectorStage, outs.added], ["waiting for contact", false]);
    });
  });

  describe("while Lookout makes no contact", () => {
    const deadline = async (partnerSide?: string) => {
      await start();
      await add();
      await connect();
      await fixture.control("POST", "/graph/lookout-connector", { contact: "never" });
      return messageOf(create({ ...shortWait, ...(partnerSide && { partnerSide }) }));
    };

    it("asks for no second connector of Lookout's where the gateway made the first", async () => {
      const message = await deadline("gateway");
      assert.match(message, /its state in Intune is notSetUp\).*do not create a second one.*error address/s);
      assert.doesNotMatch(message, /Add Connector|Create connector/);
    });

    it("asks for Lookout's connector where a person makes it, unless it is there", async () => {
      assert.match(
        await deadline("console"),
        /If nobody has created .*System > Connectors > Add Connector > Intune.*Create connector\. If it exists/s,
      );
    });

    it("names both where no setting names one", async () => {
      assert.match(await deadline(), /do not create a second one\. If it does not exist, create it.*Create connector/s);
    });

    it("reports that it added the connector itself, where it did", async () => {
      await start({ connectorCreate: "created" });
      const message = await messageOf(create({ ...shortWait, whenMissing: "create", partnerSide: "gateway" }));
      assert.match(message, /This stack added the connector in Intune, so that is done\. The gateway accepted/);
    });
  });

  describe("in an unknown state", () => {
    const enableInState = async (state: string) => {
      await start();
      await add();
      await connect();
      await show(state);
    };

    it("shows it as it is, changes nothing and waits, as long as this stack never configured it", async () => {
      await enableInState("quarantined");
      assert.match(await messageOf(create(shortWait)), /as quarantined, a state that this release does not know/);
      const inputs = await checked(continuing);
      const { outs } = await provider.create(inputs);
      assert.deepEqual(
        [outs.connected, outs.connectorStage, outs.partnerState, writes()],
        [false, "unknown", "quarantined", []],
      );
      assert.equal((await provider.diff(id, outs, inputs)).changes, true, "every update looks again");
    });

    it("never waits, and goes on setting toggles, where this stack configured it before", async () => {
      await enableInState("available");
      await show(null);
      const inputs = await checked({ ios: {} });
      const { outs } = await provider.create(inputs);
      await show("quarantined");
      const { props } = await provider.read(id, outs);
      assert.deepEqual([props.connected, props.connectorStage], [true, "unknown"]);
      assert.equal((await provider.diff(id, props, inputs)).changes, false);
      const { configured, connectorStage, added, otherConnectorId, ...older } = props;
      assert.deepEqual([configured, connectorStage, added, otherConnectorId], [true, "unknown", false, null]);
      for (const state of [props, older]) {
        const updated = await provider.update(id, state, await checked({ android: {} }));
        assert.deepEqual([updated.connected, updated.partnerState], [true, "quarantined"]);
      }
      assert.equal((await inIntune()).androidEnabled, true);
      assert.doesNotMatch(provider.output(), /waiting for/);
    });

    for (const state of ["unresponsive", "error"]) {
      it(`does not wait for a connector that is ${state}, and reports that it fails`, async () => {
        await enableInState(state);
        const outs = await create({ ios: {} });
        assert.deepEqual([outs.connectorStage, outs.partnerState], ["set up", state]);
        assert.equal((await inIntune()).iosEnabled, true);
        await provider.printed(new RegExp(`Intune shows the connector of Lookout for Work as ${state}: `));
        assert.doesNotMatch(provider.output(), /waiting for/);
      });
    }
  });

  it("changes nothing for a stack of an older release, and for who makes the partner's side", async () => {
    await start();
    const inputs = await checked({ ios: {} });
    const { whenMissing, ...older } = inputs;
    assert.equal(whenMissing, "tell");
    const recorded = { tenantId: fixture.tenant.tenant.connection.tenantId };
    const olds = { ...inputs, ...recorded };
    assert.equal((await provider.diff(id, { ...older, ...recorded, connected: true }, inputs)).changes, false);
    assert.equal((await provider.diff(id, olds, await checked({ ios: {}, partnerSide: "gateway" }))).changes, false);
    assert.equal((await provider.diff(id, olds, await checked({ ios: {}, whenMissing: "create" }))).changes, true);
  });
});
