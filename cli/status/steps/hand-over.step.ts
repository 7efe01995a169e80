import { people } from "pulumi-lookout-intune/internal/model/integration/steps";
import { lookoutEnterpriseSupportEmail } from "pulumi-lookout-intune/internal/model/lookout-endpoints";
import {
  HandoffStatus,
  LookoutTenant,
  missingContactAdvice,
} from "pulumi-lookout-intune/internal/resources/lookout-support-handoff/lookout-support-handoff.schema";
import { lookupValue, lookupFailure } from "../../live/lookup-result";
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
import { integratedBefore } from "../../stack/integrated-before";
import { step, type Step } from "../step";

/** Step 1: the tenant id of the credentials matches the one that was handed over. */
export function evaluateDirectory(inputs: StatusInputs): Step {
  const directory = step("directory-id");
  const signedIn = lookupValue(inputs.signIn);
  if (signedIn === undefined) {
    return directory.failing("Correct the named setting; lookout-intune doctor shows details.", {
      text: `The sign-in failed: ${lookupFailure(inputs.signIn) ?? ""}`,
      from: "Microsoft Graph",
      at: inputs.observedAt,
    });
  }
  const observed = observedNow(inputs, "Microsoft Graph", `The credentials lead to tenant ${signedIn.tenantId}`);
  const handedOver = handedOverIds(inputs).tenantId;
  if (handedOver === undefined || handedOver.toLowerCase() === signedIn.tenantId.toLowerCase()) {
    return directory.done(observed);
  }
  return directory.failing(
    "Sign in to the tenant of the stack, or use another stack.",
    observed,
    notInStack(inputs, `The stack belongs to tenant ${handedOver}`),
  );
}

/** Step 4: the mail to Lookout's support. */
export function evaluateHandoff(inputs: StatusInputs): Step {
  const handoffStep = step("support-handoff");
  const [mail] = resourcesOf(inputs, "LookoutSupportHandoff");
  if (mail === undefined) {
    return handoffStep.unknown(
      "Declare SupportHandoff, which writes the mail with the IDs.",
      notInStack(inputs, "The stack has no hand-over, so it is unknown which IDs Lookout has."),
    );
  }
  const { handoffStatus, revision, changes } = outputsOf(mail);
  const record = recordIn(mail.stored.inputs.sent, "sent");
  if (handoffStatus === HandoffStatus.Sent) {
    return handoffStep.done(record ?? remembered(mail, `Revision ${String(revision)} was recorded as sent`));
  }
  const contact = (mail.stored.inputs.primaryContact ?? null) === null ? ` ${missingContactAdvice}` : "";
  const why = textOf(changes) === undefined ? "" : " The IDs have changed since the last mail.";
  if (integratedBefore(inputs.stack)) {
    return handoffStep.waiting(
      people.integration,
      `Lookout and Intune were in contact before this stack. Compare the mail that "lookout-intune handoff" prints with the ids that ` +
        `Lookout's support got then, send it to ${lookoutEnterpriseSupportEmail} only if they differ, and record it as lookout:acknowledged.supportHandoff.`,
      ...(record === undefined ? [] : [record]),
      remembered(mail, `Revision ${String(revision)} of the mail is not recorded as sent.${why}`),
    );
  }
  return handoffStep.waiting(
    people.integration,
    `Send the mail that "lookout-intune handoff" prints to ${lookoutEnterpriseSupportEmail}, then record it as lookout:acknowledged.supportHandoff.${contact}`,
    ...(record === undefined ? [] : [record]),
    remembered(mail, `Revision ${String(revision)} of the mail is not recorded as sent.${why}`),
  );
}

/** Step 17: the Lookout tenant must be tied to this Entra tenant. */
export function evaluateLookoutTenant(inputs: StatusInputs): Step {
  const tenant = step("lookout-tenant");
  const [mail] = resourcesOf(inputs, "LookoutSupportHandoff");
  const { supportHandoff } = inputs.declared as { readonly supportHandoff?: { readonly lookoutTenant?: unknown } };
  const answer = mail === undefined ? supportHandoff?.lookoutTenant : mail.stored.inputs.lookoutTenant;
  const record = (text: string) => ({ text, from: "record" as const, at: null });
  switch (answer) {
    case LookoutTenant.None:
      return tenant.done(record("The config states that there was no Lookout tenant before"));
    case LookoutTenant.Tied:
      return tenant.done(record("The config states that the Lookout tenant is tied to this Entra tenant"));
    case LookoutTenant.Separate:
      return tenant.waiting(
        people.lookoutSupport,
        "Wait for the new Lookout tenant, then set lookout-intune:supportHandoff.lookoutTenant to tied.",
        record("The config states that the Lookout tenant is not tied to this Entra tenant, so a new one is needed"),
      );
    default:
      return tenant.unknown(
        "Find out whether you have a Lookout tenant, and set lookout-intune:supportHandoff.lookoutTenant to none, tied or separate.",
        record("The config does not state whether you already have a Lookout tenant"),
      );
  }
}

/** The ids of the mail to Lookout's support. */
export function handedOverIds(inputs: StatusInputs) {
  const ids = resourcesOf(inputs, "LookoutSupportHandoff")[0]?.stored.inputs ?? inputs.stack.outputs;
  return {
    tenantId: textOf(ids.tenantId),
    full: textOf(ids.fullAccessGroupId),
    restricted: textOf(ids.restrictedAccessGroupId),
    readOnly: textOf(ids.readOnlyAccessGroupId),
  };
}
