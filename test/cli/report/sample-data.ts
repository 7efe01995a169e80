import type { PolicyViolation, ReportData, ReportStep } from "../../../cli/report/data";

const day = 86_400_000;
const madeAt = Date.parse("2026-11-25T09:30:00Z");

/** A rollout in its middle, with something of everything. */
export const sampleData: ReportData = {
  made: {
    at: new Date(madeAt).toISOString(),
    version: "0.1.0",
    stack: "prod",
    tenantId: "0a1b2c3d-0000-4000-8000-000000000001",
  },
  steps: { seen: steps() },
  devices: {
    seen: {
      states: [
        {
          platform: "Android",
          counts: { protected: 181, disconnected: 9, active: 0, pending: 42, deactivated: 6, unknown: 0 },
        },
        {
          platform: "iOS",
          counts: { protected: 274, disconnected: 4, active: 0, pending: 31, deactivated: 11, unknown: 0 },
        },
      ],
      threats: [
        { platform: "Android", counts: { secure: 160, low: 14, medium: 12, high: 4, unknown: 0 } },
        { platform: "iOS", counts: { secure: 266, low: 8, medium: 3, high: 1, unknown: 0 } },
      ],
      activations: {
        withoutTime: 2,
        series: [
          { title: "Android", steps: growth(188, 40, 9) },
          { title: "iOS", steps: growth(278, 33, 6) },
        ],
      },
      rings: {
        seen: [
          { title: "Lookout pilot", reached: true, members: 25, withActiveDevice: 25 },
          { title: "Lookout staff", reached: true, members: 520, withActiveDevice: 431 },
          { title: "Lookout contractors", reached: false, members: 140, withActiveDevice: 0 },
        ],
      },
      counting: "An Android device with a work profile is counted once.",
    },
  },
  policies: {
    seen: {
      source: "Analysis of the stack's state",
      at: "2026-11-25T09:29:40Z",
      packs: [{ name: "lookout-intune", version: "0.1.0" }],
      complete: true,
      violations: violations(),
    },
  },
  settings: {
    seen: [
      {
        title: "Connector",
        status: "contradicted",
        revision: "r-0123456789ab",
        recorded: { revision: "r-0123456789ab", by: "ann@contoso.example", at: "2026-10-02T08:00:00Z" },
      },
      {
        title: "Enrollment settings",
        status: "acknowledged",
        revision: "r-23456789abcd",
        recorded: { revision: "r-23456789abcd", by: "ann@contoso.example", at: "2026-10-02T08:05:00Z" },
      },
      {
        title: "Threat classifications",
        status: "awaiting console",
        revision: "r-456789abcdef",
        recorded: { revision: "r-3456789abcde", by: "bob@contoso.example", at: "2026-10-05T14:00:00Z" },
      },
      { title: "Notification preferences", status: "awaiting console", revision: "r-56789abcdef0", recorded: null },
    ],
  },
  findings: [
    {
      verdict: "contradicts",
      text: "An administrator (17) changed Lookout's connector at 2026-11-20T10:11:12Z (Lookout's audit event 0190-77; the acknowledgement is of 2026-10-02T08:00:00Z). Lookout does not say which fields: compare them with the runbook, and record the acknowledgement anew with a later time.",
    },
    {
      verdict: "look",
      text: "3 of the newest 1000 devices are active but report no connector, so Intune does not learn of their threats.",
    },
  ],
  blindSpots: [
    {
      what: "Lookout's audit log before 15 Nov 2026",
      why: "Lookout keeps events for ten days, and nobody had refreshed the stack before.",
    },
  ],
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

function steps(): ReportStep[] {
  const titles = [
    "Directory (tenant) id",
    "Full-access console group",
    "Restricted-access and read-only groups",
    "Ids handed to Lookout's support",
    "Tenant-wide consent",
    "Test group first, then everyone",
    "Lookout's Intune connector",
    "Lookout's connector in Intune",
    "Enrollment settings",
    "Notification preferences",
    "Threat classifications",
    "Enrollment",
    "Lookout for Work app",
    "Compliance policies",
    "App protection policies",
    "Conditional Access",
    "No Lookout tenant that cannot be used",
  ];
  return titles.map((title, index): ReportStep => {
    const number = index + 1;
    if (number === 7) {
      return {
        number,
        title,
        state: "failing",
        waitingFor: null,
        evidence: "The record of the connector is contradicted by evidence.",
      };
    }
    if ([10, 11].includes(number)) {
      return {
        number,
        title,
        state: "waiting",
        waitingFor: "a Lookout administrator",
        evidence: "Awaiting console: the runbook says what to enter.",
      };
    }
    if (number === 16) {
      return {
        number,
        title,
        state: "unknown",
        waitingFor: null,
        evidence: "Not declared in this stack, and Graph refuses to show it (Policy.Read.All).",
      };
    }
    return { number, title, state: "done", waitingFor: null, evidence: "Seen by the stack's outputs, 12 minutes ago." };
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

/** A tenant that is connected, in which nothing has happened yet. */
export const emptyData: ReportData = {
  made: { at: new Date(madeAt).toISOString(), version: "0.1.0", stack: null, tenantId: null },
  steps: { seen: [] },
  devices: {
    seen: {
      states: [],
      threats: [],
      activations: { withoutTime: 0, series: [] },
      rings: { seen: [] },
      counting: "",
    },
  },
  policies: { seen: { source: "A file", at: null, packs: [], complete: true, violations: [] } },
  settings: { seen: [] },
  findings: [],
  blindSpots: [],
};
