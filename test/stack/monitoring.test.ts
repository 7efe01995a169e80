import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { parseConfig } from "../../stack/config";
import { rawConfig, validConfig } from "./valid-config";

const monitoring = { resourceGroupName: "lookout", location: "westeurope", emails: ["soc@contoso.example"] };
const subscription = { ARM_SUBSCRIPTION_ID: "a-subscription" };

describe("the config of monitoring", () => {
  it("accepts what the component does, and returns it apart from the integration's", () => {
    const { config, monitoring: args, problems } = parse({ ...monitoring, disconnectedDevices: 5 });
    assert.deepEqual(problems, []);
    assert.deepEqual(args, { ...monitoring, disconnectedDevices: 5 });
    assert.ok(config);
    assert.equal("monitoring" in config, false);
  });

  it("declares no monitoring when there is no setting for it, and needs no subscription then", () => {
    const parsed = parseConfig(rawConfig(validConfig), {});
    assert.deepEqual(parsed.problems, []);
    assert.equal(parsed.monitoring, undefined);
  });

  it("finds every mistake with the rules of the domain, and a subscription that is not named", () => {
    const { problems } = parse({ ...monitoring, emails: [], retentionDays: 5, workspaceId: "logs" }, {});
    assert.deepEqual(
      problems.map(({ key }) => key),
      [
        "lookout-intune:monitoring.workspaceId",
        "lookout-intune:monitoring.retentionDays",
        "lookout-intune:monitoring.emails",
        "azure-native:subscriptionId",
      ],
    );
    assert.match(problems[2]?.message ?? "", /nobody would receive the alerts/);
  });

  it("reads the key's last day as YAML hands it over, with and without quotes", () => {
    for (const expiresOn of ["2027-01-31", "2027-01-31 00:00:00 +0000 UTC", "2027-01-31T00:00:00Z"]) {
      const { monitoring: args, problems } = parse({ ...monitoring, applicationKey: { expiresOn } });
      assert.deepEqual(problems, []);
      assert.deepEqual(args?.applicationKey, { expiresOn: "2027-01-31" });
    }
  });

  it("puts the key that the stack has into the vault, as a secret, and reports when there is none", async () => {
    const desired = { ...monitoring, applicationKey: { expiresOn: "2027-01-31", vaultName: "contoso-keys" } };
    const { monitoring: args } = parse(desired, { ...subscription, LOOKOUT_APPLICATION_KEY: "the-key" });
    const { name, applicationKey } = args?.applicationKey?.vault ?? {};
    assert.equal(name, "contoso-keys");
    assert.equal(await pulumi.isSecret(pulumi.output(applicationKey)), true);
    const { problems } = parse(desired);
    assert.equal(problems[0]?.key, "lookout-intune:monitoring.applicationKey.vaultName");
    assert.match(problems[0].message, /the application key for the vault is missing/);
  });
});

function parse(settings: object, environment: NodeJS.ProcessEnv = subscription) {
  return parseConfig(rawConfig({ ...validConfig, "lookout-intune:monitoring": settings }), environment);
}
