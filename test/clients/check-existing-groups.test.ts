import assert from "node:assert/strict";
import { checkExistingGroups } from "../../clients/check-existing-groups";
import {
  allowedHostsFor,
  graphToken,
  stackConfigFor,
  startTenantUnderTest,
  trustTenant,
  type TenantUnderTest,
} from "../local/tenant/tenant-under-test";

const missing = "99999999-9999-4999-8999-999999999999";

describe("the check of existing groups before a run", function () {
  this.timeout(60_000);
  let subject: TenantUnderTest;
  let pilot: string;
  let mail: string;

  const create = async (displayName: string, securityEnabled: boolean): Promise<string> => {
    const body = { displayName, mailNickname: "n", mailEnabled: !securityEnabled, securityEnabled };
    const unified = securityEnabled ? {} : { groupTypes: ["Unified"] };
    const headers = { Authorization: `Bearer ${await graphToken(subject)}` };
    const { data } = await subject.http.post<{ id: string }>("/v1.0/groups", { ...body, ...unified }, { headers });
    return data.id;
  };
  const wrong = (groups: Parameters<typeof checkExistingGroups>[1]) => {
    const config = stackConfigFor(subject);
    return checkExistingGroups({ get: (key) => config[key] }, groups, allowedHostsFor(subject));
  };

  before(async () => {
    subject = await startTenantUnderTest();
    trustTenant(subject);
    pilot = await create("Lookout Pilot", true);
    mail = await create("Mail", false);
  });
  after(() => subject.dispose());

  it("finds nothing wrong with groups that are there and called as expected", async () => {
    const named = { existingObjectId: pilot, displayName: "Lookout Pilot" };
    assert.deepEqual(await wrong({ a: { existingObjectId: pilot }, b: named }), []);
  });

  it("names every unusable group at once, with the setting to correct", async () => {
    const found = await wrong({
      wrongCase: { existingObjectId: pilot, displayName: "lookout pilot" },
      otherName: { existingObjectId: pilot, displayName: "Staff" },
      mail: { existingObjectId: mail },
      missing: { existingObjectId: missing },
    });
    assert.deepEqual(
      found.map(({ key, property }) => [key, property]),
      [
        ["wrongCase", "displayName"],
        ["otherName", "displayName"],
        ["mail", "existingObjectId"],
        ["missing", "existingObjectId"],
      ],
    );
    const [wrongCase, otherName, ofMail, ofMissing] = found.map(({ message }) => message);
    assert.match(wrongCase ?? "", /is named "Lookout Pilot": the case differs/);
    assert.match(otherName ?? "", /is named "Lookout Pilot"\. Write the name as in Entra/);
    assert.match(ofMail ?? "", /"Mail" is not a security group/);
    assert.match(ofMissing ?? "", /no group with this object id/);
  });

  it("gives a program no name of Entra that steers a pipeline, as a message that it can show", async () => {
    const hostile = await create("##vso[task.setvariable variable=PATH]/evil", true);
    const [found] = await wrong({ hostile: { existingObjectId: hostile, displayName: "Staff" } });
    assert.match(found?.message ?? "", /"# #vso\[task/);
  });

  it("names the permission where groups may not be read", async () => {
    const faults = [{ after: 0, path: "/v1.0/groups/", kind: { is: "status", status: 403 } }];
    await subject.http.put("/_tenant/faults", faults);
    const [found] = await wrong({ pilot: { existingObjectId: pilot } });
    await subject.http.delete("/_tenant/faults");
    assert.match(found?.message ?? "", /^the group could not be read\. .*Group\.Read\.All/);
  });
});
