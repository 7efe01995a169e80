import { quoteName } from "pulumi-lookout-intune/internal/model/hidden-characters";
import { z } from "zod";
import { ConditionalAccessState } from "pulumi-lookout-intune/internal/model/conditional-access-policy";
import { people } from "pulumi-lookout-intune/internal/model/integration/steps";
import { policiesIn } from "../../live/live-directory";
import type { StackResource } from "../../stack/stack-state";
import { observedNow, textOf, type StatusInputs } from "../inputs";
import { readGroupsFirst, combineObservations } from "../group-observation";
import { step, type Conclusions, type Evidence, type Step } from "../step";

/** Step 16: Conditional Access for compliant devices. */
export function evaluateConditionalAccess(inputs: StatusInputs): Step {
  const access = step("conditional-access");
  const policies = policiesIn(inputs.stack.resources).map((policy) => policyObservationOf(inputs, policy));
  if (policies.length === 0) return access.notDeclared("Declare a Conditional Access policy to manage it.");
  const of = (...kinds: PolicyObservation["is"][]) =>
    policies.filter(({ is }) => kinds.includes(is)).map(({ evidence }) => evidence);
  const wrong = of("gone", "other");
  if (wrong.length > 0)
    return access.failing("Run pulumi refresh, then pulumi up, or declare the actual settings.", ...wrong);
  if (of("unread").length > 0)
    return access.unknown("Fix the read error shown here, then run this again.", ...of("unread"));
  if (of("unknown").length > 0) return access.unknown("Check the policy in the Entra admin center.", ...of("unknown"));
  const ofGroups = evaluateGroups(inputs, access, of("not enforced", "enforced"));
  if (ofGroups !== undefined) return ofGroups;
  if (of("not enforced").length > 0) {
    const toDo = "Check in the sign-in logs whom it would have blocked, then set the policy's state to enabled.";
    return access.waiting(people.rollout, toDo, ...of("not enforced"), ...of("enforced"));
  }
  return access.done(...of("enforced"));
}

/** The problem with the groups of the policies; undefined if there is none. */
function evaluateGroups(inputs: StatusInputs, access: Conclusions, states: readonly Evidence[]): Step | undefined {
  const users = usersIn(inputs);
  const withoutUsers = users.filter(({ includedUsers }) => includedUsers.length === 0);
  const whom = combineObservations(
    inputs,
    withoutUsers.map(({ includedGroups }) => includedGroups),
  );
  const withoutExclusion = users.filter(({ excludedUsers }) => excludedUsers.length === 0);
  const emergency = combineObservations(
    inputs,
    withoutExclusion.map(({ excludedGroups }) => excludedGroups),
  );
  const gone = [...whom("gone"), ...emergency("gone")];
  if (gone.length > 0) return access.failing("Run pulumi refresh, then pulumi up.", ...gone);
  const unread = [...whom("unread"), ...emergency("unread")];
  if (unread.length > 0) return access.unknown(readGroupsFirst, ...unread, ...states);
  if (emergency("empty").length > 0) {
    const toDo = "Put the emergency access accounts into the group that the policy leaves out, before it is enforced.";
    return access.waiting(people.groupOwners, toDo, ...emergency("empty"), ...states);
  }
  if (whom("empty").length > 0) {
    const toDo = "Add users to the group: the policy applies to nobody yet.";
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

/** Included and excluded users of each policy of the stack. */
function usersIn({ stack }: Pick<StatusInputs, "stack">) {
  return policiesIn(stack.resources).flatMap(({ inputs }) => {
    const read = usersSchema.safeParse(inputs);
    return read.success ? [read.data.conditions.users] : [];
  });
}

/** Object ids of the groups in the stack's policies. */
export function accessGroupIds(inputs: Pick<StatusInputs, "stack">): string[] {
  return usersIn(inputs).flatMap(({ includedGroups, excludedGroups }) => [...includedGroups, ...excludedGroups]);
}

interface PolicyObservation {
  readonly is: "gone" | "unread" | "other" | "unknown" | "not enforced" | "enforced";
  readonly evidence: Evidence;
}

function policyObservationOf(inputs: StatusInputs, policy: StackResource): PolicyObservation {
  const title = quoteName(textOf(policy.inputs.displayName) ?? policy.name);
  const now = (text: string) => observedNow(inputs, "Microsoft Graph", `${title} ${text}`);
  const lookup = inputs.policies.get(policy.urn);
  if (lookup === undefined || "failure" in lookup) {
    return { is: "unread", evidence: now(`could not be read: ${lookup?.failure ?? "the sign-in failed"}`) };
  }
  if (lookup.value === undefined) return { is: "gone", evidence: now("is no longer in Entra") };
  const state = lookup.value.state ?? "without a state";
  const declared = textOf(policy.inputs.state);
  if (declared !== undefined && declared !== state) {
    return { is: "other", evidence: now(`is ${state}, declared as ${declared}`) };
  }
  if (!Object.values<string>(ConditionalAccessState).includes(state)) {
    return { is: "unknown", evidence: now(`is ${state}, which this release does not know`) };
  }
  return { is: state === ConditionalAccessState.Enabled ? "enforced" : "not enforced", evidence: now(`is ${state}`) };
}
