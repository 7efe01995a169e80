import assert from "node:assert/strict";
import { addConnectorByHand } from "../../../local/start/intune-addition";
import { graphToken, startTenantUnderTest } from "../tenant/tenant-under-test";

describe("the local Intune administrator of npm start", () => {
  it("prints the step and performs it in the tenant, in its own line, and only once", async () => {
    const subject = await startTenantUnderTest();
    const path = "/beta/deviceManagement/mobileThreatDefenseConnectors/2c7790de-8b02-4814-85cf-e0c59380dee8";
    const headers = { Authorization: `Bearer ${await graphToken(subject)}` };
    const inIntune = async () => (await subject.http.get(path, { headers })).status;
    assert.equal(await inIntune(), 404);

    const messages: string[] = [];
    const print = (line: string) => messages.push(line);
    await addConnectorByHand(subject.tenant.connection, print);
    assert.equal(await inIntune(), 200);
    assert.equal(messages.length, 3);
    assert.match(messages[1] ?? "", /^ {2}A step for a person: An Endpoint Security Manager/);
    assert.equal(
      messages[2],
      "  As the local Intune administrator: added Lookout for Work under Tenant administration > Connectors and tokens > Mobile Threat Defense.",
    );

    await addConnectorByHand(subject.tenant.connection, print);
    assert.equal(messages.length, 3);
    await subject.dispose();
  });
});
