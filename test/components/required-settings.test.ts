import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import {
  IntuneMtdConnector,
  LookoutConnector,
  type IntuneMtdConnectorArgs,
  type LookoutConnectorArgs,
} from "pulumi-lookout-intune";
import { mockPulumi, runProgram, warningsOf } from "./pulumi-mocks";

type Syncs = Pick<LookoutConnectorArgs, "deviceStatusSync" | "threatStatusSync">;

// That the warnings come in every preview and update, under the resource, is shown by the tests with the real engine.
describe("settings that the guide requires, where a program declares others", () => {
  const ofLookout = (syncs: Syncs, preview = false) =>
    warnings(preview, () => {
      const settings = { heartbeatMinutes: 60, enrollmentGroupNames: ["Pilot"], errorEmail: "soc@contoso.com" };
      return new LookoutConnector("lookout", { ...settings, ...syncs });
    });
  const ofIntune = (args: IntuneMtdConnectorArgs) => warnings(false, () => new IntuneMtdConnector("intune", args));

  it("are warned of: a state sync that is off, also when that is known late", async () => {
    assert.match(
      (await ofLookout({ deviceStatusSync: false, threatStatusSync: false })).join(),
      /^deviceStatusSync and threatStatusSync are off, but the integration does not work unless.*Set them to true/,
    );
    const late = { threatStatusSync: pulumi.output(false) };
    assert.match((await ofLookout(late)).join(), /^threatStatusSync is off/);
    assert.equal((await ofLookout(late, true)).length, 1);
  });

  it("are warned of: App Sync that is off where iOS is on", async () => {
    assert.match((await ofIntune({ ios: { appSync: false } })).join(), /^ios\.appSync is off/);
    assert.match((await ofIntune({ ios: pulumi.output({ appSync: false }) })).join(), /^ios\.appSync is off/);
  });

  it("are not warned of where all is on, left out, or without use", async () => {
    assert.deepEqual(await ofLookout({}), []);
    assert.deepEqual(await ofLookout({ deviceStatusSync: true, threatStatusSync: undefined }), []);
    for (const args of [{}, { ios: {} }, { ios: { appSync: undefined } }, { ios: { enabled: false, appSync: false } }])
      assert.deepEqual(await ofIntune(args), []);
  });
});

async function warnings(preview: boolean, declare: () => pulumi.Resource): Promise<string[]> {
  await mockPulumi({ preview });
  return warningsOf(() => runProgram(() => ({ urn: declare().urn })));
}
