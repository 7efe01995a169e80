import assert from "node:assert/strict";
import { join } from "node:path";
import { checkout } from "../../local/checkout";
import { prepareToolchain } from "../../local/toolchain/prepare";
import {
  changed,
  configIn,
  filledIn,
  invitationsIn,
  profileOf,
  readStackFile,
  shippedStacks,
  type Config,
} from "../stack/stack-files";
import { createWorkspace, policyPack, type Workspace } from "./stack-workspace";

const packOf = (stack: string) => [
  "--policy-pack",
  policyPack,
  "--policy-pack-config",
  join(checkout.root, profileOf(stack)),
];
const elsewhere = "lookout-rest-expected-elsewhere";

/** What a person writes into a template, by the names of settings. */
const answers = {
  lookoutTenant: "none",
  heartbeatMinutes: 60,
  errorEmail: "soc@contoso.com",
  daysUntilDisconnected: 14,
  maximumThreatLevel: "low",
  pilotUntil: new Date(Date.now() + 14 * 24 * 60 * 60 * 1000).toISOString().slice(0, 10),
};

interface Outputs {
  readonly revisions: Readonly<Record<string, string>>;
  readonly statuses: Readonly<Record<string, string>>;
  readonly handoffRevision: string;
  readonly handoffStatus: string;
  readonly protectedRings: readonly string[];
}

describe("the shipped stacks under the profiles that they name, on the real engine", function () {
  this.timeout(240_000);

  for (const stack of ["dev", "prod"]) {
    describe(stack, () => {
      let workspace: Workspace;
      let config: Config;
      before(async () => {
        workspace = await createWorkspace(undefined, { connectorDelayMs: 0 });
        const filled = filledIn(configIn(readStackFile(stack)), { ...answers, ...(await existingGroups(workspace)) });
        // A group that is to be made in production, as the comment there asks.
        const made = { displayName: "Lookout console - restricted access", protect: true };
        config = stack === "prod" ? changed(filled, [[["lookout-intune:accessGroups", "restricted"], made]]) : filled;
      });
      after(() => workspace.dispose());

      const update = async (...args: string[]) => {
        const { code, output } = await workspace.pulumi(["up", "--yes", ...args, ...packOf(stack)]);
        assert.equal(code, 0, output);
        return verdictsIn(output);
      };
      const outputs = async () => (await workspace.outputs()) as unknown as Outputs;
      /** The config with what a person records after following the runbook. */
      const recorded = async (): Promise<Config> => {
        const { revisions, handoffRevision } = await outputs();
        const records = Object.entries({ ...revisions, supportHandoff: handoffRevision }).map(([key, revision]) => [
          key,
          { revision, by: "Kim", at: new Date().toISOString() },
        ]);
        return { ...config, "lookout:acknowledged": Object.fromEntries(records) as Config };
      };

      it("filled in as its comments ask, is accepted from the first preview on, with settings that wait to be entered", async () => {
        workspace.configure(config);
        assert.deepEqual(await update(), ["advisory lookout-console-settings-acknowledged"]);
        const { statuses, protectedRings } = await outputs();
        assert.deepEqual([...new Set(Object.values(statuses))], ["awaiting console"]);
        assert.deepEqual(protectedRings, ["pilot"]);
      });

      it("is accepted without a word once a person entered the settings and recorded it", async () => {
        await enterInConsole(workspace, 60);
        config = await recorded();
        workspace.configure(config);
        assert.deepEqual(await update("--skip-preview"), []);
        const { statuses, handoffStatus } = await outputs();
        assert.deepEqual([[...new Set(Object.values(statuses))], handoffStatus], [["acknowledged"], "sent"]);
      });

      if (stack !== "prod") return;
      it("is accepted with a later change of one setting, which alone waits, and without a word once that is recorded", async () => {
        config = changed(config, [[["lookout-intune:connector", "heartbeatMinutes"], 30]]);
        workspace.configure(config);
        assert.deepEqual(await update(), ["advisory lookout-console-settings-acknowledged"]);
        const { statuses } = await outputs();
        const waiting = Object.entries(statuses).filter(([, status]) => status !== "acknowledged");
        assert.deepEqual(waiting, [["connector", "awaiting console"]]);

        await enterInConsole(workspace, 30);
        config = await recorded();
        workspace.configure(config);
        assert.deepEqual(await update("--skip-preview"), []);
        assert.deepEqual([...new Set(Object.values((await outputs()).statuses))], ["acknowledged"]);
      });

      it("can be held to the strict profile, too: its config has a setting for all that is asked for", async () => {
        const strict = join(checkout.root, "policies", "profiles", "strict.json");
        const pack = ["--policy-pack", policyPack, "--policy-pack-config", strict];
        const { code, output } = await workspace.pulumi(["preview", "--expect-no-changes", ...pack]);
        assert.equal(code, 0, output);
        assert.deepEqual(verdictsIn(output), []);
      });
    });
  }

  describe("in a preview", () => {
    let workspace: Workspace;
    before(async () => {
      await prepareToolchain(() => undefined, process.env, ["azure-native"]);
      workspace = await createWorkspace();
    });
    after(() => workspace.dispose());

    const preview = async (stack: string, config: Config) => {
      workspace.configure(config);
      return workspace.pulumi(["preview", ...packOf(stack)]);
    };

    for (const stack of shippedStacks.filter((name) => name.startsWith("local"))) {
      const text = readStackFile(stack);
      it(`is accepted as it is shipped: ${stack}`, async () => {
        const { code, output } = await preview(stack, configIn(text));
        assert.equal(code, 0, output);
      });

      for (const { path, value } of invitationsIn(text)) {
        it(`is accepted as its comments invite to: ${stack}, ${path.join(".")}: ${value}`, async () => {
          const { code, output } = await preview(stack, changed(configIn(text), [[path, value]]));
          assert.equal(code, 0, output);
          assert.match(output, /Lookout staff/);
        });
      }
    }

    it("is accepted with exactly what Microsoft's guide sets up, with a note on what is expected elsewhere", async () => {
      const filled = filledIn(configIn(readStackFile("dev")), answers);
      const { "lookout-intune:lookoutForWork": app, "lookout-intune:compliance": compliance, ...rest } = filled;
      assert.ok(app !== undefined && compliance !== undefined);
      const guide = {
        ...rest,
        "lookout-intune:threatClassifications": { presets: ["project-malware-1"] },
        "lookout-intune:notificationPreferences": {
          recipients: [{ email: "soc@contoso.com", notifications: { "Medium Risk Device Issue Notifications": true } }],
        },
      };
      const accepted = await preview("dev", { ...guide, "lookout-intune:policy": { expects: ["guide"] } });
      assert.equal(accepted.code, 0, accepted.output);
      assert.ok(verdictsIn(accepted.output).includes(`advisory ${elsewhere}`), accepted.output);
      assert.match(
        accepted.output,
        /the app Lookout for Work, compliance policies .* and Conditional Access .* are expected elsewhere/,
      );

      const undeclared = await preview("dev", guide);
      assert.notEqual(undeclared.code, 0);
      const refused = verdictsIn(undeclared.output).filter((verdict) => verdict.startsWith("mandatory"));
      assert.deepEqual(refused, ["mandatory intune-compliance-exists", "mandatory intune-platforms-covered-alike"]);
    });
  });
});

