import * as pulumi from "@pulumi/pulumi";
import type { z } from "zod";
import { findProblems } from "../model/validation";

/** The component that a problem is reported for. */
export interface ComponentContext {
  /** Class name, as the user wrote it. */
  readonly kind: string;
  readonly name: string;
  readonly resource: pulumi.ComponentResource;
}

/** An error that Pulumi shows under the component, in one line and without a stack. */
export function componentError({ kind, name, resource }: ComponentContext, message: string): pulumi.ResourceError {
  const text = `${kind} "${name}": ${message}`;
  const error = new pulumi.ResourceError(text, resource, true);
  // The SDK hides this stack but formats it all the same, for which Node.js takes half a minute when the program is an
  // exported async function: a frame's path then ends in `node_modules/@pulumi/resource.ts`. Measured with Node.js 22.23.
  error.stack = undefined;
  // Where an input waits for a value that ends in this error, the SDK writes `error serializing property "…": ` before the message, once
  // for each resource on the way. The message says everything already, so it stays as it is.
  Object.defineProperty(error, "message", { get: () => text, set: () => undefined });
  return error;
}

/** Holds a value to a rule: at once when the value is plain, so that nothing is declared after it; otherwise as soon as
 *  it is known. */
export function checkedInput<T>(
  context: ComponentContext,
  property: string,
  schema: z.ZodType,
  value: pulumi.Input<T>,
): pulumi.Output<pulumi.Unwrap<pulumi.Input<T>>> {
  if (!isEventual(value)) refuseProblems(context, property, schema, value);
  return pulumi.output(value).apply((resolved) => {
    refuseProblems(context, property, schema, resolved);
    return resolved;
  });
}

function refuseProblems(context: ComponentContext, property: string, schema: z.ZodType, value: unknown): void {
  const [problem] = findProblems(schema, value);
  if (problem === undefined) return;
  const path = problem.path === "" || problem.path.startsWith("[") ? problem.path : `.${problem.path}`;
  throw componentError(context, `${property}${path}: ${problem.message}.`);
}

/** Whether a value, or a part of it, becomes known only later. */
export function isEventual(value: unknown): boolean {
  if (pulumi.Output.isInstance(value) || value instanceof Promise) return true;
  if (value === null || typeof value !== "object") return false;
  return Object.values(value).some(isEventual);
}
