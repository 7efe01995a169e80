import assert from "node:assert/strict";
import { createConnector, getConnector } from "../../../clients/graph/mobile-threat-defense-connectors";
import { ServiceError } from "../../../clients/http/service-error";
import type { TenantOptions } from "../../../local/tenant/tenant-options";
import { startTenantUnderTest, type TenantUnderTest } from "../../local/tenant/tenant-under-test";
import { graphClientOf } from "../clients-of-tenant";

const lookout = "2c7790de-8b02-4814-85cf-e0c59380dee8";

describe("the creation of a connector in Intune", function () {
  this.timeout(60_000);
  let subject: TenantUnderTest;
  const open = async (unknowns: TenantOptions["unknowns"], grantedRoles?: readonly string[]) => {
    subject = await startTenantUnderTest({ unknowns, ...(grantedRoles && { grantedRoles }) });
    return graphClientOf(subject);
  };
  afterEach(() => subject.dispose());

  it("sends the partner's id and gives the id that Intune answered with, whichever that is", async () => {
    const graph = await open({ connectorCreate: "created" });
    assert.equal(await createConnector(graph, lookout), lookout);
    assert.equal((await getConnector(graph, lookout))?.partnerState, "notSetUp");
    await subject.dispose();

    const renaming = await open({ connectorCreate: "otherId" });
    const other = await createConnector(renaming, lookout);
    assert.notEqual(other, lookout);
    assert.equal((await getConnector(renaming, other ?? ""))?.id, other);
  });

  it("fails with Intune's message, and with the permission that is missing", async () => {
    const failureOf = async (call: Promise<unknown>) => {
      const error: unknown = await call.catch((reason: unknown) => reason);
      assert.ok(error instanceof ServiceError, String(error));
      return error;
    };
    const refused = await failureOf(createConnector(await open({ connectorCreate: "refused" }), lookout));
    assert.equal(refused.status, 400);
    assert.match(refused.message, /No partner with id '2c7790de.*' is connected to this tenant/);
    await subject.dispose();

    const reader = await open({}, ["DeviceManagementServiceConfig.Read.All"]);
    assert.match(
      (await failureOf(createConnector(reader, lookout))).message,
      /DeviceManagementServiceConfig\.ReadWrite\.All/,
    );
  });
});
