import * as pulumi from "@pulumi/pulumi";

/** Returns an output of a resource, or its expected value in the preview that creates the resource, where the outputs of a
 *  dynamic resource are unknown. In the preview of a later change it stays unknown: it depends on the state. */
export function outputOrExpected<T>(
  { id }: pulumi.CustomResource,
  output: pulumi.Output<T>,
  expected: pulumi.Output<T>,
): pulumi.Output<T> {
  return pulumi.output(isKnown(id)).apply((exists) => (exists ? output : expected));
}

/** Returns a value, or a placeholder in a preview that does not know the value yet. For texts. */
export function outputOrPlaceholder<T>(output: pulumi.Output<T>, placeholder: pulumi.Output<T>): pulumi.Output<T> {
  return pulumi.output(isKnown(output)).apply((known) => (known ? output : placeholder));
}

/** Whether an output is known in this run. Every output has `isKnown`, although the SDK's types omit it; the SDK itself uses it
 *  for outputs of other copies of the SDK. */
function isKnown(output: pulumi.Output<unknown>): Promise<boolean> {
  const { isKnown: known = Promise.resolve(true) } = output as unknown as { readonly isKnown?: Promise<boolean> };
  return known;
}
