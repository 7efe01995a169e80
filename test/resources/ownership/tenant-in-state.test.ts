import assert from "node:assert/strict";
import { IntuneFixture, type State } from "../graph-object/intune-fixture";
import { startProvider } from "../provider/provider-process";
import { messageOf } from "../provider/provider-under-test";

const path = "/deviceManagement/deviceCompliancePolicies";
const policy = { platform: "ios", displayName: "Lookout iOS", maximumThreatLevel: "low" };
const elsewhere = "99999999-8888-4777-8666-555555555555";

describe("the tenant in a resource's state", function () {
  this.timeout(60_000);
  let fixture: IntuneFixture;
  const tenantId = () => fixture.fixture.tenant.tenant.connection.tenantId;

  beforeEach(async () => {
    fixture = await IntuneFixture.start("IntuneCompliancePolicy");
  });
  afterEach(() => fixture.end());

  it("is recorded, and read, update and delete refuse another one by name before they send anything", async () => {
    const { id, outs, inputs } = await fixture.created(policy);
    assert.equal(outs.tenantId, tenantId());
    const foreign = { ...outs, tenantId: elsewhere };
    const before = fixture.fixture.tenant.requests().length;
    const { provider } = fixture;
    for (const call of [
      () => provider.read(id, foreign),
      () => provider.update(id, foreign, { ...inputs, maximumThreatLevel: "medium" }),
      () => provider.delete(id, foreign),
    ]) {
      const message = await messageOf(call());
      assert.match(
        message,
        new RegExp(`IntuneCompliancePolicy ${id} is in the tenant ${elsewhere}, .* sign in to ${tenantId()}`),
      );
    }
    assert.equal(fixture.fixture.tenant.requests().length, before, "something was sent");
  });

  it("is recorded by the first update of a stack of an older release, which writes nothing", async () => {
    const { id, outs, inputs } = await fixture.created(policy);
    const older = olderStateOf(outs);
    assert.equal((await fixture.provider.diff(id, older, inputs)).changes, true);
    fixture.writes(path);
    const updated = await fixture.provider.update(id, older, inputs);
    assert.deepEqual([updated.tenantId, fixture.writes(path)], [tenantId(), []]);
    assert.equal((await fixture.provider.diff(id, updated, inputs)).changes, false);
  });

  it("has to be confirmed to destroy a stack of an older release that never ran since", async () => {
    const { id, outs } = await fixture.created(policy);
    const older = olderStateOf(outs);
    const message = await messageOf(fixture.provider.delete(id, older));
    assert.match(message, new RegExp(`Run pulumi up once.*or set LOOKOUT_INTUNE_CONFIRM_TENANT=${tenantId()}`));
    await fixture.graph("GET", `/v1.0${path}/${id}`);
    const confirmed = await startProvider("IntuneCompliancePolicy", fixture.fixture.config(), {
      NODE_EXTRA_CA_CERTS: fixture.fixture.tenant.tenant.connection.caFile,
      LOOKOUT_INTUNE_CONFIRM_TENANT: tenantId(),
    });
    await confirmed.delete(id, older);
    confirmed.kill();
    assert.deepEqual((await fixture.graph<{ value: State[] }>("GET", `/v1.0${path}`)).value, []);
  });
});

function olderStateOf(outs: State): State {
  const { tenantId, removalEffect, ...older } = outs;
  assert.ok(tenantId !== undefined && removalEffect !== undefined);
  return older;
}
