import assert from "node:assert/strict";
import { mockPulumi, runProgram } from "../components/pulumi-mocks";

// Shows what the example declares. That it runs on a tenant is for the tests with the real engine.
describe("The quickstart example", () => {
  it("declares the whole integration, and puts out what is left to do", async () => {
    const { declared } = await mockPulumi();

    const example = "../../examples/quickstart/index";
    // eslint-disable-next-line @typescript-eslint/no-require-imports -- the program has to run after the mocks are set
    const outputs = await runProgram(() => require(example) as Record<string, unknown>);

    assert.deepEqual(
      declared
        .filter(({ type }) => type.startsWith("azuread:") || type.startsWith("pulumi-nodejs:"))
        .map(({ name }) => name)
        .sort(),
      [
        "lookout-access-full",
        "lookout-access-restricted",
        "lookout-app-android",
        "lookout-app-ios",
        "lookout-baseline",
        "lookout-compliance-android-work-profile",
        "lookout-compliance-ios",
        "lookout-connector",
        "lookout-enrollment-group-pilot-group",
        "lookout-enrollment-settings",
        "lookout-evidence",
        "lookout-intune-connector",
        "lookout-rollout",
        "lookout-support-handoff-mail",
        "lookout-tenant-consent",
      ],
    );
    assert.equal(outputs.intuneConnected, true);
    assert.equal((outputs.nextSteps as string[]).length > 0, true);
  });
});
