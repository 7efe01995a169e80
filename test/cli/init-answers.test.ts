import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { UserError } from "../../model/user-error";
import { answersFrom } from "lookout-intune/internal/init/answers";
import { refuseSeparateTenant, requireAnswers } from "lookout-intune/internal/init/questions";
import { entriesOf } from "lookout-intune/internal/stack-file/stack-file-entries";

/** The problems that something is refused for. */
function problemsOf(act: () => unknown): readonly string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof UserError) return error.problems;
    throw error;
  }
  assert.fail("nothing was refused");
}

describe("answers of init and import-existing", () => {
  it("are checked by the rules of the settings, all at once, each by its name", () => {
    const problems = problemsOf(() =>
      answersFrom({ daysUntilDisconnected: "91", heartbeatMinutes: "soon", errorEmail: "soc", platform: ["windows"] }),
    );
    const names = ["heartbeatMinutes", "errorEmail", "daysUntilDisconnected", "platforms[0]"];
    assert.deepEqual(
      problems.map((problem) => problem.split(":")[0]),
      names,
    );
    assert.match(problems[2] ?? "", /Lookout accepts whole days from 1 to 90/);
  });

  it("can be a file, whose unknown keys are refused, and flags come before it, group by group", () => {
    const folder = mkdtempSync(join(tmpdir(), "lookout-intune-answers-"));
    try {
      const file = join(folder, "answers.yaml");
      writeFileSync(file, "accessGroups: { full: Admins, readOnly: Lookers }\nheartbeatMinutes: 5 # ours\n");
      assert.deepEqual(answersFrom({ answers: file, fullAccessGroup: "Others" }), {
        accessGroups: { full: "Others", readOnly: "Lookers" },
        heartbeatMinutes: 5,
      });
      writeFileSync(file, "heartbeat: 5");
      assert.match(problemsOf(() => answersFrom({ answers: file })).join(), /^heartbeat: this setting does not exist/);
      for (const text of ["- 5", "a: [", "5"]) {
        writeFileSync(file, text);
        assert.match(problemsOf(() => answersFrom({ answers: file })).join(), /answers\.yaml/, text);
      }
      assert.match(
        problemsOf(() => answersFrom({ answers: join(folder, "none") })).join(),
        /cannot be read: there is no such file\. Correct its path\./,
      );
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("name each enrollment group under a key of its own", () => {
    assert.deepEqual(answersFrom({ enrollmentGroup: ["pilot=A = B", "staff=C"] }).enrollmentGroups, {
      pilot: "A = B",
      staff: "C",
    });
    assert.match(problemsOf(() => answersFrom({ enrollmentGroup: ["pilot", "=x"] })).join("\n"), /"pilot".*\n.*"=x"/);
    assert.match(problemsOf(() => answersFrom({ enrollmentGroup: ["a=1", "a=2"] })).join(), /uses the key a twice/);
    assert.match(problemsOf(() => answersFrom({ enrollmentGroup: ["no key=1"] })).join(), /a key is part of/);
  });

  it("need the ring that is reached only where there are several", () => {
    const one = { enrollmentGroups: { pilot: "A" } };
    requireAnswers(one, ["enrollmentGroups", "reached"]);
    const two = { enrollmentGroups: { pilot: "A", staff: "B" } };
    assert.match(
      problemsOf(() => {
        requireAnswers(two, ["reached"]);
      }).join(),
      /^--reached/,
    );
  });

  it("refuse a separate Lookout tenant with the reason", () => {
    assert.match(
      problemsOf(() => {
        refuseSeparateTenant({ lookoutTenant: "separate" });
      }).join(),
      /cannot be used for the integration.*Ask Lookout to create the new tenant/,
    );
    refuseSeparateTenant({ lookoutTenant: "tied" });
  });

  it("make no file that the stack's program would refuse", () => {
    const project = {
      accessGroups: { full: { displayName: "One" } },
      enrollmentGroups: { pilot: { displayName: "Two" }, staff: { displayName: "two" } },
      connector: { heartbeatMinutes: 60, errorEmail: "soc@contoso.com" },
      enrollmentSettings: { daysUntilDisconnected: 30 },
      intuneConnector: {},
    };
    const problems = problemsOf(() => entriesOf({ signIn: {}, project })).join("\n");
    assert.match(problems, /enrollmentGroups\.staff\.displayName.*has the same name/);
    assert.match(problems, /lookout-intune:rollout is missing/);
  });
});
