import { isCredential } from "../model/credentials";
import type { ConfigProblem } from "./config-problem";
import type { RawConfig } from "./raw-config";

/** The config namespaces with credentials. */
const signIn = /^(lookout|azuread):/;

/** Finds credentials that are in the config in plaintext. Pulumi stores the whole config in its state, and non-secret values in
 *  plaintext. The program checks this because policies do not know which values are secret. */
export function findClearCredentials({ entries, secretKeys }: RawConfig): ConfigProblem[] {
  return Object.entries(entries)
    .filter(([key, value]) => signIn.test(key) && isCredential(key.replace(signIn, ""), value))
    .filter(([key]) => !secretKeys.includes(key))
    .map(([key]) => ({
      key,
      found: "is set in plaintext",
      message:
        "Pulumi would store it in plaintext in its state; set it as a secret or in the environment, and rotate it if others could read the file",
      fix: `pulumi config set --secret ${key}`,
    }));
}
