import { isCredential } from "../model/credentials";
import type { ConfigProblem } from "./config-problem";
import type { RawConfig } from "./raw-config";

/** The namespaces that hold what the integration signs in with. */
const signIn = /^(lookout|azuread):/;

/** Credentials that stand in the config in clear. Pulumi keeps the whole config in its state, what is no secret
 *  in clear; policies are not told which is which, so the program has to look. */
export function findClearCredentials({ entries, secretKeys }: RawConfig): ConfigProblem[] {
  return Object.entries(entries)
    .filter(([key, value]) => signIn.test(key) && isCredential(key.replace(signIn, ""), value))
    .filter(([key]) => !secretKeys.includes(key))
    .map(([key]) => ({
      key,
      found: "is set in clear",
      message:
        "Pulumi would keep it so in its state; set it as a secret or give it in the environment, and rotate it if others could read the file",
      fix: `pulumi config set --secret ${key}`,
    }));
}
