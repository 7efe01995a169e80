import { people } from "../../../domain";
import { policiesIn } from "../../live/directory";
import type { StackResource } from "../../stack/state";
import { seenNow, textOf, type StatusFacts } from "../facts";
import { step, type Evidence, type Step } from "../step";

/** Step 16: access only for compliant devices. */
export function judgeConditionalAccess(facts: StatusFacts): Step {
  const access = step("conditional-access");
  const policies = policiesIn(facts.stack.resources).map((policy) => sightOf(facts, policy));
  if (policies.length === 0) return access.notDeclared("Declare a Conditional Access policy to have it managed.");
  const of = (...kinds: Sight["is"][]) =>
    policies.filter(({ is }) => kinds.includes(is)).map(({ evidence }) => evidence);
  const wrong = of("gone", "other");
  if (wrong.length > 0)
    return access.failing("Run pulumi refresh, then pulumi up, or declare what should hold.", ...wrong);
  if (of("unseen").length > 0) return access.unknown("Make the look possible.", ...of("unseen"));
  if (of("not enforced").length > 0) {
    const toDo = "When the sign-in logs show whom it would have kept out, set the policy's state to enabled.";
    return access.waiting(people.rollout, toDo, ...of("not enforced"), ...of("enforced"));
  }
  return access.done(...of("enforced"));
}

interface Sight {
  readonly is: "gone" | "unseen" | "other" | "not enforced" | "enforced";
  readonly evidence: Evidence;
}

function sightOf(facts: StatusFacts, { urn, name, inputs }: StackResource): Sight {
  const title = `"${textOf(inputs.displayName) ?? name}"`;
  const now = (text: string) => seenNow(facts, "Microsoft Graph", `${title} ${text}`);
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
  return { is: state === "enabled" ? "enforced" : "not enforced", evidence: now(`is ${state}`) };
}
