import assert from "node:assert/strict";
import { graphToken, lookoutToken, startTenantUnderTest, type TenantUnderTest } from "./tenant-under-test";

const connectors = "/beta/deviceManagement/mobileThreatDefenseConnectors";
const settings = {
  heartbeatMinutes: 15,
  enrollmentGroupNames: ["Lookout Pilot"],
  deviceStatusSync: true,
  threatStatusSync: true,
  errorEmail: "soc@contoso.com",
};

interface ConnectorPage {
  readonly value: readonly { readonly id: string; readonly partnerState: string }[];
}

describe("Lookout and Intune in one tenant", () => {
  let subject: TenantUnderTest;
  let graph: Record<string, string>;
  beforeEach(async () => {
    subject = await startTenantUnderTest({ connectorDelayMs: 60_000 });
    await subject.http.put("/_tenant/console/intune-add", {});
    graph = { Authorization: `Bearer ${await graphToken(subject)}` };
  });
  afterEach(() => subject.dispose());

  const inIntune = async () => (await subject.http.get<ConnectorPage>(connectors, { headers: graph })).data.value;

  it("shows Intune's connector as set up only some time after the gateway created Lookout's", async () => {
    const headers = { Authorization: `Bearer ${await lookoutToken(subject)}` };
    await subject.http.post("/v1/intune-connectors", settings, { headers });
    assert.equal((await inIntune())[0]?.partnerState, "notSetUp");
    await subject.http.post("/_tenant/clock", { advanceMs: 60_000 });
    const [connector] = await inIntune();
    assert.equal(connector?.id, "2c7790de-8b02-4814-85cf-e0c59380dee8");
    assert.equal(connector.partnerState, "available");
  });

  it("shows it likewise after a person created Lookout's in the console", async () => {
    assert.equal((await subject.http.put("/_tenant/console/connector", settings)).status, 204);
    await subject.http.post("/_tenant/clock", { advanceMs: 60_000 });
    assert.equal((await inIntune())[0]?.partnerState, "available");
  });
});
