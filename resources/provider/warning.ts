import * as pulumi from "@pulumi/pulumi";
import { printableText } from "../../model/printable";
import { hideTexts, textsToHide, valueAtSteps } from "../../model/secret-values";
import { secretPathsIn } from "./secret-paths";

/** Logs a warning of the resource in every preview and update, even without changes. In a preview, it does so only if
 *  the inputs that decide are known. */
export function warnInEveryRun<Inputs extends object>(
  resource: pulumi.Resource,
  inputs: Inputs,
  warningOf: (known: pulumi.Unwrap<Inputs>) => string | undefined,
): void {
  const paths = secretPathsIn(inputs);
  pulumi.output(inputs).apply(async (known) => {
    const warning = warningOf(known);
    if (warning === undefined) return;
    const hidden = (await paths).flatMap((path) => textsToHide(valueAtSteps(known, path), path));
    await warnHiding(resource, warning, hidden);
  });
}

/** Logs a warning of the resource that does not show the hidden texts. */
export function warnHiding(resource: pulumi.Resource, warning: string, hidden: readonly string[]): Promise<void> {
  return pulumi.log.warn(printableText(hideTexts(warning, hidden)), resource);
}
