import type { PolicyResource } from "@pulumi/policy";
import {
  azureadTypes,
  componentTypes,
  describeNameDifference,
  dynamicTypes,
  findNameProblem,
  findNameTwins,
  quoteDifferent,
  quoteName,
} from "pulumi-lookout-intune/schemas";
import { ts } from "../framework/documentation";
import { stackRule } from "../framework/rule";
import { setUpGuide } from "../framework/sources";
import { throwUnknown, tryToRead, type Reading } from "../framework/unknown-readings";

/** What has a name that people read, by type: the word for it, and the input with the name. Names of different things may be alike. */
const namedTypes: Readonly<Record<string, { readonly what: string; readonly input: string }>> = {
  [azureadTypes.Group]: { what: "group", input: "displayName" },
  [componentTypes.EnrollmentGroup]: { what: "group", input: "displayName" },
  [azureadTypes.ConditionalAccessPolicy]: { what: "Conditional Access policy", input: "displayName" },
  [dynamicTypes.IntuneCompliancePolicy]: { what: "compliance policy", input: "displayName" },
  [dynamicTypes.IntuneAppProtectionPolicy]: { what: "app protection policy", input: "displayName" },
  [dynamicTypes.IntuneStoreApp]: { what: "app", input: "displayName" },
  [dynamicTypes.IntuneIosAppConfiguration]: { what: "app configuration", input: "displayName" },
  [dynamicTypes.LookoutThreatFeed]: { what: "threat feed", input: "title" },
};

/** Lookout compares the names of groups letter by letter, and people find everything else by its name. */
export const namesLegible = stackRule({
  id: "lookout-names-legible",
  title: "Names that people can read and tell apart",
  demand:
    "No name that the stack gives to a group, policy or app has anything in it that nobody sees, or looks like another one of the stack.",
  severity: "high",
  tags: ["lookout", "entra", "intune", "groups"],
  source: setUpGuide,
  why:
    "Lookout compares group names letter by letter, and a person types or copies them into its console. A zero width space, a no-break space or a decomposed letter is not seen and " +
    "not typed again, so Lookout finds no group and no device enrolls. Of two names that look the same, people choose the wrong one. Letters of alphabets other than Latin, Greek and " +
    "Cyrillic are not compared by their look.",
  fix: "Type the name anew instead of copying it, and give each object a name that differs visibly.",
  bad: ts(
    'new azuread.Group("pilot", { displayName: "Lookout\\u00A0pilot", securityEnabled: true });   // a no-break space',
  ),
  good: ts('new azuread.Group("pilot", { displayName: "Lookout pilot", securityEnabled: true });'),
  validate: ({ resources, notApplicable }, report) => {
    const named = resources.flatMap((resource) => describeNamed(resource) ?? []);
    if (named.length === 0) notApplicable("the stack names no group, policy or app");
    for (const {
      name: { value: name },
      isCreated,
      what,
      input,
      resource,
    } of named) {
      const problem = isCreated && name !== undefined ? findNameProblem(name, "new") : undefined;
      if (problem !== undefined)
        report(`${input} of the ${what} is ${quoteName(name ?? "")}: ${problem}.`, resource.urn);
    }
    const known = named.filter(({ name }) => name.value !== undefined);
    for (const what of new Set(known.map((one) => one.what))) {
      const alike = known.filter((one) => one.what === what);
      // Nobody may be able to rename a group that exists.
      for (const { first, second, difference } of findNameTwins(alike, ({ name }) => name.value ?? "")) {
        if (!first.isCreated && !second.isCreated) continue;
        const [one, other] = [first, second].map(({ name }) => quoteDifferent(name.value ?? "", difference));
        report(
          `${second.input} of the ${what} is ${other ?? ""}, and ${first.resource.name} has ${one ?? ""}: ${describeNameDifference(difference)}. ` +
            "Give each a name that people can tell apart.",
          second.resource.urn,
        );
      }
    }
    throwUnknown(named.map(({ name }) => name));
  },
});

interface Named {
  readonly what: string;
  readonly input: string;
  readonly name: Reading<string>;
  /** Whether the stack gives the name. An existing object has the name that somebody gave it. */
  readonly isCreated: boolean;
  readonly resource: PolicyResource;
}

function describeNamed(resource: PolicyResource): Named | undefined {
  const type = namedTypes[resource.type];
  if (type === undefined) return undefined;
  const { value, unknown } = tryToRead((): unknown => resource.props[type.input]);
  if (unknown === undefined && typeof value !== "string") return undefined;
  const name = unknown === undefined ? { value: String(value) } : { unknown };
  return { ...type, name, isCreated: givesName(resource), resource };
}

function givesName({ type, props }: PolicyResource): boolean {
  if (type === componentTypes.EnrollmentGroup) return false;
  const { value: adopt } = tryToRead((): unknown => props.adopt);
  return type === dynamicTypes.LookoutThreatFeed || adopt === undefined || adopt === false;
}
