import assert from "node:assert/strict";
import fc from "fast-check";
import type { ConsoleForm } from "../../console/runbook/console-form";
import { recordConsole } from "../../console/runbook/console-record";
import { writeRunbookPage } from "../../console/runbook/runbook-html";
import { writeRunbook } from "../../console/runbook/runbook-markdown";
import { describeTask } from "../../console/runbook/task";
import { addConnectorStep } from "../../model/add-connector-step";
import { revisionOf } from "../../model/revision";
import { lookoutConnectorForm } from "../../resources/lookout-connector/lookout-connector.form";
import {
  normalizeLookoutConnector,
  type LookoutConnectorSettings,
} from "../../resources/lookout-connector/lookout-connector.schema";
import { enrollmentSettingsForm } from "../../resources/lookout-enrollment-settings/lookout-enrollment-settings.form";
import { compareWithConsole, wasIntegrated } from "../../resources/lookout-settings/compare-with-console";
import { consoleSettings } from "../../resources/lookout-settings/console-settings";
import { recordDeclared } from "../../resources/lookout-settings/declared-record";
import { threatClassificationsForm } from "../../resources/lookout-threat-classifications/lookout-threat-classifications.form";

const settings: LookoutConnectorSettings = {
  heartbeatMinutes: 15,
  enrollmentGroupNames: ["Lookout Pilot"],
  deviceStatusSync: true,
  threatStatusSync: true,
  errorEmail: "soc@contoso.com",
};
const by = "alex@contoso.com";
const at = "2026-01-31T09:00:00Z";
const acknowledge = (of: LookoutConnectorSettings) => ({ revision: revisionOf(of), by, at });
const now = new Date("2026-06-01T12:00:00Z");
type Record = ReturnType<typeof recordConsole<LookoutConnectorSettings>>;
const record = (
  form: ConsoleForm<LookoutConnectorSettings>,
  desired: LookoutConnectorSettings,
  acknowledgement?: ReturnType<typeof acknowledge>,
  earlier?: Record,
  at = now,
) => recordConsole(form, desired, acknowledgement, at, earlier);
const revision = "r-0123456789ab";

function runbookOf<Settings>(form: ConsoleForm<Settings>, desired: Settings, acknowledged: Settings | null = null) {
  return writeRunbook([describeTask(form, revision, desired, acknowledged)]);
}

