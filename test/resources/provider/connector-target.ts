import type { State } from "../graph-object/intune-fixture";
import type { TargetCase } from "./target-case";

const path = "/beta/deviceManagement/mobileThreatDefenseConnectors";
const id = "2c7790de-8b02-4814-85cf-e0c59380dee8";

/** A person adds it and the partner makes contact, so its creation is a wait. One PATCH writes all that differs. */
export const connectorCase: TargetCase = {
  type: "IntuneMtdConnector",
  path,
  prepare(fixture) {
    const list = async () => (await fixture.graph<{ value: State[] }>("GET", path)).value;
    const patch = { method: "PATCH", path };
    const inputs = { ios: {}, waitMinutes: 0.005 };
    const remove = async () => {
      for (const connector of await list()) await fixture.graph("DELETE", `${path}/${String(connector.id)}`);
    };
    return Promise.resolve({
      inputs,
      changed: { ...inputs, android: {} },
      writes: [/^PATCH /],
      creation: patch,
      createdBy: "somebody else",
      firstWrite: patch,
      lastWrite: patch,
      count: async () => (await list()).length,
      async clear() {
        await remove();
        await fixture.fixture.addConnector();
        await fixture.fixture.connectLookout();
      },
      removeByHand: remove,
      async createByHand() {
        const body = { "@odata.type": "#microsoft.graph.mobileThreatDefenseConnector", androidEnabled: true };
        await fixture.graph("PATCH", `${path}/${id}`, body);
      },
      refusal: /is in use already, and not by this stack: android\.enabled are on/,
      vanished: { inRefresh: "leaves", inUpdate: /has not connected to Intune within 0\.005 minutes/ },
    });
  },
};
