import assert from "node:assert/strict";
import { chmodSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { findInterruptedCreations } from "../../clients/find-interrupted-creations";
import { azureadTypes, dynamicTypes } from "../../model/resource-types";
import { scratchFolder } from "../scripts/scratch";

// A pulumi that only answers. What a real one keeps after a kill is shown with the real engine.
describe("creations that a killed run left pending", () => {
  const scratch = scratchFolder();
  const { PATH } = process.env;
  afterEach(() => {
    process.env.PATH = PATH;
  });

  function answer(state: string): void {
    writeFileSync(join(scratch.path, "state"), state);
    writeFileSync(join(scratch.path, "pulumi"), `#!/bin/sh\nexec /bin/cat '${scratch.path}/state'\n`);
    chmodSync(join(scratch.path, "pulumi"), 0o700);
    process.env.PATH = [scratch.path, PATH].join(delimiter);
  }
  const resource = (type: string, name: string, inputs: object = {}) => ({
    urn: `urn:pulumi:prod::p::${type}::${name}`,
    type,
    custom: true,
    inputs,
  });
  const find = () => findInterruptedCreations({ stack: "organization/p/prod", folder: scratch.path });

  it("are those of groups, Conditional Access policies and Azure's resources, which an update could make twice", async () => {
    const pending = [
      resource(azureadTypes.Group, "pilot", { displayName: "Lookout pilot" }),
      resource(azureadTypes.ConditionalAccessPolicy, "access", { displayName: { ciphertext: "" } }),
      resource("azure-native:monitor:ActionGroup", "alerts"),
      resource(dynamicTypes.LookoutConnector, "connector"),
    ];
    const operations = pending.map((one) => ({ type: "creating", resource: one }));
    answer(JSON.stringify({ deployment: { resources: [], pending_operations: operations } }));
    const found = await find();
    assert.deepEqual(
      found.map(({ name }) => name),
      ["pilot", "access", "alerts"],
    );
    const messages = found.map(({ message }) => message);
    assert.match(
      messages[0] ?? "",
      /created the group "Lookout pilot" \(pilot\)\. .* lookout-intune recover --stack 'prod' first/,
    );
    assert.match(messages[1] ?? "", /created the Conditional Access policy access\. /);
  });

  it("do not count once the stack has the resource, and no update or deletion counts", async () => {
    const group = resource(azureadTypes.Group, "pilot");
    const operations = [
      { type: "creating", resource: group },
      { type: "updating", resource: resource(azureadTypes.Group, "staff") },
    ];
    const recorded = [{ ...group, id: "/groups/one" }];
    answer(JSON.stringify({ deployment: { resources: recorded, pending_operations: operations } }));
    assert.deepEqual(await find(), []);
  });

  it("are none in a stack that was never updated", async () => {
    answer(JSON.stringify({ version: 3 }));
    assert.deepEqual(await find(), []);
  });

  it("are unknown without the pulumi command, and the error reports that", async () => {
    process.env.PATH = join(scratch.path, "nothing");
    await assert.rejects(
      find(),
      /state of the stack organization\/p\/prod cannot be read: the pulumi command is not on the PATH/,
    );
  });
});
