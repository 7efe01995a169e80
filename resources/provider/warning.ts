import * as pulumi from "@pulumi/pulumi";
import { printableText } from "../../model/printable";

/** Logs a warning of the resource in every preview and update, even without changes. In a preview, it does so only if
 *  the inputs that decide are known. */
export function warnInEveryRun<Inputs extends object>(
  resource: pulumi.Resource,
  inputs: Inputs,
  warningOf: (known: pulumi.Unwrap<Inputs>) => string | undefined,
): void {
  pulumi.output(inputs).apply((known) => {
    const warning = warningOf(known);
    if (warning !== undefined) void pulumi.log.warn(printableText(warning), resource);
  });
}
