import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { SupportHandoff, type SupportHandoffArgs } from "pulumi-lookout-intune";
import { mockPulumi, runProgram, warningsOf } from "./pulumi-mocks";

const ids = {
  tenantId: "11111111-1111-4111-8111-111111111111",
  fullAccessGroupId: "22222222-2222-4222-8222-222222222222",
};

// That the warning comes before the first create is shown by the tests with the real engine.
describe("SupportHandoff", () => {
  it("declares the mail as its only child", async () => {
    const primaryContact = { name: "Ada Park", email: "ada.park@contoso.com" };
    const { declared } = await declare({ ...ids, lookoutTenant: "none", primaryContact });
    assert.deepEqual(
      declared.map(({ name, type }) => [name, type.split(":").at(-1)]).filter(([, type]) => type !== "Stack"),
      [
        ["handoff", "SupportHandoff"],
        ["handoff-mail", "LookoutSupportHandoff"],
      ],
    );
    assert.deepEqual(declared.find(({ name }) => name === "handoff-mail")?.inputs, {
      ...ids,
      lookoutTenant: "none",
      primaryContact,
    });
  });

  it("warns as long as nobody answered, and of a tenant that cannot be used, also when that is known late", async () => {
    const warnings = async (lookoutTenant?: SupportHandoffArgs["lookoutTenant"]) =>
      (await declare({ ...ids, lookoutTenant })).warnings.join();
    assert.match(await warnings(), /^It is not stated whether.*lookoutTenant/);
    assert.match(await warnings("separate"), /^The existing Lookout tenant is not tied/);
    assert.match(await warnings(pulumi.output("separate" as const)), /not tied/);
    assert.equal(await warnings("tied"), "");
    assert.equal(await warnings(pulumi.output("none" as const)), "");
  });
});

async function declare(args: SupportHandoffArgs) {
  const { declared } = await mockPulumi();
  const warnings = await warningsOf(() => runProgram(() => ({ text: new SupportHandoff("handoff", args).text })));
  return { declared, warnings };
}
