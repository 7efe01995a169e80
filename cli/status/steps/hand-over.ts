import { people } from "pulumi-lookout-intune/internal/model/integration/steps";
import { lookoutEnterpriseSupportEmail } from "pulumi-lookout-intune/internal/model/lookout-endpoints";
import {
  HandoffStatus,
  LookoutTenant,
  missingContactAdvice,
} from "pulumi-lookout-intune/internal/resources/lookout-support-handoff/lookout-support-handoff.schema";
import { lookedUp, lookupFailure } from "../../live/lookup-result";
import {
  notInStack,
  outputsOf,
  recordIn,
  remembered,
  resourcesOf,
  observedNow,
  textOf,
  type StatusInputs,
} from "../inputs";
import { step, type Step } from "../step";

/** Step 1: the tenant's id comes from the credentials, and is the one that was handed over. */
export function evaluateDirectory(facts: StatusInputs): Step {
  const directory = step("directory-id");
  const signedIn = lookedUp(facts.signIn);
  if (signedIn === undefined) {
    return directory.failing("Correct the setting that is named; lookout-intune doctor looks closer.", {
      text: `Nobody could be signed in: ${lookupFailure(facts.signIn) ?? ""}`,
      from: "Microsoft Graph",
      at: facts.observedAt,
    });
  }
  const seen = observedNow(facts, "Microsoft Graph", `The credentials lead to tenant ${signedIn.tenantId}`);
  const handedOver = handedOverIds(facts).tenantId;
  if (handedOver === undefined || handedOver.toLowerCase() === signedIn.tenantId.toLowerCase()) {
    return directory.done(seen);
  }
  return directory.failing(
    "Sign in to the tenant that the stack was made for, or use another stack.",
    seen,
    notInStack(facts, `The stack belongs to tenant ${handedOver}`),
  );
}

/** Step 4: the mail to Lookout's support. */
export function evaluateHandoff(facts: StatusInputs): Step {
  const handOver = step("support-handoff");
  const [mail] = resourcesOf(facts, "LookoutSupportHandoff");
  if (mail === undefined) {
    return handOver.unknown(
      "Declare SupportHandoff, which writes the mail with the IDs.",
      notInStack(facts, "The stack has no hand-over, so nobody knows what Lookout was told."),
    );
  }
  const { handoffStatus, revision, changes } = outputsOf(mail);
  const record = recordIn(mail.stored.inputs.sent, "sent");
  if (handoffStatus === HandoffStatus.Sent) {
    return handOver.done(record ?? remembered(mail, `Revision ${String(revision)} was recorded as sent`));
  }
  const contact = (mail.stored.inputs.primaryContact ?? null) === null ? ` ${missingContactAdvice}` : "";
  const why = textOf(changes) === undefined ? "" : " The IDs have changed since the last mail.";
  return handOver.waiting(
    people.integration,
    `Send the mail that "lookout-intune handoff" prints to ${lookoutEnterpriseSupportEmail}, then record it as lookout:acknowledged.supportHandoff.${contact}`,
    ...(record === undefined ? [] : [record]),
    remembered(mail, `Nobody recorded that revision ${String(revision)} of the mail was sent.${why}`),
  );
}

/** Step 17: a Lookout tenant that is tied to no or another Entra tenant cannot be used. */
export function evaluateLookoutTenant(facts: StatusInputs): Step {
  const tenant = step("lookout-tenant");
  const [mail] = resourcesOf(facts, "LookoutSupportHandoff");
  const { supportHandoff } = facts.declared as { readonly supportHandoff?: { readonly lookoutTenant?: unknown } };
  const answer = mail === undefined ? supportHandoff?.lookoutTenant : mail.stored.inputs.lookoutTenant;
  const record = (text: string) => ({ text, from: "record" as const, at: null });
  switch (answer) {
    case LookoutTenant.None:
      return tenant.done(record("The config says that there was no Lookout tenant before, so none is in the way"));
    case LookoutTenant.Tied:
      return tenant.done(record("The config says that the Lookout tenant is tied to this Entra tenant"));
    case LookoutTenant.Separate:
      return tenant.waiting(
        people.lookoutSupport,
        "Wait for the new Lookout tenant, then set lookout-intune:supportHandoff.lookoutTenant to tied.",
        record("The config says that the Lookout tenant is not tied to this Entra tenant, so a new one is needed"),
      );
    default:
      return tenant.unknown(
        "Find out whether the company has a Lookout tenant, and set lookout-intune:supportHandoff.lookoutTenant to none, tied or separate.",
        record("Nobody said whether the company already has a Lookout tenant"),
      );
  }
}

/** The ids of the mail to Lookout's support. */
export function handedOverIds(facts: StatusInputs) {
  const inputs = resourcesOf(facts, "LookoutSupportHandoff")[0]?.stored.inputs ?? facts.stack.outputs;
  return {
    tenantId: textOf(inputs.tenantId),
    full: textOf(inputs.fullAccessGroupId),
    restricted: textOf(inputs.restrictedAccessGroupId),
    readOnly: textOf(inputs.readOnlyAccessGroupId),
  };
}
