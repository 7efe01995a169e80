import * as pulumi from "@pulumi/pulumi";
import { comparedAdoption, identifyingArgs } from "./adoption";

/** The input that hands the program's comparison of an object to the provider. Secret arguments are outputs, so that whether there
 *  is a comparison then shows only while the resource is registered. */
export function adoptionInput(type: string, args: object): { adoption?: pulumi.Input<string | undefined> } {
  const given = identifyingArgs(args);
  if (!Object.values(given).some((value) => pulumi.Output.isInstance(value))) return comparedAdoption(type, args);
  return { adoption: pulumi.output(given).apply((known) => comparedAdoption(type, known).adoption) };
}
