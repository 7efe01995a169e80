import assert from "node:assert/strict";
import type { Step } from "lookout-intune/internal/status/step";
import { people } from "../../model/integration/steps";
import { defaultGrantedRoles } from "../../local/tenant/tenant-options";
import { runCommand } from "../cli/command-process";
import { Company, lookoutApplicationId } from "./walk/company";
import { isFor, Walker } from "./walk/walker";
import { createWorkspace, gatewayConfig, type StackConfig, type Workspace } from "./stack-workspace";

const withoutConsole = [
  people.integration,
  people.groupOwners,
  people.globalAdministrator,
  people.intune,
  people.deviceOwners,
  people.rollout,
] as const;
const everybody = [...withoutConsole, people.lookoutConsole] as const;

/** What the stack may do, and, as the company's people work under the same sign-in here, to have them. */
const grantedRoles = [...defaultGrantedRoles, "User.ReadWrite.All"];

/** What an engineer who follows the guide declares, before anybody has done anything. */
const guideConfig = {
  ...gatewayConfig,
  "lookout-intune:supportHandoff": { primaryContact: { name: "Ada", email: "ada@local.onmicrosoft.com" } },
  "lookout-intune:tenantConsent": { applicationId: lookoutApplicationId },
  "lookout-intune:accessGroups": {
    full: { displayName: "Lookout console - full access" },
    restricted: { displayName: "Lookout console - restricted access" },
  },
  "lookout-intune:threatClassifications": { risks: { ADWARE: "low", ROOT_JAILBREAK: "high" } },
  "lookout-intune:notificationPreferences": {
    recipients: [
      { email: "bo@local.onmicrosoft.com", notifications: { "Medium Risk Device Issue Notifications": true } },
    ],
  },
  "lookout-intune:lookoutForWork": { ios: {}, android: { whenMissing: "continue" } },
  "lookout-intune:compliance": {
    ios: { maximumThreatLevel: "low" },
    androidWorkProfile: { maximumThreatLevel: "low" },
  },
  "lookout-intune:conditionalAccess": {
    includedApplications: ["Office365"],
    breakGlassGroup: { displayName: "Emergency access" },
  },
} as const satisfies StackConfig;

describe("the guide, walked on the real engine by following only the next step", function () {
  this.timeout(300_000);

  for (const mode of ["console", "gateway"] as const) {
    describe(`in ${mode} mode`, () => {
      let workspace: Workspace;
      let company: Company;
      let walker: Walker;

      before(async () => {
        // Nobody has added the connector in Intune, or approved the app: that is for the walk to find out.
        workspace = await createWorkspace(
          undefined,
          { connectorDelayMs: 300, managedGooglePlayApps: [], grantedRoles },
          false,
        );
        company = await Company.open(workspace);
        walker = new Walker(workspace, company, { ...guideConfig, "lookout:mode": mode });
      });
      after(() => workspace.dispose());

      it("leads from nothing to a phone that is active", async () => {
        await walker.walk();
        assert.ok(company.hasActivePhone, `no phone became active:\n${walker.performed.join("\n")}`);
      });

      it("has a step for everybody who has to act, and for nobody else", () => {
        assert.deepEqual(walker.actors.toSorted(), (mode === "console" ? everybody : withoutConsole).toSorted());
      });

      it("ends with a status that shows the phone, and nothing that waits or fails", async () => {
        const args = ["status", "--json", "--stack", "test", "--cwd", workspace.folder];
        const { code, stdout, stderr } = await runCommand(args, workspace.env);
        assert.equal(code, 0, stdout + stderr);
        const { steps } = JSON.parse(stdout) as { readonly steps: readonly Step[] };
        const enrollment = steps.find(({ id }) => id === "enrollment");
        assert.equal(enrollment?.state, "done", stdout);
        assert.match(enrollment.evidence[0]?.text ?? "", /^1 active, 0 pending, 0 disconnected/);
        assert.deepEqual(
          steps.flatMap(({ id, state }) => (state === "done" ? [] : [`${id}: ${state}`])),
          ["app-protection: not declared"],
        );
      });

      it("leaves only the members of the groups in the next steps, after the stack has read again", async () => {
        const { code, output } = await workspace.pulumi(["up", "--yes", "--skip-preview", "--refresh"]);
        assert.equal(code, 0, output);
        const { nextSteps } = await workspace.outputs();
        assert.deepEqual(
          (nextSteps as string[]).filter((step) => !isFor(people.groupOwners, step)),
          [],
        );
      });
    });
  }
});
