import { isCredential } from "pulumi-lookout-intune/schemas";
import { ts } from "../framework/documentation";
import { resourceRule } from "../framework/rule";
import { pulumiSecrets } from "../framework/sources";
import { evaluateEach } from "../framework/unknown-readings";

/** This package's resources and those of azuread and azure-native. Providers may have credentials. LookoutEvidence is excluded: its
 *  inputs are outputs of this package, which contain no credentials and are mostly unknown before the update. */
const evaluated = /^(pulumi-nodejs:dynamic\/lookout-intune:(?!LookoutEvidence$)|azuread:|azure-native:)/;

export const noCredentialInInputs = resourceRule({
  id: "lookout-no-credential-in-inputs",
  title: "No credential in an input",
  demand: "No input of a resource contains a password, a key or a token.",
  severity: "critical",
  tags: ["credentials", "state"],
  source: pulumiSecrets,
  why:
    "Inputs are kept in state and shown in previews. A credential among them is readable by everybody who may read the state, stays in its history, and its " +
    "rotation changes every resource that contains it.",
  fix: "Give credentials to the providers by environment or secret config, and remove them from the resource.",
  bad: ts('new IntuneStoreApp("app", { platform: "ios", description: `key: ${applicationKey}` });'),
  good: ts("// pulumi config set --secret lookout:applicationKey, or LOOKOUT_APPLICATION_KEY in the environment"),
  types: "any",
  validate: ({ type, props, notApplicable }, report) => {
    if (!evaluated.test(type))
      notApplicable("only this package's, azuread's and azure-native's resources are evaluated");
    for (const path of credentialsIn(props)) {
      report(`${path} looks like a credential. Remove it, and rotate it if it was ever in a state.`);
    }
  },
});

/** Returns the paths of credentials. The SDK reports unknown values after all others were validated. */
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

/** Whether a value is an id. The resources validate ids themselves, and ids are mostly unknown before the update. */
function isId(name: string): boolean {
  return /(^id|Ids?)$/.test(name);
}

/** Returns a property name if it is safe to show in a message: one from a program or a schema, not one that contains data. */
function shown(name: string): string {
  return /^[A-Za-z][A-Za-z0-9]{0,40}$|^\d{1,6}$/.test(name) ? name : "…";
}
