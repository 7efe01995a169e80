import { z } from "zod";
import { isMap } from "../../model/maps";

/** The event types that can be read. The stream's documentation names the first three; clients of the stream read the fourth. */
export const eventTypes = ["DEVICE", "THREAT", "AUDIT", "SMISHING_ALERT"] as const;
export type EventType = (typeof eventTypes)[number];

const namedSchema = z.looseObject({ type: z.string().nullish(), guid: z.string().nullish() });

/** One event of Lookout's. Only id and type are required; all other properties are kept.
 *  Source: https://doc.lookout.com/en/mobile-endpoint-security/mes-apis/mobile-risk-api-v2/swagger-api-documentation */
const lookoutEventSchema = z.looseObject({
  /** UUIDv7. Its time is cut to the second, so events of one second need not ascend. */
  id: z.string().min(1),
  /** DEVICE, THREAT, AUDIT or SMISHING_ALERT. */
  type: z.string(),
  /** CREATED, UPDATED, DELETED or PURGED. */
  change_type: z.string().nullish(),
  /** ISO 8601. */
  created_time: z.string().nullish(),
  enterprise_guid: z.string().nullish(),
  /** ADMIN, DEVICE or SYSTEM. A system mostly has no id. */
  actor: namedSchema.nullish(),
  target: namedSchema.nullish(),
  audit: z
    .looseObject({
      /** What was changed, such as MDM_CONNECTOR or CLASSIFICATION_POLICY. */
      type: z.string().nullish(),
      /** What the change is about, and which attributes it set. */
      attribute_changes: z
        .array(z.looseObject({ name: z.string(), from: z.unknown().optional(), to: z.unknown().optional() }))
        .nullish(),
    })
    .nullish(),
  device: z.looseObject({ guid: z.string().nullish() }).nullish(),
  threat: z.looseObject({ guid: z.string().nullish() }).nullish(),
});
export type LookoutEvent = z.infer<typeof lookoutEventSchema>;

/** An event that cannot be read. It is skipped, so that one odd event does not hide those after it. */
export interface UnreadableEvent {
  /** Lookout's id of it, if it has one. */
  readonly id: string | undefined;
  /** Its type, in Lookout's word; "no type" if it has none. */
  readonly type: string;
  /** The first field that has no known form, such as `audit.attribute_changes.0.name`. */
  readonly field: string;
}

/** Events as Lookout sent them: those that can be read, and those that cannot. */
export interface ReadEvents {
  readonly events: readonly LookoutEvent[];
  readonly unreadable: readonly UnreadableEvent[];
}

/** Reads a list of events. The polled list names an event's id `oid`. */
export function readEventList(list: readonly unknown[]): ReadEvents {
  const events: LookoutEvent[] = [];
  const unreadable: UnreadableEvent[] = [];
  for (const given of list) {
    const event = isMap(given) ? { ...given, id: given.id ?? given.oid } : given;
    const { data, error } = lookoutEventSchema.safeParse(event);
    if (data !== undefined) events.push(data);
    else unreadable.push(describeUnreadable(event, error));
  }
  return { events, unreadable };
}

function describeUnreadable(event: unknown, error: z.ZodError): UnreadableEvent {
  const path = error.issues[0]?.path ?? [];
  const { id, type } = isMap(event) ? event : { id: undefined, type: undefined };
  return {
    id: typeof id === "string" && id !== "" ? id : undefined,
    type: typeof type === "string" && type !== "" ? type : "no type",
    field: path.length === 0 ? "the event itself" : path.join("."),
  };
}

/** When an event happened, in ms since 1970: its own time, otherwise that of its id, a UUIDv7. Undefined when it has neither. */
export function timeOfEvent({ id, created_time: time }: Pick<LookoutEvent, "id" | "created_time">): number | undefined {
  const created = Date.parse(time ?? "");
  return Number.isNaN(created) ? timeOfId(id) : created;
}

/** The time in a UUIDv7, in ms since 1970. */
export function timeOfId(id: string): number | undefined {
  const match = /^([\da-f]{8})-([\da-f]{4})-7/i.exec(id);
  return match === null ? undefined : parseInt(`${match[1] ?? ""}${match[2] ?? ""}`, 16);
}
