import assert from "node:assert/strict";
import { listNextSteps, type IntegrationState } from "../../../components/next-steps/next-steps";
import { evaluateSteps } from "lookout-intune/internal/status/evaluate-steps";
import { formatSteps } from "lookout-intune/internal/status/status-report";
import { writeReport } from "lookout-intune/internal/report/page";
import { unpainted } from "lookout-intune/internal/terminal/paint";
import { actionOrder, consoleOrder, stepOrder, stepWithId, type StepId } from "pulumi-lookout-intune/schemas";
import { doneInputs } from "../../cli/status/done-inputs";
import { parsePage, textsOf } from "../../cli/report/parsed-page";
import { emptyData } from "../../cli/report/sample-data";

const order = stepOrder.map(({ number }) => number);

/** An integration of which everything is left to be done. */
const nothingDone: IntegrationState = {
  mode: "console",
  tenantId: "tenant-id",
  handoff: { revision: "r-0123456789ab", status: "to be sent", listsChanges: false, namesContact: false },
  consentStatus: "missing",
  fullAccessGroupId: "full-id",
  restrictedAccessGroupId: "restricted-id",
  enrollmentGroupNames: ["Lookout pilot"],
  nextRing: "staff",
  revisions: Object.fromEntries(consoleOrder.map((subject) => [subject, "r-0123456789ab"])),
  statuses: Object.fromEntries(consoleOrder.map((subject) => [subject, "awaiting console"])),
  threatFeedNote: "Tie the feed to a policy.",
  intuneConnected: false,
  connectorStage: "to be added",
  partnerState: null,
  devices: null,
  intunePolicies: {
    app: false,
    androidFound: false,
    compliance: false,
    appProtection: false,
    conditionalAccess: {
      displayName: "Compliant device",
      state: "enabledForReportingButNotEnforced",
      breakGlassGroupId: "emergency-id",
      everyApp: true,
      unmetControls: ["a compliance policy for iOS"],
    },
  },
};

describe("the one order of the integration", () => {
  it("is that of the next steps, which leave out only what the stack does by itself", () => {
    const steps = listNextSteps(nothingDone).map(({ action }) => action);
    assert.deepEqual(
      steps,
      actionOrder.filter(({ by }) => by !== null),
    );
    const numbers = [...new Set(steps.map(({ step }) => stepWithId(step).number))];
    assert.deepEqual(
      numbers,
      order.filter((number) => numbers.includes(number)),
    );
    assert.equal(numbers[0], 17);
  });

  it("is that of the status, as a table and as JSON", () => {
    const steps = evaluateSteps(doneInputs());
    assert.deepEqual(
      steps.map(({ number }) => number),
      order,
    );
    const table = formatSteps(steps, { width: Infinity, paint: unpainted }, Date.now());
    const shown = [...table.matchAll(/^ ?(\d+) {2}done/gm)].map(([, number]) => Number(number));
    assert.deepEqual(shown, order);
  });

  it("is that of the report's steps", async function () {
    this.timeout(30_000);
    const page = parsePage(await writeReport({ ...emptyData, steps: evaluateSteps(doneInputs()) }));
    const rows = [...page.querySelectorAll("tr")].filter((row) => row.querySelector("th[scope=row]") !== null);
    const titles = rows.map((row) => textsOf(row, "th").join());
    assert.deepEqual(
      titles.filter((title) => stepOrder.some((step) => step.title === title)),
      stepOrder.map(({ title }) => title),
    );
  });

  it("is that of the forms in the runbook", () => {
    const steps: Record<(typeof consoleOrder)[number], StepId> = {
      connector: "lookout-connector",
      enrollmentSettings: "enrollment-settings",
      notificationPreferences: "notifications",
      threatClassifications: "threat-classifications",
    };
    const numbers = consoleOrder.map((subject) => stepWithId(steps[subject]).number);
    assert.equal(numbers.length, 4);
    assert.deepEqual(
      numbers,
      order.filter((number) => numbers.includes(number)),
    );
  });
});
