import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { printableText } from "../model/printable";
import { hideTexts, textsToHide } from "../model/secret-values";
import { findProblems } from "../model/validation";

/** The component that declares resources and for which errors are reported. */
export interface ComponentContext {
  /** Class name, as the user wrote it. */
  readonly kind: string;
  readonly name: string;
  readonly resource: pulumi.ComponentResource;
}

/** Creates an error that Pulumi shows under the component, on one line and without a stack trace. The message does not repeat
 *  `hidden` values. */
export function componentError(
  { kind, name, resource }: ComponentContext,
  message: string,
  hidden: readonly unknown[] = [],
): pulumi.ResourceError {
  const text = printableText(`${kind} "${name}": ${hideTexts(message, textsToHide(hidden))}`);
  const error = new pulumi.ResourceError(text, resource, true);
  // The SDK does not show the stack trace but still formats it. That takes Node.js half a minute when the program is an exported
  // async function: a frame's path then ends in `node_modules/@pulumi/resource.ts`. Measured with Node.js 22.23.
  error.stack = undefined;
  // When an input depends on a value that fails with this error, the SDK prefixes the message with `error serializing property
  // "…": `, once for each resource on the way. The message is complete without the prefix, so it is read-only.
  Object.defineProperty(error, "message", { get: () => text, set: () => undefined });
  return error;
}

/** Validates an input: a plain value at once, so that no further resource is declared; an output as soon as it is known. */
export function checkedInput<T>(
  context: ComponentContext,
  property: string,
  schema: z.ZodType,
  value: pulumi.Input<T>,
): pulumi.Output<pulumi.Unwrap<pulumi.Input<T>>> {
  if (!isEventual(value)) refuseProblems(context, property, schema, value);
  return whenKnown(pulumi.output(value), (resolved, hidden) => {
    refuseProblems(context, property, schema, resolved, hidden);
    return resolved;
  });
}

/** Calls a function with a value as soon as it is known, and with the values that messages must hide: that value if it is secret. */
export function whenKnown<T, U>(
  value: pulumi.Output<T>,
  act: (known: T, hidden: readonly unknown[]) => U | Promise<U>,
): pulumi.Output<U> {
  return value.apply<U>(async (known) => act(known, (await pulumi.isSecret(value)) ? [known] : []));
}

function refuseProblems(
  context: ComponentContext,
  property: string,
  schema: z.ZodType,
  value: unknown,
  hidden: readonly unknown[] = [],
): void {
  const [problem] = findProblems(schema, value);
  if (problem === undefined) return;
  const path = problem.path === "" || problem.path.startsWith("[") ? problem.path : `.${problem.path}`;
  throw componentError(context, `${property}${path}: ${problem.message}.`, hidden);
}

/** Whether a value is, or contains, an Output or a Promise. */
export function isEventual(value: unknown): boolean {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return true;
  if (value === null || typeof value !== "object") return false;
  return Object.values(value).some(isEventual);
}
