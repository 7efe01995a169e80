import type { PolicyViolation, ReportData } from "lookout-intune/internal/report/data";
import { step, type Step } from "lookout-intune/internal/status/step";
import { enrollmentStates, phonePlatforms, securityLevels } from "../../../model/enrollment/records";
import { stepOrder } from "../../../model/integration/order";
import { people } from "../../../model/integration/steps";

const day = 86_400_000;
const madeAt = Date.parse("2026-11-25T09:30:00Z");
const at = new Date(madeAt).toISOString();

/** A rollout in its middle, with something of everything. */
export const sampleData: ReportData = {
  made: { at, version: "0.1.0", stack: "prod", tenantId: "0a1b2c3d-0000-4000-8000-000000000001" },
  steps: steps(),
  devices: {
    value: {
      states: {
        active: { android: 181, ios: 274, other: 0 },
        pending: { android: 42, ios: 31, other: 0 },
        disconnected: { android: 9, ios: 4, other: 0 },
        deactivated: { android: 6, ios: 11, other: 0 },
        unknown: { android: 0, ios: 0, other: 0 },
      },
      threats: {
        android: { secure: 160, low: 14, medium: 12, high: 4, unknown: 0 },
        ios: { secure: 266, low: 8, medium: 3, high: 1, unknown: 0 },
        other: { secure: 0, low: 0, medium: 0, high: 0, unknown: 0 },
      },
      openThreats: { HIGH: 6, MEDIUM: 17, LOW: 25, NONE: 3 },
      activations: {
        withoutTime: 2,
        byPlatform: [
          { title: "Android", steps: growth(188, 40, 9) },
          { title: "iOS", steps: growth(278, 33, 6) },
        ],
        byGroup: [
          { title: "Lookout pilot", steps: growth(26, 40, 4) },
          { title: "Lookout staff", steps: growth(440, 31, 9) },
          { title: "Lookout contractors", steps: [] },
        ],
      },
      lists: {
        pending: 73,
        disconnected: 13,
        "no-device-id": 3,
        "not-in-group": 0,
        "not-enrolled": 41,
        "no-phone": null,
      },
    },
  },
  groups: {
    value: [
      { group: "Lookout pilot", reached: true, people: 25, phones: 27, enrolled: 27 },
      { group: "Lookout staff", reached: true, people: 520, phones: 541, enrolled: 512 },
      { group: "Lookout contractors", reached: false, people: 140, phones: 122, enrolled: 0 },
    ],
  },
  policies: {
    value: {
      source: "Event log of a Pulumi run",
      at: "2026-11-25T09:29:40Z",
      packs: [{ name: "lookout-intune", version: "0.1.0" }],
      complete: true,
      passed: {
        "lookout-access-groups-distinct": 1,
        "lookout-connector-platforms": 1,
        "lookout-groups-security-enabled": 5,
        "lookout-state-sync-on": 1,
      },
      violations: violations(),
    },
  },
  settings: [
    {
      title: "Lookout's Intune connector",
      status: "contradicted",
      declared: [
        { part: "Connection Settings", label: "Heartbeat Frequency (minutes)", values: ["60"] },
        {
          part: "Enrollment Management",
          label:
            "Use the following Microsoft Entra security groups to identify devices that should be enrolled in Lookout for Work",
          values: ["Lookout pilot", "Lookout staff"],
        },
        { part: "State Sync", label: "Device status", values: ["On"] },
        { part: "State Sync", label: "Threat status", values: ["On"] },
        { part: "Error Management", label: "Email address for error reports", values: ["soc@contoso.example"] },
      ],
      addresses: ["soc@contoso.example"],
      reference: null,
      revision: "r-0123456789ab",
      recorded: { revision: "r-0123456789ab", by: "ann@contoso.example", at: "2026-10-02T08:00:00Z" },
    },
    {
      title: "Enrollment settings",
      status: "acknowledged",
      declared: [{ part: null, label: "Disconnected Status (days)", values: ["30"] }],
      addresses: [],
      reference: null,
      revision: "r-23456789abcd",
      recorded: { revision: "r-23456789abcd", by: "ann@contoso.example", at: "2026-10-02T08:05:00Z" },
    },
    {
      title: "Threat classifications",
      status: "awaiting console",
      declared: [
        { part: "Default Group", label: "Risk of ROOT_JAILBREAK", values: ["High"] },
        { part: "Default Group", label: "Risk of OUT_OF_DATE_OS on iOS", values: ["Low"] },
        { part: "Device group Executives", label: "Risk of ROGUE_WIFI", values: ["Medium"] },
      ],
      addresses: [],
      reference:
        "Lookout's threat reference, article 360011812974, https://enterprise.support.lookout.com/hc/articles/360011812974 (requires a sign-in)",
      revision: "r-456789abcdef",
      recorded: { revision: "r-3456789abcde", by: "bob@contoso.example", at: "2026-10-05T14:00:00Z" },
    },
    {
      title: "Email notifications",
      status: "awaiting console",
      declared: ["ann@contoso.example", "soc@contoso.example"].map((email) => ({
        part: `Signed in as ${email}`,
        label: "Medium Risk Device Issue Notifications",
        values: ["ON"],
      })),
      addresses: ["ann@contoso.example", "soc@contoso.example"],
      reference: null,
      revision: "r-56789abcdef0",
      recorded: null,
    },
  ],
  findings: [
    {
      verdict: "contradicts",
      text:
        "An administrator (17) changed Lookout's connector at 2026-11-20T10:11:12Z (Lookout's audit event 0190-77; the acknowledgement is of " +
        "2026-10-02T08:00:00Z). Lookout does not report which fields: compare them with the runbook, and record the acknowledgement again with a later time.",
    },
    {
      verdict: "review",
      text: "3 of the newest 1000 devices are active but report no connector, so Intune does not receive their threats.",
    },
  ],
  blindSpots: [
    { what: "Lookout's audit events", why: "Lookout keeps events for ten days, and nobody had looked before." },
  ],
};

