import assert from "node:assert/strict";
import { AccessGroups, ConditionalAccess, EnrollmentGroup, LookoutIntuneIntegration } from "pulumi-lookout-intune";
import { EnrollmentMonitoring } from "pulumi-lookout-intune/monitoring";
import { mockPulumi, runProgram } from "./pulumi-mocks";

const existing = { existingObjectId: "11111111-1111-4111-8111-111111111111" };
const integration = {
  accessGroups: { full: { displayName: "Lookout full" } },
  enrollmentGroups: { pilot: existing },
  connector: { heartbeatMinutes: 15, errorEmail: "soc@contoso.example" },
  enrollmentSettings: { daysUntilDisconnected: 30 },
  intuneConnector: { android: {}, ios: {} },
};

// That azuread would send its credentials is shown by the tests with the real engine.
describe("a stack config that names a host which nobody allowed", () => {
  for (const [kind, provider, make] of [
    ["LookoutIntuneIntegration", "azuread", (name: string) => new LookoutIntuneIntegration(name, integration)],
    ["AccessGroups", "azuread", (name: string) => new AccessGroups(name, { full: existing })],
    ["EnrollmentGroup", "azuread", (name: string) => new EnrollmentGroup(name, { displayName: "Pilot" })],
    [
      "ConditionalAccess",
      "azuread",
      (name: string) =>
        new ConditionalAccess(name, {
          includedApplications: ["Office365"],
          includedGroupIds: [existing.existingObjectId],
          breakGlassGroup: existing,
        }),
    ],
    [
      "EnrollmentMonitoring",
      "azure-native",
      (name: string) =>
        new EnrollmentMonitoring(name, {
          resourceGroupName: "rg",
          location: "westeurope",
          emails: ["a@contoso.example"],
        }),
    ],
  ] as const) {
    it(`is refused by ${kind} before ${provider} is asked for anything`, async () => {
      const { declared } = await mockPulumi({ config: { [`${provider}:metadataHost`]: "evil.example" } });
      await assert.rejects(
        runProgram(() => ({ made: make("tried") })),
        new RegExp(
          `${kind} "tried": ${provider}:metadataHost or ARM_METADATA_HOSTNAME cannot be used: evil\\.example belongs`,
        ),
      );
      assert.deepEqual(
        declared.filter(({ type }) => !type.startsWith("pulumi-lookout-intune:")),
        [],
      );
    });
  }
});
