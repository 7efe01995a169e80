import { isCredential } from "pulumi-lookout-intune/schemas";
import { ts } from "../framework/documentation";
import { resourceRule } from "../framework/rule";
import { pulumiSecrets } from "../framework/sources";
import { evaluateEach } from "../framework/unknown-values";

/** Ours and those that may stand beside them; providers are where credentials belong. What LookoutEvidence is given are outputs of
 *  ours, which hold no credential and are mostly not known before the update. */
const evaluated = /^(pulumi-nodejs:dynamic\/lookout-intune:(?!LookoutEvidence$)|azuread:|azure-native:)/;

export const noCredentialInInputs = resourceRule({
  id: "lookout-no-credential-in-inputs",
  title: "No credential in an input",
  demand: "No input of a resource holds a password, a key or a token.",
  severity: "critical",
  tags: ["credentials", "state"],
  source: pulumiSecrets,
  why:
    "Inputs are kept in state and shown in previews. A credential among them is readable by everybody who may read the state, stays in its history, and its " +
    "rotation changes every resource that holds it.",
  fix: "Give credentials to the providers by environment or secret config, and take them out of the resource.",
  bad: ts('new IntuneStoreApp("app", { platform: "ios", description: `key: ${applicationKey}` });'),
  good: ts("// pulumi config set --secret lookout:applicationKey, or LOOKOUT_APPLICATION_KEY in the environment"),
  types: "any",
  validate: ({ type, props, notApplicable }, report) => {
    if (!evaluated.test(type)) notApplicable("only this package's, azuread's and azure-native's resources are judged");
    for (const path of credentialsIn(props)) {
      report(`${path} holds what looks like a credential. Take it out, and rotate it if it was ever in a state.`);
    }
  },
});

/** Paths of credentials. What could not be read is left for the SDK to report, once all the rest was looked at. */
function credentialsIn(value: unknown, path: readonly string[] = []): string[] {
  if (value === null || typeof value !== "object") return [];
  const found: string[] = [];
  evaluateEach(
    Object.keys(value).filter((name) => !isId(name)),
    (name) => {
      const inner = (value as Record<string, unknown>)[name];
      if (isCredential(name, inner)) found.push([...path, shown(name)].join("."));
      found.push(...credentialsIn(inner, [...path, shown(name)]));
    },
  );
  return found;
}

/** Ids are held to their form by the resources' own checks, and are what is mostly not known before the update. */
function isId(name: string): boolean {
  return /(^id|Ids?)$/.test(name);
}

/** A name as a message may repeat it: one that a program or a schema gave, not one that holds data. */
function shown(name: string): string {
  return /^[A-Za-z][A-Za-z0-9]{0,40}$|^\d{1,6}$/.test(name) ? name : "…";
}
