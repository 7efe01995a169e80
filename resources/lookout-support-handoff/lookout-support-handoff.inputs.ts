import { findRoleOverlaps } from "../../model/access-roles";
import { acknowledgementSchema, type Acknowledgement } from "../../model/acknowledgement";
import type { EarlierHandoff } from "./handoff-record";
import {
  handoffSenderSchema,
  normalizeHandoff,
  supportHandoffSchema,
  type HandoffSender,
  type SupportHandoffFacts,
} from "./lookout-support-handoff.schema";
import type { State } from "../provider/provider";
import { pick } from "../provider/state";

const factNames = Object.keys(supportHandoffSchema.shape);
const senderNames = Object.keys(handoffSenderSchema.shape);

/** Inputs of the resource. */
export const handoffInputSchema = supportHandoffSchema
  .extend({ ...handoffSenderSchema.shape, sent: acknowledgementSchema.optional() })
  .superRefine((inputs, context) => {
    const { fullAccessGroupId, restrictedAccessGroupId, readOnlyAccessGroupId } = inputs;
    const overlaps = findRoleOverlaps({ fullAccessGroupId, restrictedAccessGroupId, readOnlyAccessGroupId });
    for (const { first, second } of overlaps) {
      context.addIssue({
        code: "custom",
        path: [second],
        message: `${first} is the same group, and it is not documented which role its members would have; give each role its own group`,
      });
    }
  });

export function factsOf(state: State): SupportHandoffFacts {
  return normalizeHandoff(pick(state, factNames) as SupportHandoffFacts);
}

export function senderOf(state: State): HandoffSender {
  return pick(state, senderNames);
}

export function sentOf({ sent }: State): Acknowledgement | undefined {
  return (sent ?? undefined) as Acknowledgement | undefined;
}

/** Every input that has a value. */
export function inputsOf(state: State): State {
  return pick(state, [...factNames, ...senderNames, "sent"]);
}

/** What state keeps about earlier mails. Older releases did not record whether one was ever sent. */
export function earlierOf(state: State): EarlierHandoff {
  const { sentFacts, pendingFacts, everRecorded } = state as unknown as EarlierHandoff;
  return { sentFacts, pendingFacts, everRecorded: everRecorded || sentOf(state) !== undefined };
}
