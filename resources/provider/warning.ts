import * as pulumi from "@pulumi/pulumi";

/** Warns under the resource in every preview and every update, also when nothing changes: as soon as the inputs that decide
 *  are known, and so in a preview only where they are. */
export function warnInEveryRun<Inputs extends object>(
  resource: pulumi.Resource,
  inputs: Inputs,
  warningOf: (known: pulumi.Unwrap<Inputs>) => string | undefined,
): void {
  pulumi.output(inputs).apply((known) => {
    const warning = warningOf(known);
    if (warning !== undefined) void pulumi.log.warn(warning, resource);
  });
}
