import assert from "node:assert/strict";
import { defaultGrantedRoles } from "../../../local/tenant/tenant-options";
import type { ProviderProcess } from "../provider/provider-process";
import { Fixture } from "../provider/provider-under-test";

type State = Record<string, unknown>;

const id = "lookout-tenant-consent";
const applicationId = "eeeeeeee-0000-4000-8000-000000000001";

describe("the consent to Lookout's enterprise application", function () {
  this.timeout(60_000);
  let fixture: Fixture;
  let provider: ProviderProcess;

  const open = async (grantedRoles: readonly string[] = [...defaultGrantedRoles, "Directory.Read.All"]) => {
    fixture = await Fixture.start("LookoutTenantConsent", { grantedRoles });
    provider = await fixture.provider();
  };
  const collect = async (inputs: State) => {
    const checked = await provider.check(inputs);
    assert.deepEqual(checked.failures, []);
    return (await provider.create(checked.inputs)).outs;
  };
  const consent = (more: object = {}) =>
    fixture.control("PUT", "/console/consent", { applicationId, displayName: "Lookout MTP", ...more });
  afterEach(() => fixture.end());

  it("is not checked while no setting names Lookout's application, without asking anybody", async () => {
    await open();
    const { consentStatus, consentNote, consentLink, consentBy } = await collect({});
    assert.equal(consentStatus, "not checked");
    assert.match(String(consentNote), /does not publish the client id.*set applicationId/);
    assert.deepEqual([consentLink, consentBy], ["https://aad.lookout.com/les?action=consent", "Global Administrator"]);
    assert.deepEqual(fixture.tenant.requests(), []);
  });

  it("is missing first, and found by the next refresh once somebody gave it, without any update", async () => {
    await open();
    const outs = await collect({ applicationId });
    assert.equal(outs.consentStatus, "missing");
    await consent();
    const { props } = await provider.read(id, outs);
    assert.equal(props.consentStatus, "found");
    assert.deepEqual(props.grantedPermissions, [
      "Application.Read.All",
      "Device.Read.All",
      "GroupMember.Read.All",
      "User.Read",
      "User.Read.All",
    ]);
    const { inputs } = await provider.check({ applicationId });
    assert.equal((await provider.diff(id, props, inputs)).changes, false);
  });

  it("is incomplete without some of the permissions, and names them", async () => {
    await open();
    await consent({ application: ["User.Read.All"], delegated: [] });
    const { consentStatus, missingPermissions } = await collect({ applicationId });
    assert.equal(consentStatus, "incomplete");
    assert.deepEqual(missingPermissions, [
      "Application.Read.All",
      "Device.Read.All",
      "GroupMember.Read.All",
      "User.Read",
    ]);
  });

  it("is ambiguous when several applications have the name", async () => {
    await open();
    await consent();
    await consent({ applicationId: "eeeeeeee-0000-4000-8000-000000000002" });
    const { consentStatus, consentNote } = await collect({ applicationName: "Lookout MTP" });
    assert.equal(consentStatus, "ambiguous");
    assert.match(
      String(consentNote),
      /2 enterprise applications.*eeeeeeee-0000-4000-8000-000000000001.*set applicationId/,
    );
  });

  it("reports what could not be read, and the missing permission", async () => {
    await open(["Application.Read.All"]);
    await consent();
    const partly = await collect({ applicationId });
    assert.equal(partly.consentStatus, "found");
    assert.match(String(partly.consentNote), /Delegated permissions could not be checked:.*Directory\.Read\.All/);
    await fixture.end();
    await open(["Group.Read.All"]);
    const refused = await collect({ applicationId });
    assert.equal(refused.consentStatus, "not checked");
    assert.match(String(refused.consentNote), /403.*Application\.Read\.All/);
  });

  it("keeps what was seen, and since when, while Graph does not answer a refresh or an update", async () => {
    await open();
    await consent();
    const outs = await collect({ applicationId });
    await fixture.faults({ path: "/servicePrincipals", kind: { is: "status", status: 400 } });
    const { inputs } = await provider.check({ applicationId });
    for (const kept of [(await provider.read(id, outs)).props, await provider.update(id, outs, inputs)]) {
      for (const output of ["consentStatus", "observedAt", "grantedPermissions", "servicePrincipalId"])
        assert.deepEqual(kept[output], outs[output], output);
      const note = String(kept.consentNote);
      assert.ok(note.startsWith(`Last seen at ${String(outs.observedAt)}: found. Not checked since then: `), note);
      assert.match(note, /answered 400/);
    }
    const other = await provider.check({ applicationId: "eeeeeeee-0000-4000-8000-000000000002" });
    const { consentStatus } = await provider.update(id, outs, other.inputs);
    assert.equal(consentStatus, "not checked", "nothing was seen of another application");
    await fixture.faults();
    const { props } = await provider.read(id, (await provider.read(id, outs)).props);
    assert.equal(props.consentNote, outs.consentNote);
  });

  it("is never touched: whatever happens to the resource, only reads are sent", async () => {
    await open();
    await consent();
    const outs = await collect({ applicationId });
    const { inputs } = await provider.check({ applicationId, applicationPermissions: ["User.Read.All"] });
    await provider.delete(id, await provider.update(id, outs, inputs));
    await provider.printed(/enterprise application and the tenant's consent stay in Entra/);
    const methods = fixture.tenant.requests().filter(({ path }) => !path.includes("/token"));
    assert.deepEqual([...new Set(methods.map(({ method }) => method))], ["GET"]);
  });

  it("refuses what is no client id", async () => {
    await open();
    const { failures } = await provider.check({ applicationId: "Lookout" });
    assert.match(failures[0]?.reason ?? "", /is a GUID/);
  });
});
