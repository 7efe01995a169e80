import { quoteName } from "pulumi-lookout-intune/internal/model/hidden-characters";
import { guideLinks } from "pulumi-lookout-intune/internal/model/guide-links";
import { people } from "pulumi-lookout-intune/internal/model/integration/steps";
import type { DynamicType } from "pulumi-lookout-intune/internal/model/resource-types";
import type { LiveResource } from "../../live/live-resources";
import { lookupValue } from "../../live/lookup-result";
import { describeDifferences } from "../../live/describe-differences";
import { outputsOf, resourcesOf, observedNow, textOf, lookupFailureOf, type StatusInputs } from "../inputs";
import { readGroupsFirst, combineObservations } from "../group-observation";
import { step, type Conclusions, type Evidence, type Step } from "../step";

/** Step 13: the app. */
export function evaluateApp(inputs: StatusInputs): Step {
  const app = step("app");
  const types: DynamicType[] = ["IntuneStoreApp", "IntuneManagedGooglePlayApp", "IntuneIosAppConfiguration"];
  return evaluate(inputs, app, types, "lookout-intune:lookoutForWork");
}

/** Step 14: compliance policies. */
export function evaluateCompliance(inputs: StatusInputs): Step {
  const compliance = step("compliance");
  return evaluate(inputs, compliance, ["IntuneCompliancePolicy"], "lookout-intune:compliance");
}

/** Step 15: app protection policies. */
export function evaluateAppProtection(inputs: StatusInputs): Step {
  const protection = step("app-protection");
  return evaluate(inputs, protection, ["IntuneAppProtectionPolicy"], "lookout-intune:appProtection");
}

function evaluate(
  inputs: StatusInputs,
  conclusions: Conclusions,
  types: readonly DynamicType[],
  setting: string,
): Step {
  const objects = resourcesOf(inputs, ...types);
  if (objects.length === 0) return conclusions.notDeclared(`Declare ${setting} to manage it.`);
  const wrong = objects.flatMap((object) => findObjectProblems(inputs, object));
  if (wrong.length > 0) {
    return conclusions.failing(
      "Run pulumi up to restore it (after pulumi refresh, if it was deleted), or declare the actual settings.",
      ...wrong,
    );
  }
  const unseen = objects.flatMap((object) => {
    const reason = lookupFailureOf(object);
    return reason === undefined
      ? []
      : [observedNow(inputs, "Microsoft Graph", `${nameOf(object)} could not be read: ${reason}`)];
  });
  if (unseen.length > 0) return conclusions.unknown("Fix the read error shown here, then run this again.", ...unseen);
  const notFound = objects.filter((object) => outputsOf(object).found === false);
  if (notFound.length > 0) {
    return conclusions.waiting(
      people.intune,
      `Approve the app in managed Google Play: in the Intune admin center, ${guideLinks.intuneAdminCenter.url}, under Apps > Android > Create > Managed Google Play app. Then run pulumi up.`,
      ...notFound.map((object) => observedNow(inputs, "Microsoft Graph", `Intune does not have ${nameOf(object)} yet`)),
    );
  }
  const unpublished = objects.filter((object) => !isPublished(object));
  if (unpublished.length > 0) {
    return conclusions.unknown(
      "Check again in some minutes, or check the app in the Intune admin center: Intune deploys only published apps.",
      ...unpublished.map((object) =>
        observedNow(inputs, "Microsoft Graph", `${nameOf(object)} is ${String(outputsOf(object).publishingState)}`),
      ),
    );
  }
  const found = objects.map((object) =>
    observedNow(inputs, "Microsoft Graph", `${nameOf(object)} is as declared, ${assignment(object)}`),
  );
  const unassigned = objects.filter((object) => groupsOf(object)?.length === 0);
  if (unassigned.length > 0) {
    return conclusions.waiting(people.integration, "Assign it to groups: it has no effect yet.", ...found);
  }
  const groups = combineObservations(
    inputs,
    objects.map((object) => groupsOf(object) ?? []),
  );
  if (groups("gone").length > 0) return conclusions.failing("Run pulumi refresh, then pulumi up.", ...groups("gone"));
  if (groups("unread").length > 0) return conclusions.unknown(readGroupsFirst, ...found, ...groups("unread"));
  if (groups("empty").length > 0) {
    const toDo = "Add users to the group: its assignments reach nobody yet.";
    return conclusions.waiting(people.groupOwners, toDo, ...found, ...groups("empty"));
  }
  return conclusions.done(...found);
}

/** Object ids of the groups to which apps and policies are assigned. */
export function assignedGroupIds(resources: readonly LiveResource[]): string[] {
  return resources.flatMap((resource) => groupsOf(resource) ?? []);
}

/** Any state except published counts as not published. Other objects have no such state. */
function isPublished(object: LiveResource): boolean {
  const state = textOf(outputsOf(object).publishingState);
  return state === undefined || state === "published";
}

function findObjectProblems(inputs: StatusInputs, object: LiveResource): Evidence[] {
  if ("failure" in object.actual) return [];
  const actual = lookupValue(object.actual);
  const now = (text: string) => observedNow(inputs, "Microsoft Graph", `${nameOf(object)} ${text}`);
  if (actual === undefined) return [now("is no longer in Intune")];
  return describeDifferences(actual.differences).map((text) => now(`differs: ${text}`));
}

function nameOf({ type, stored }: LiveResource): string {
  const { displayName, packageId, platform } = stored.inputs;
  const name = textOf(displayName) ?? textOf(packageId) ?? stored.name;
  // An app and its configuration often have the same name.
  const kind = type === "IntuneIosAppConfiguration" ? "the configuration " : "";
  const where = textOf(platform);
  return `${kind}${quoteName(name)}${where === undefined ? "" : ` (${where})`}`;
}

function assignment(object: LiveResource): string {
  const groups = groupsOf(object);
  if (groups === undefined) return "for all users of the app";
  return groups.length === 0
    ? "assigned to nobody"
    : `assigned to ${groups.length} group${groups.length === 1 ? "" : "s"}`;
}

function groupsOf(object: LiveResource): readonly string[] | undefined {
  const { includedGroupIds } = outputsOf(object);
  return Array.isArray(includedGroupIds) ? (includedGroupIds as string[]) : undefined;
}
