import type { TenantContext } from "../tenant-context";
import { newObjectId } from "./lookout-paging";

/** Event types, which a reader of the stream can select. */
export const eventTypes = ["DEVICE", "THREAT", "AUDIT", "SMISHING_ALERT"] as const;
export type EventType = (typeof eventTypes)[number];

export interface AttributeChange {
  readonly name: string;
  readonly from?: string;
  readonly to?: string;
}

/** An event of the stream. Source: the Mobile Risk API v2's event stream. */
export interface LookoutEvent {
  /** UUIDv7, whose time is cut to the whole second: events of one second need not ascend. */
  readonly id: string;
  readonly type: EventType;
  readonly change_type: "CREATED" | "UPDATED" | "DELETED" | "PURGED";
  readonly created_time: string;
  readonly enterprise_guid: string;
  readonly actor: { readonly type: "ADMIN" | "DEVICE" | "SYSTEM"; readonly guid?: string };
  readonly target: { readonly type: "ENTERPRISE" | "DEVICE" | "THREAT" | "CONNECTOR"; readonly guid: string };
  readonly audit?: { readonly type: string; readonly attribute_changes?: readonly AttributeChange[] };
  readonly device?: object;
  readonly threat?: object;
}
export type NewEvent = Omit<LookoutEvent, "id" | "created_time" | "enterprise_guid">;

/** Retention of events in Lookout, in ms. */
export const historyMs = 10 * 24 * 60 * 60 * 1000;

/** Limit of this tenant, so that its document stays small. */
const mostEvents = 10_000;

const name = "lookout-events";

/** Events of Lookout's tenant in the last ten days, oldest first. */
export class EventLog {
  private readonly document: { events: LookoutEvent[] };
  private readonly listeners = new Set<(events: readonly LookoutEvent[]) => void>();

  constructor(private readonly context: TenantContext) {
    this.document = context.store.document(name, () => ({ events: [] }));
  }

  /** Stores simultaneous events, and notifies listeners. */
  record(...happened: readonly NewEvent[]): void {
    if (happened.length === 0) return;
    const events = happened.map((event) => this.complete(event));
    const oldest = this.oldestKept();
    this.document.events = this.document.events.filter((event) => timeOf(event) >= oldest).slice(-mostEvents);
    this.context.store.save(name);
    for (const listener of this.listeners) listener(events);
  }

  /** Events after the one with this id: in the order of recording where it is known, otherwise by its time. `0`, with which
   *  Lookout's own client begins, is before all. */
  after(id: string): LookoutEvent[] {
    const kept = this.kept();
    const index = kept.findIndex((event) => event.id === id.toLowerCase());
    if (index !== -1) return kept.slice(index + 1);
    return id === "0" ? [...kept] : kept.filter((event) => event.id > id.toLowerCase());
  }

  /** Events since that moment, in ms since 1970. */
  since(time: number): LookoutEvent[] {
    return this.kept().filter((event) => timeOf(event) >= time);
  }

  /** Calls back with new events until the returned function is called. */
  listen(listener: (events: readonly LookoutEvent[]) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  private complete(event: NewEvent): LookoutEvent {
    const now = this.context.now();
    const complete = {
      id: newObjectId(now - (now % 1000)),
      created_time: new Date(now).toISOString().replace("Z", "+00:00"),
      enterprise_guid: this.context.settings.lookoutEnterpriseId,
      ...event,
    };
    this.document.events.push(complete);
    return complete;
  }

  private kept(): readonly LookoutEvent[] {
    const oldest = this.oldestKept();
    return this.document.events.filter((event) => timeOf(event) >= oldest);
  }

  private oldestKept(): number {
    return this.context.now() - historyMs;
  }
}

function timeOf({ created_time: time }: LookoutEvent): number {
  return Date.parse(time);
}
