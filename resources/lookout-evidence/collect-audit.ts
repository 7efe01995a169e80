import type { AuditEvent, AuditObservation } from "../../console/evidence/observations";
import type { LookoutApi } from "../../clients/lookout/lookout-api";
import { timeOfEvent, type LookoutEvent, type UnreadableEvent } from "../../clients/lookout/lookout-event";
import { readEventsUntilNow, type EventHistory } from "../../clients/lookout/event-history";
import type { EvidenceMemory } from "../../console/evidence/evidence-memory";

/** Reads audit events from where the last read ended; the first time, everything that Lookout retains. */
export async function collectAudit(
  api: LookoutApi,
  memory: Pick<EvidenceMemory, "lastEventId" | "seenUntil">,
): Promise<{ readonly observation: AuditObservation; readonly note: string }> {
  const { lastEventId: afterId, seenUntil: since = null } = memory;
  if (api.eventReading.source === "none") {
    const until = since === null ? "" : `, until ${since}`;
    const nothing = { events: [], lastEventId: null, seenUntil: null, historyFrom: null };
    return { observation: nothing, note: `not read now; the state remembers what earlier reads saw${until}` };
  }
  const isFirst = since === null && afterId === null;
  const start = since !== null ? { since } : afterId !== null ? { afterId } : {};
  const history = await readEventsUntilNow(api, { types: ["AUDIT"], ...start });
  // The last event of the read before is sent again where two events share their time.
  const events = history.events.filter(({ id }) => id !== afterId);
  // Before the first read nothing was known, so there is no gap.
  const historyFrom = isFirst ? null : (history.gapBefore ?? null);
  const observation: AuditObservation = {
    events: events.flatMap(auditEventOf),
    lastEventId: history.lastId ?? null,
    seenUntil: history.seenUntil ?? null,
    historyFrom,
  };
  const from = isFirst ? "since the start of Lookout's retention, ten days ago" : `since ${since ?? "the last read"}`;
  return { observation, note: describe(events.length, from, history, historyFrom) };
}

/** Says what was seen and for how long, because the stream cannot show that there is nothing more. */
function describe(count: number, from: string, history: EventHistory, historyFrom: string | null): string {
  const { end, waitedMs = 0, unreadable } = history;
  const seconds = `${waitedMs / 1000} s`;
  const endings: Readonly<Record<EventHistory["end"], string>> = {
    complete: `${count} ${from}`,
    quiet: `${count === 0 ? "none" : count} ${from}, and then none within ${seconds}`,
    unsettled: `${count} ${from}, but reading had not finished after ${seconds}; the next read continues`,
  };
  const notes = [endings[end]];
  if (unreadable.length > 0) notes.push(describeUnreadable(unreadable));
  if (historyFrom !== null) {
    notes.push(`Lookout no longer has the events before ${historyFrom}, and they were not read`);
  }
  return notes.join("; ");
}

/** Each type and field once. */
function describeUnreadable(unreadable: readonly UnreadableEvent[]): string {
  const kinds = [...new Set(unreadable.map(({ type, field }) => `${type} at ${field}`))];
  return `${unreadable.length} could not be read and may be changes: ${kinds.join(", ")}`;
}

function auditEventOf(event: LookoutEvent): AuditEvent[] {
  const { id, type, audit, actor, change_type } = event;
  if (type !== "AUDIT") return [];
  return [
    {
      id,
      at: new Date(timeOfEvent(event) ?? 0).toISOString(),
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
