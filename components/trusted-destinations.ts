import * as pulumi from "@pulumi/pulumi";
import { findDestinationProblems, type SignInProvider } from "../clients/graph/declared-destinations";
import { componentError, type ComponentContext } from "./component-error";

/** Throws if the stack config would send a credential to a host that is not allowed. Call it before the first resource or
 *  lookup of the provider: it signs in with the stack config by itself, and asks nobody. */
export function refuseForeignDestinations(context: ComponentContext, provider: SignInProvider): void {
  const problems = findDestinationProblems(provider, { get: readConfig }, process.env);
  if (problems.length > 0) throw componentError(context, `${problems.join("; ")}.`);
}

/** Reads the stack config by its full key. */
export function readConfig(key: string): string | undefined {
  const [namespace = "", name = ""] = key.split(":");
  return new pulumi.Config(namespace).get(name);
}
