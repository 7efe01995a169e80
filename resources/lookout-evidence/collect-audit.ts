import type { AuditEvent, AuditObservation } from "../../console/evidence/observations";
import type { LookoutApi } from "../../clients/lookout/lookout-api";
import type { LookoutEvent } from "../../clients/lookout/lookout-event";
import { eventHistoryMs, readEventsUntilNow } from "../../clients/lookout/event-history";

/** Reads the audit stream from the last event read; the first time, everything that Lookout retains. */
export async function collectAudit(
  api: LookoutApi,
  afterId: string | null,
): Promise<{ readonly observation: AuditObservation; readonly note: string }> {
  const oldestKept = new Date(Date.now() - eventHistoryMs).toISOString();
  const { events, lastId, gapBefore } = await readEventsUntilNow(api, {
    types: ["AUDIT"],
    ...(afterId === null ? { since: oldestKept } : { afterId }),
  });
  // Before the first read nothing was known, so there is no gap.
  const historyFrom = afterId === null ? null : (gapBefore ?? null);
  const since = afterId === null ? `since ${oldestKept}, the start of Lookout's retention` : "since the last read";
  const gap =
    historyFrom === null ? "" : `; Lookout no longer has the events before ${historyFrom}, and they were not read`;
  return {
    observation: { events: events.flatMap(auditEventOf), lastEventId: lastId ?? null, historyFrom },
    note: `${events.length} ${since}${gap}`,
  };
}

function auditEventOf({ id, type, audit, actor, change_type, created_time }: LookoutEvent): AuditEvent[] {
  if (type !== "AUDIT") return [];
  return [
    {
      id,
      at: created_time ?? timeOf(id),
      auditType: audit?.type ?? "",
      changeType: change_type ?? "",
      actorType: actor?.type ?? "",
      actorId: actor?.guid ?? null,
      changes: (audit?.attribute_changes ?? []).map(({ name, from, to }) => ({
        name,
        ...(typeof from === "string" ? { from } : {}),
        to: typeof to === "string" ? to : null,
      })),
    },
  ];
}

/** Lookout declares no event field as required, so this derives the time from the id, a UUIDv7. */
function timeOf(id: string): string {
  const time = Number.parseInt(id.replace("-", "").slice(0, 12), 16);
  return Number.isNaN(time) ? new Date(0).toISOString() : new Date(time).toISOString();
}