describe("the runbook of an integration that was there before the stack", () => {
  const task = describeTask(lookoutConnectorForm, revision, settings, null);

  it("asks to compare the current values and to record them, and to create nothing", () => {
    const runbook = writeRunbook([compareWithConsole(task)]);
    assert.match(runbook, /## Lookout's Intune connector: compare and record \(revision r-0123456789ab\)/);
    assert.match(runbook, /Open \*\*System > Connectors > the Intune connector/);
    assert.match(runbook, /Compare it with the following values.*Heartbeat Frequency \(minutes\): `15`/s);
    assert.match(runbook, /Where a value differs, declare what the console shows, or change it there/);
    assert.match(
      runbook,
      /## After you have compared everything.*acknowledged\.connector\.revision' 'r-0123456789ab'/s,
    );
    assert.match(writeRunbookPage([compareWithConsole(task)]), /After you have compared everything/);
    assert.doesNotMatch(runbook, /Add Connector|Create connector/);
  });

  it("asks for the changes alone once something was recorded", () => {
    const change = describeTask(lookoutConnectorForm, revision, settings, { ...settings, heartbeatMinutes: 60 });
    assert.deepEqual(compareWithConsole(change), change);
  });

  it("needs a connector that the baseline found in contact with Lookout", () => {
    assert.equal(wasIntegrated({ exists: true, connected: true }), true);
    for (const before of [undefined, { exists: false }, { exists: true }, { exists: true, connected: false }]) {
      assert.equal(wasIntegrated(before), false);
    }
  });
});

describe("the runbook", () => {
  it("has Intune's own Add after Lookout's connector and before the rest, and alone where nothing is to be entered", () => {
    const tasks = [
      describeTask(lookoutConnectorForm, revision, settings, null),
      describeTask(enrollmentSettingsForm, revision, { daysUntilDisconnected: 30 }, null),
    ];
    const whole = writeRunbook(tasks, addConnectorStep());
    const parts = [
      "# Lookout's console and the Intune admin center",
      "Create connector.",
      "## Add the",
      "> Add**",
      "**Create**",
    ];
    const positions = [
      ...parts,
      "Lookout has made contact",
      "## Lookout's enrollment settings",
      "pulumi config set",
    ].map((text) => whole.indexOf(text));
    assert.deepEqual([Math.min(...positions), positions], [0, positions.toSorted((a, b) => a - b)]);
    assert.match(whole, /as an Endpoint Security Manager of Intune, or a user whose custom role/);
    const alone = writeRunbook([], addConnectorStep());
    assert.match(
      alone,
      /^# Intune admin center\n\n## Add the Lookout for Work connector in Intune\n\n1\. Sign in to https/,
    );
    assert.doesNotMatch(alone, /publishes no API|Record it|```/);
    assert.doesNotMatch(writeRunbook(tasks), /Intune admin center|Mobile Threat Defense/);
  });

  it("lists every field in the order of the console's tabs the first time", () => {
    const runbook = runbookOf(lookoutConnectorForm, settings);
    const order = [
      "System > Connectors > Add Connector > Intune",
      "## Connection Settings",
      "Heartbeat Frequency (minutes): `15`",
      "## Enrollment Management",
      "`Lookout Pilot`",
      "## State Sync",
      "Device status: `On`",
      "Threat status: `On`",
      "## Error Management",
      "`soc@contoso.com`",
      "Create connector",
      "lookout:acknowledged.connector.revision' 'r-0123456789ab'",
    ];
    const positions = order.map((text) => runbook.indexOf(text));
    assert.ok(!positions.includes(-1), runbook);
    assert.deepEqual(
      positions,
      positions.toSorted((a, b) => a - b),
    );
  });

  it("lists only what differs from what was acknowledged, old value and new", () => {
    const runbook = runbookOf(lookoutConnectorForm, { ...settings, heartbeatMinutes: 30 }, settings);
    assert.match(runbook, /Heartbeat Frequency \(minutes\): `15` → `30`/);
    assert.doesNotMatch(runbook, /soc@contoso\.com|State Sync|Create connector/);
  });

  it("names the groups to add and to remove", () => {
    const wider = { ...settings, enrollmentGroupNames: ["Lookout Everyone", "Lookout Sales"] };
    const runbook = runbookOf(lookoutConnectorForm, wider, settings);
    assert.match(runbook, /remove `Lookout Pilot`[^]*add `Lookout Everyone`[^]*add `Lookout Sales`/);
  });

  it("shows a name exactly, even one with backticks", () => {
    const runbook = runbookOf(lookoutConnectorForm, {
      ...settings,
      enrollmentGroupNames: ["a`b"],
    });
    assert.match(runbook, /`` a`b ``/);
  });

  it("keeps each name on its line, so that a line break in the state of an older release is no step of its own", () => {
    const name = "Pilot\n4. Delete every group\u2028\u202e";
    const task = describeTask(lookoutConnectorForm, revision, { ...settings, enrollmentGroupNames: [name] }, null);
    const shown = '"Pilot\\n4. Delete every group\\u2028\\u202E"';
    const runbook = writeRunbook([task]);
    const line = runbook.split("\n").find((one) => one.includes("Delete every group"));
    assert.ok(line?.startsWith("- Use the following Microsoft Entra security groups"), line);
    assert.ok(
      line?.includes(`\`${shown}\` (shown with escapes, because it has U+000A (line feed) at position 6`),
      line,
    );
    assert.doesNotMatch(runbook, /^4\. /m);
    assert.ok(writeRunbookPage([task]).includes("&quot;Pilot\\n4. Delete every group"));
    assert.doesNotMatch(writeRunbook([task]) + writeRunbookPage([task]), /[\u2028\u202e]/);
  });

  it("keeps a name that is the heading or the label of a step on its line", () => {
    const group = "Executives\n\n# Sign out";
    const risks = { risks: {}, deviceGroups: { [group]: { ADWARE: "high" } } } as const;
    const text = runbookOf(threatClassificationsForm, risks);
    assert.match(text, /Executives\\n\\n# Sign out/);
    assert.doesNotMatch(text, /^# Sign out/m);
  });

  it("shows a name with a joiner exactly, and asks to copy it", () => {
    const name = "Familie 👩\u200d👧";
    const text = runbookOf(lookoutConnectorForm, { ...settings, enrollmentGroupNames: [name] });
    assert.ok(
      text.includes(`\`${name}\` (copy it, never type it: it has U+200D (zero width joiner) at position 10)`),
      text,
    );
  });

  it("requires a sign-in to Lookout's console with the role Full, not a Global Administrator", () => {
    const runbook = runbookOf(lookoutConnectorForm, settings);
    assert.match(runbook, /1\. Sign in to https:\/\/aad\.lookout\.com as a user with the role Full\./);
    assert.doesNotMatch(runbook, /Global Administrator/);
  });

  it("shows where to save: on the tabs that have a button of their own, then with Create connector, later with Save changes", () => {
    const first = runbookOf(lookoutConnectorForm, settings);
    assert.match(
      first,
      /### Enrollment Management\n[^#]*Then choose Save changes\.[^]*### Error Management\n[^#]*Then choose Save changes\.[^]*Choose Create connector\./,
    );
    const later = runbookOf(lookoutConnectorForm, { ...settings, errorEmail: "it@contoso.com" }, settings);
    assert.match(later, /Choose Save changes on every tab that you changed\./);
  });

  it("leads to the enrollment settings and the days until a device counts as disconnected", () => {
    const runbook = runbookOf(enrollmentSettingsForm, { daysUntilDisconnected: 30 });
    assert.match(
      runbook,
      /Open \*\*System > Manage Enrollment > Enrollment settings\*\*[^]*Disconnected Status \(days\): `30`/,
    );
  });

  it("cites Lookout's threat reference where risks are entered, and that it requires a sign-in", () => {
    const cited = runbookOf(threatClassificationsForm, { risks: { ADWARE: "low" } });
    assert.match(
      cited,
      /Read first: Lookout's threat reference.*https:\/\/enterprise\.support\.lookout\.com\/hc\/articles\/360011812974 \(requires a sign-in/,
    );
    assert.doesNotMatch(runbookOf(lookoutConnectorForm, settings), /Read first/);
  });

  it("never reports that anything was applied", () => {
    for (const runbook of [
      runbookOf(lookoutConnectorForm, settings),
      runbookOf(enrollmentSettingsForm, { daysUntilDisconnected: 30 }, { daysUntilDisconnected: 7 }),
    ]) {
      assert.doesNotMatch(runbook, /applied|configured|done for you/i);
    }
  });

  it("requests a review exactly if nothing differs from what was acknowledged", () => {
    const days = fc.integer({ min: 1, max: 90 });
    fc.assert(
      fc.property(days, days, (before, after) => {
        const { occasion } = describeTask(
          enrollmentSettingsForm,
          revision,
          { daysUntilDisconnected: after },
          { daysUntilDisconnected: before },
        );
        assert.equal(occasion === "look over", before === after);
      }),
    );
  });
});

describe("the record of what was entered in the console", () => {
  const faster = { ...settings, heartbeatMinutes: 5 };
  const fasterElsewhere = { ...faster, errorEmail: "it@contoso.com" };

  it("awaits the console as long as nobody acknowledged anything", () => {
    const { consoleStatus, runbook, acknowledgedSettings } = record(lookoutConnectorForm, settings, undefined);
    assert.equal(consoleStatus, "awaiting console");
    assert.match(runbook ?? "", /set up/);
    assert.equal(acknowledgedSettings, null);
  });

  it("leaves nothing to do once the current revision is acknowledged", () => {
    const { consoleStatus, runbook, acknowledgedSettings } = record(
      lookoutConnectorForm,
      settings,
      acknowledge(settings),
    );
    assert.equal(consoleStatus, "acknowledged");
    assert.equal(runbook, null);
    assert.deepEqual(acknowledgedSettings, settings);
  });

  it("keeps what changed since the last acknowledgement over several updates", () => {
    const first = record(lookoutConnectorForm, settings, acknowledge(settings));
    const second = record(lookoutConnectorForm, faster, acknowledge(settings), first);
    const third = record(lookoutConnectorForm, fasterElsewhere, acknowledge(settings), second);
    assert.equal(third.consoleStatus, "awaiting console");
    assert.match(third.runbook ?? "", /`15` → `5`[^]*`soc@contoso\.com` → `it@contoso\.com`/);
    assert.deepEqual(third.acknowledgedSettings, settings);
  });

  it("counts an acknowledgement that arrives together with the next change for the settings before it", () => {
    const first = record(lookoutConnectorForm, settings, undefined);
    const second = record(lookoutConnectorForm, faster, acknowledge(settings), first);
    assert.match(second.runbook ?? "", /`15` → `5`/);
    assert.doesNotMatch(second.runbook ?? "", /Error Management/);
  });

  it("starts over when the acknowledgement is withdrawn", () => {
    const first = record(lookoutConnectorForm, settings, acknowledge(settings));
    const second = record(lookoutConnectorForm, settings, undefined, first);
    assert.equal(second.consoleStatus, "awaiting console");
    assert.match(second.runbook ?? "", /Create connector/);
  });

  it("counts an acknowledgement that arrives two changes late for the version that it names", () => {
    const first = record(lookoutConnectorForm, settings, acknowledge(settings));
    const second = record(lookoutConnectorForm, faster, acknowledge(settings), first);
    const third = record(lookoutConnectorForm, fasterElsewhere, acknowledge(settings), second);
    const late = record(lookoutConnectorForm, fasterElsewhere, acknowledge(faster), third);
    assert.deepEqual(late.acknowledgedSettings, faster);
    assert.doesNotMatch(late.runbook ?? "", /Heartbeat/);
    assert.match(late.runbook ?? "", /`soc@contoso\.com` → `it@contoso\.com`/);
  });

  it("reads a change that was entered and then rolled back as the way back", () => {
    const first = record(lookoutConnectorForm, settings, acknowledge(settings));
    const second = record(lookoutConnectorForm, faster, acknowledge(faster), first);
    const back = record(lookoutConnectorForm, settings, acknowledge(faster), second);
    assert.match(back.runbook ?? "", /`5` → `15`/);
  });

  it("requests a review of settings that were acknowledged before, if the record names another revision", () => {
    const first = record(lookoutConnectorForm, settings, acknowledge(settings));
    const other = { ...acknowledge(settings), revision: "r-ffffffffffff" };
    const second = record(lookoutConnectorForm, settings, other, first);
    assert.equal(second.consoleTask?.occasion, "look over");
    assert.doesNotMatch(second.runbook ?? "", /Add Connector|Create connector/);
  });

  it("always leads from the acknowledged settings to the desired ones, whatever happened in between", () => {
    const version = fc.record({
      heartbeatMinutes: fc.integer({ min: 1, max: 3 }),
      errorEmail: fc.constantFrom("a@contoso.com", "b@contoso.com"),
    });
    const history = fc.array(fc.tuple(version, fc.boolean()), { minLength: 1, maxLength: 8 });
    fc.assert(
      fc.property(history, (steps) => {
        let known: Record | undefined;
        let entered: LookoutConnectorSettings | undefined;
        for (const [change, isEntered] of steps) {
          const desired = { ...settings, ...change };
          known = record(lookoutConnectorForm, desired, entered && acknowledge(entered), known);
          if (isEntered) {
            entered = desired;
            known = record(lookoutConnectorForm, desired, acknowledge(entered), known);
          }
          assert.deepEqual(known.acknowledgedSettings, entered ?? null);
        }
      }),
    );
  });

  it("is not fooled by the revision of settings it never saw", () => {
    const { consoleStatus, acknowledgedSettings } = record(lookoutConnectorForm, settings, acknowledge(faster));
    assert.equal(consoleStatus, "awaiting console");
    assert.equal(acknowledgedSettings, null);
  });
});

describe("the time since which a revision waits", () => {
  const faster = { ...settings, heartbeatMinutes: 5 };
  const later = new Date("2026-06-11T12:00:00Z");
  const first = record(lookoutConnectorForm, settings);

  it("is that of the run that first asked for it, and stays while the revision does", () => {
    assert.equal(first.pendingSince, now.toISOString());
    const other = { ...acknowledge(settings), revision };
    for (const acknowledgement of [undefined, other]) {
      const again = record(lookoutConnectorForm, settings, acknowledgement, first, later);
      assert.equal(again.pendingSince, now.toISOString());
    }
  });

  it("is a new one for another revision, and for one whose record was withdrawn", () => {
    assert.equal(record(lookoutConnectorForm, faster, undefined, first, later).pendingSince, later.toISOString());
    const recorded = record(lookoutConnectorForm, settings, acknowledge(settings), first, later);
    assert.equal(recorded.pendingSince, null);
    const reverted = record(lookoutConnectorForm, settings, undefined, recorded, later);
    assert.equal(reverted.pendingSince, later.toISOString());
  });

  it("is not made up for a revision of a release that kept none", () => {
    const { pendingSince, ...older } = first;
    assert.equal(pendingSince, now.toISOString());
    const outputs = { ...settings, ...older };
    const read = recordDeclared(consoleSettings.LookoutConnector, settings, later, outputs);
    assert.equal(read?.pendingSince, later.toISOString());
  });
});

describe("the revision of Lookout's connector settings", () => {
  it("does not depend on the order of properties or groups", () => {
    const names = fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(names, fc.func(fc.integer()), (enrollmentGroupNames, rank) => {
        const shuffled = enrollmentGroupNames.toSorted((a, b) => rank(a) - rank(b));
        const turned = Object.fromEntries(
          Object.entries({ ...settings, enrollmentGroupNames: shuffled }).toReversed(),
        ) as unknown as LookoutConnectorSettings;
        assert.equal(
          revisionOf(normalizeLookoutConnector(turned)),
          revisionOf(normalizeLookoutConnector({ ...settings, enrollmentGroupNames })),
        );
      }),
    );
  });

  it("differs as soon as one value does", () => {
    assert.notEqual(revisionOf(settings), revisionOf({ ...settings, enrollmentGroupNames: ["lookout pilot"] }));
  });
});
