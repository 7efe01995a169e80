import { z } from "zod";
import type { RecordedSubjects } from "../../console/evidence/finding";
import type { EvidenceMemory } from "../../console/evidence/evidence-memory";
import { ConsoleStatus } from "../../model/configuration-mode";
import { guidSchema } from "../../model/identifiers";
import { isMap } from "../../model/maps";
import { evidenceSubjects } from "../../model/integration/actions";
import type { State } from "../provider/provider";
import { isPresent, withoutNulls } from "../provider/state";

const recordedSchema = z
  .strictObject({
    revision: z.string({ error: "must be the resource's output revision" }),
    consoleStatus: z.enum(ConsoleStatus, { error: "must be the resource's output consoleStatus" }).nullish(),
    acknowledgedSettings: z.looseObject({}, { error: "must be the resource's output acknowledgedSettings" }).nullish(),
    acknowledgedAt: z.iso
      .datetime({ offset: true, error: "must be the time of the acknowledgement, such as 2026-01-31T09:00:00Z" })
      .nullish(),
  })
  .refine(
    ({ consoleStatus, acknowledgedSettings }) =>
      consoleStatus !== ConsoleStatus.Acknowledged || isPresent(acknowledgedSettings),
    {
      path: ["acknowledgedSettings"],
      error:
        "the revision is acknowledged, so there are settings to compare; set the resource's output acknowledgedSettings",
    },
  );

const enrollmentGroupSchema = z.strictObject({
  objectId: guidSchema,
  displayName: z.string({ error: "must be the name that Lookout has" }).min(1, "must be the name that Lookout has"),
});
export type EnrollmentGroupInput = z.infer<typeof enrollmentGroupSchema>;

/** Inputs of the resource. */
export const evidenceInputSchema = z.strictObject({
  subjects: z.strictObject(Object.fromEntries(evidenceSubjects.map((subject) => [subject, recordedSchema.optional()]))),
  intuneConnectorId: guidSchema,
  enrollmentGroups: z.array(enrollmentGroupSchema, { error: "must be a list of groups" }).optional(),
});

/** The recorded settings in a state. The engine drops null inputs, so an absent member means null. */
export function subjectsOf(state: State): RecordedSubjects {
  const subjects = withoutNulls(isMap(state.subjects) ? state.subjects : {}) as Record<string, State | undefined>;
  return Object.fromEntries(
    evidenceSubjects.flatMap((subject) => {
      const given = subjects[subject];
      if (given === undefined) return [];
      const { revision, consoleStatus = null, acknowledgedSettings = null, acknowledgedAt = null } = given;
      return [[subject, { revision, consoleStatus, acknowledgedSettings, acknowledgedAt }]];
    }),
  );
}

/** The groups whose names are compared; none in state of older releases. */
export function groupsOf({ enrollmentGroups }: State): EnrollmentGroupInput[] {
  return Array.isArray(enrollmentGroups) ? (enrollmentGroups as EnrollmentGroupInput[]) : [];
}

/** What earlier observations showed, from state. */
export function memoryOf({ memory }: State): EvidenceMemory | undefined {
  return memory as EvidenceMemory | undefined;
}
