import { z } from "zod";
import { ConditionalAccessState } from "pulumi-lookout-intune/internal/model/conditional-access-policy";
import { people } from "pulumi-lookout-intune/internal/model/integration/steps";
import { policiesIn } from "../../live/directory";
import type { StackResource } from "../../stack/state";
import { observedNow, textOf, type StatusInputs } from "../inputs";
import { readGroupsFirst, combineObservations } from "../group-observation";
import { step, type Conclusions, type Evidence, type Step } from "../step";

/** Step 16: access only for compliant devices. */
export function evaluateConditionalAccess(facts: StatusInputs): Step {
  const access = step("conditional-access");
  const policies = policiesIn(facts.stack.resources).map((policy) => policyObservationOf(facts, policy));
  if (policies.length === 0) return access.notDeclared("Declare a Conditional Access policy to have it managed.");
  const of = (...kinds: PolicyObservation["is"][]) =>
    policies.filter(({ is }) => kinds.includes(is)).map(({ evidence }) => evidence);
  const wrong = of("gone", "other");
  if (wrong.length > 0)
    return access.failing("Run pulumi refresh, then pulumi up, or declare what should hold.", ...wrong);
  if (of("unseen").length > 0) return access.unknown("Make the look possible.", ...of("unseen"));
  if (of("unknown").length > 0)
    return access.unknown("Look at the policy in the Entra admin center.", ...of("unknown"));
  const ofGroups = evaluateGroups(facts, access, of("not enforced", "enforced"));
  if (ofGroups !== undefined) return ofGroups;
  if (of("not enforced").length > 0) {
    const toDo = "When the sign-in logs show whom it would have kept out, set the policy's state to enabled.";
    return access.waiting(people.rollout, toDo, ...of("not enforced"), ...of("enforced"));
  }
  return access.done(...of("enforced"));
}

/** What is to be done about the groups of the policies; undefined when nothing is. */
function evaluateGroups(facts: StatusInputs, access: Conclusions, states: readonly Evidence[]): Step | undefined {
  const users = usersIn(facts);
  const protectedOnes = users.filter(({ includedUsers }) => includedUsers.length === 0);
  const whom = combineObservations(
    facts,
    protectedOnes.map(({ includedGroups }) => includedGroups),
  );
  const leavingOut = users.filter(({ excludedUsers }) => excludedUsers.length === 0);
  const emergency = combineObservations(
    facts,
    leavingOut.map(({ excludedGroups }) => excludedGroups),
  );
  const gone = [...whom("gone"), ...emergency("gone")];
  if (gone.length > 0) return access.failing("Run pulumi refresh, then pulumi up.", ...gone);
  const unread = [...whom("unseen"), ...emergency("unseen")];
  if (unread.length > 0) return access.unknown(readGroupsFirst, ...unread, ...states);
  if (emergency("empty").length > 0) {
    const toDo = "Put the emergency access accounts into the group that the policy leaves out, before it is enforced.";
    return access.waiting(people.groupOwners, toDo, ...emergency("empty"), ...states);
  }
  if (whom("empty").length > 0) {
    const toDo = "Put users into the group: the policy applies to nobody yet.";
    return access.waiting(people.groupOwners, toDo, ...whom("empty"), ...states);
  }
  return undefined;
}

const idsSchema = z
  .array(z.string())
  .nullish()
  .transform((ids) => ids ?? []);
const usersSchema = z.looseObject({
  conditions: z.looseObject({
    users: z.looseObject({
      includedUsers: idsSchema,
      includedGroups: idsSchema,
      excludedUsers: idsSchema,
      excludedGroups: idsSchema,
    }),
  }),
});

/** To whom each policy of the stack applies, and whom it leaves out. */
function usersIn({ stack }: Pick<StatusInputs, "stack">) {
  return policiesIn(stack.resources).flatMap(({ inputs }) => {
    const read = usersSchema.safeParse(inputs);
    return read.success ? [read.data.conditions.users] : [];
  });
}

/** Object ids of the groups that the stack's policies name. */
export function accessGroupIds(facts: Pick<StatusInputs, "stack">): string[] {
  return usersIn(facts).flatMap(({ includedGroups, excludedGroups }) => [...includedGroups, ...excludedGroups]);
}

interface PolicyObservation {
  readonly is: "gone" | "unseen" | "other" | "unknown" | "not enforced" | "enforced";
  readonly evidence: Evidence;
}

function policyObservationOf(facts: StatusInputs, { urn, name, inputs }: StackResource): PolicyObservation {
  const title = `"${textOf(inputs.displayName) ?? name}"`;
  const now = (text: string) => observedNow(facts, "Microsoft Graph", `${title} ${text}`);
  const look = facts.policies.get(urn);
  if (look === undefined || "unseen" in look) {
    return { is: "unseen", evidence: now(`could not be looked at: ${look?.unseen ?? "nobody is signed in"}`) };
  }
  if (look.seen === undefined) return { is: "gone", evidence: now("is no longer in Entra") };
  const state = look.seen.state ?? "in no state";
  const declared = textOf(inputs.state);
  if (declared !== undefined && declared !== state) {
    return { is: "other", evidence: now(`is ${state}, declared is ${declared}`) };
  }
  if (!Object.values<string>(ConditionalAccessState).includes(state)) {
    return { is: "unknown", evidence: now(`is ${state}, which this release does not know`) };
  }
  return { is: state === ConditionalAccessState.Enabled ? "enforced" : "not enforced", evidence: now(`is ${state}`) };
}
