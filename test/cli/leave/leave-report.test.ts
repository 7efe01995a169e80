import assert from "node:assert/strict";
import type { LeaveEntry, Leaving } from "lookout-intune/internal/leave/leave-entry";
import { formatLeaving, summarize } from "lookout-intune/internal/leave/leave-report";
import { unpainted } from "lookout-intune/internal/terminal/paint";

const surface = { width: Infinity, paint: unpainted };
const entry = (more: Partial<LeaveEntry> = {}): LeaveEntry => ({
  ...{ resource: "lookout-connector", type: "LookoutConnector", urn: "urn", id: "1", verdict: "stays" },
  ...{ effect: "Nothing is changed in Lookout.", changes: [], notes: [], byHand: null },
  ...more,
});
const leaving = (...entries: LeaveEntry[]): Leaving => ({
  ...{ stack: "prod", observedAt: "2026-03-01T12:00:00.000Z", tenantId: "a-tenant", entries },
});

describe("the report on leaving", () => {
  it("has a row for each object, then what a person does, then a summary", () => {
    const text = formatLeaving(
      leaving(
        entry({ verdict: "changed", notes: ["It is so already."] }),
        entry({ byHand: "Delete the connector in Lookout's console." }),
      ),
      surface,
    );
    assert.deepEqual(text.split("\n"), [
      "changed  LookoutConnector lookout-connector: Nothing is changed in Lookout.",
      "         It is so already.",
      "stays    LookoutConnector lookout-connector: Nothing is changed in Lookout.",
      "",
      "By hand, because nothing here does it:",
      "- Delete the connector in Lookout's console.",
      "",
      "A destroy goes through. Stack prod, tenant a-tenant: 1 kept and changed, 1 left alone.",
      "",
    ]);
  });

  it("never reports that a destroy goes through while something stops it or could not be read", () => {
    assert.match(summarize(leaving(entry({ verdict: "stops" }), entry({ verdict: "unknown" }))), /^A destroy stops\./);
    assert.match(summarize(leaving(entry({ verdict: "unknown" }))), /^Not everything could be read\. .*1 not readable/);
  });
});
