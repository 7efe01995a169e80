import { z } from "zod";

/** The event types that can be read. */
export const eventTypes = ["DEVICE", "THREAT", "AUDIT"] as const;
export type EventType = (typeof eventTypes)[number];

const namedSchema = z.looseObject({ type: z.string().nullish(), guid: z.string().nullish() });

/** One event of Lookout's stream. Only id and type are required; all other properties are kept.
 *  Source: https://doc.lookout.com/en/mobile-endpoint-security/mes-apis/mobile-risk-api-v2/swagger-api-documentation */
export const lookoutEventSchema = z.looseObject({
  /** UUIDv7: ascending with time. */
  id: z.string().min(1),
  /** DEVICE, THREAT or AUDIT. */
  type: z.string(),
  /** CREATED, UPDATED, DELETED or PURGED. */
  change_type: z.string().nullish(),
  /** ISO 8601. */
  created_time: z.string().nullish(),
  enterprise_guid: z.string().nullish(),
  /** ADMIN, DEVICE or SYSTEM. */
  actor: namedSchema.nullish(),
  target: namedSchema.nullish(),
  audit: z
    .looseObject({
      /** What was changed, such as MDM_CONNECTOR or CLASSIFICATION_POLICY. */
      type: z.string().nullish(),
      /** Documented for CLASSIFICATION_POLICY: the classification and its risks. */
      attribute_changes: z
        .array(z.looseObject({ name: z.string(), from: z.unknown().optional(), to: z.unknown().optional() }))
        .nullish(),
    })
    .nullish(),
  device: z.looseObject({ guid: z.string().nullish() }).nullish(),
  threat: z.looseObject({ guid: z.string().nullish() }).nullish(),
});
export type LookoutEvent = z.infer<typeof lookoutEventSchema>;
