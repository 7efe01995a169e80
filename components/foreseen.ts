import * as pulumi from "@pulumi/pulumi";

/** An output of a resource, or what it will be in the preview of the resource's creation, where Pulumi knows no output of a dynamic
 *  resource. In the preview of a later change it stays unknown: it depends on what the state remembers. */
export function foreseen<T>(
  { id }: pulumi.CustomResource,
  output: pulumi.Output<T>,
  willBe: pulumi.Output<T>,
): pulumi.Output<T> {
  return pulumi.output(isKnown(id)).apply((exists) => (exists ? output : willBe));
}

/** A value, or what to say in its place in a preview that does not know it yet. For texts. */
export function meanwhile<T>(output: pulumi.Output<T>, instead: pulumi.Output<T>): pulumi.Output<T> {
  return pulumi.output(isKnown(output)).apply((known) => (known ? output : instead));
}

/** Whether a value is known in this run. Every output tells, though the SDK's types leave it out: the SDK itself asks outputs of other
 *  copies of it in this way. */
function isKnown(output: pulumi.Output<unknown>): Promise<boolean> {
  const { isKnown: known = Promise.resolve(true) } = output as unknown as { readonly isKnown?: Promise<boolean> };
  return known;
}
