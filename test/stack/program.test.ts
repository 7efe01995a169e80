import assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";
import { declareStack } from "../../stack/program";
import { mockPulumi } from "../components/pulumi-mocks";
import { rawConfig, validConfig } from "./valid-config";

// That a sign-in which works is let through is shown by the tests with the real engine and the local tenant.
describe("The stack's program", () => {
  const signIn = [
    "ARM_TENANT_ID",
    "ARM_CLIENT_ID",
    "ARM_CLIENT_SECRET",
    "ARM_METADATA_HOSTNAME",
    "LOOKOUT_APPLICATION_KEY",
  ];
  const before = { ...process.env };

  beforeEach(() => {
    for (const variable of signIn) Reflect.deleteProperty(process.env, variable);
  });
  afterEach(() => {
    process.env = { ...before };
  });

  it("reports what is wrong with config and credentials together, and declares nothing", async () => {
    const { declared } = await mockPulumi();
    const raw = rawConfig({
      ...validConfig,
      "lookout:mode": "gateway",
      "lookout-intune:enrollmentSettings": { daysUntilDisconnected: 91 },
      "azuread:clientSecret": "hush",
    });

    const error = await failureOf(declareStack(raw));
    const lines = error.message.split("\n").filter((line) => line.startsWith("- "));
    assert.match(error.message, /^The stack's config has 6 problems; nothing was changed\.\n/);
    for (const key of [
      "lookout-intune:enrollmentSettings.daysUntilDisconnected is 91",
      "azuread:clientSecret is set in plaintext",
      "azuread:tenantId is missing",
      "azuread:clientId is missing",
      "lookout:gatewayUrl is missing",
      "lookout:applicationKey is missing",
    ]) {
      assert.equal(lines.filter((line) => line.startsWith(`- ${key}`)).length, 1, key);
    }
    assert.doesNotMatch(error.message, /hush/);
    assert.deepEqual(declared, []);
  });

  it("ends without a stack trace", async () => {
    const error = await failureOf(declareStack(rawConfig({})));

    assert.ok(pulumi.RunError.isInstance(error));
    assert.equal(error.stack, undefined);
  });

  it("asks for no Lookout credential in console mode", async () => {
    assert.doesNotMatch((await failureOf(declareStack(rawConfig(validConfig)))).message, /lookout:/);
  });
});

async function failureOf(promise: Promise<unknown>): Promise<Error> {
  try {
    await promise;
  } catch (error) {
    assert.ok(error instanceof Error);
    return error;
  }
  return assert.fail("nothing was refused");
}