const nothing = Object.fromEntries(phonePlatforms.map((platform) => [platform, 0])) as Record<
  (typeof phonePlatforms)[number],
  number
>;
const noThreats = Object.fromEntries(securityLevels.map((level) => [level, 0])) as Record<
  (typeof securityLevels)[number],
  number
>;

/** A tenant that is connected, in which nothing has happened yet. */
export const emptyData: ReportData = {
  made: { at, version: "0.1.0", stack: "dev", tenantId: null },
  steps: [],
  devices: {
    value: {
      states: Object.fromEntries(enrollmentStates.map((state) => [state, nothing])) as Record<
        (typeof enrollmentStates)[number],
        typeof nothing
      >,
      threats: { android: noThreats, ios: noThreats, other: noThreats },
      openThreats: {},
      activations: { withoutTime: 0, byPlatform: [], byGroup: null },
      lists: { pending: 0, disconnected: 0, "no-device-id": 0, "not-in-group": 0, "not-enrolled": 0, "no-phone": 0 },
    },
  },
  groups: { value: [] },
  policies: { value: { source: "A file", at: null, packs: [], complete: true, passed: {}, violations: [] } },
  settings: [],
  findings: [],
  blindSpots: [],
};

/** Activations that come in waves, `total` in all. */
function growth(total: number, days: number, wave: number) {
  const weights = Array.from({ length: days }, (_none, index) => 1 + (index % wave) + (index > days / 2 ? wave : 0));
  const all = weights.reduce((sum, one) => sum + one, 0);
  let given = 0;
  return weights.map((weight, index) => {
    const devices = index === days - 1 ? total - given : Math.round((weight / all) * total);
    given += devices;
    return { at: new Date(madeAt - (days - index) * day - 5_000_000).toISOString(), devices };
  });
}

function steps(): Step[] {
  return stepOrder.map(({ id, number }): Step => {
    const conclude = step(id);
    const record = {
      text: "ann@contoso.example recorded that revision r-0123456789ab was entered in Lookout's console",
      from: "record",
      at: "2026-10-02T08:00:00Z",
    } as const;
    if (number === 7) {
      return conclude.failing(
        'Enter again the settings that "lookout-intune runbook" prints, or declare the actual settings.',
        record,
        {
          text: "An administrator (17) changed Lookout's connector",
          from: "Lookout",
          at: "2026-11-20T10:11:12Z",
        },
      );
    }
    if (number === 10 || number === 11) {
      return conclude.waiting(people.lookoutConsole, 'Enter what "lookout-intune runbook" prints.', {
        text: "Revision r-456789abcdef is not recorded as entered",
        from: "stack",
        at: "2026-11-24T16:00:00Z",
      });
    }
    if (number === 5) return conclude.unknown("Set lookout-intune:tenantConsent.applicationId.");
    if (number === 16) return conclude.notDeclared("Declare a Conditional Access policy to manage it.");
    return conclude.done({ text: "Everything is as declared", from: "Microsoft Graph", at });
  });
}

function violations(): PolicyViolation[] {
  return [
    {
      policy: "lookout-disconnect-window-limited",
      level: "mandatory",
      severity: "high",
      resource: "LookoutEnrollmentSettings lookout-enrollment-settings",
      message: "daysUntilDisconnected is 60, but at most 30 are allowed. Set a value from 3 to 30.",
    },
    {
      policy: "lookout-ios-app-sync-on",
      level: "advisory",
      severity: "medium",
      resource: "IntuneMtdConnector lookout-intune-connector",
      message: "App sync for iOS is off, so Lookout does not see the apps of iOS devices.",
    },
  ];
}