/** What the rules reported, as level and rule, each once; not what they could not evaluate before the update. */
function verdictsIn(output: string): string[] {
  const lines = output.split("\n");
  const verdicts = lines.flatMap((line, index) => {
    const [, level, rule] = /\[(advisory|mandatory)\]\s+\[severity: \w+\]\s+([a-z-]+)/.exec(line) ?? [];
    const notEvaluated = lines[index + 1]?.includes("during preview") ?? false;
    return level === undefined || rule === undefined || notEvaluated ? [] : [`${level} ${rule}`];
  });
  return [...new Set(verdicts)].sort();
}

/** Groups that exist, under the paths of the template's settings that ask for their ids. */
async function existingGroups({ graph }: Workspace): Promise<Record<string, string>> {
  const groups = {
    "accessGroups.full": "Admins",
    "accessGroups.restricted": "Helpdesk",
    "enrollmentGroups.pilot": "Pilot",
    "enrollmentGroups.staff": "Staff",
  };
  const ids: Record<string, string> = {};
  for (const [path, displayName] of Object.entries(groups)) {
    const { data } = await graph.post<{ id: string }>("/v1.0/groups", {
      displayName,
      mailEnabled: false,
      securityEnabled: true,
      mailNickname: "group",
    });
    ids[`lookout-intune:${path}.existingObjectId`] = data.id;
  }
  return ids;
}

/** A person enters Lookout's connector by hand, following the runbook. */
async function enterInConsole(workspace: Workspace, heartbeatMinutes: number): Promise<void> {
  const { enrollmentGroupNames } = (await workspace.outputs()) as {
    readonly enrollmentGroupNames: Readonly<Record<string, string>>;
  };
  await workspace.controls.put("/console/connector", {
    heartbeatMinutes,
    enrollmentGroupNames: [enrollmentGroupNames.pilot],
    deviceStatusSync: true,
    threatStatusSync: true,
    errorEmail: answers.errorEmail,
  });
}
