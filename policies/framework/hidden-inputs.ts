import {
  dynamicTypeOf,
  fromPointer,
  hideTexts,
  secretInputsKey,
  textsToHide,
  valueAtSteps,
  type Steps,
} from "pulumi-lookout-intune/schemas";
import { tryToRead } from "./unknown-readings";

type Props = Readonly<Record<string, unknown>>;

/** Whether a part of the inputs is secret. Pulumi hands all values to policies in plaintext; this package's resources say which of
 *  theirs are secret. */
export function hasSecretInputs(props: Props): boolean {
  return secretPointers(props).length > 0;
}

/** Hides the secret inputs of resources in a message, because Pulumi prints messages as they are. Nobody knows whether a name of a
 *  group or of a resource of azuread is secret, so these are hidden where any input is. */
export function hideSecretInputs(
  message: string,
  resources: readonly { readonly type: string; readonly props: Props }[],
): string {
  const texts = resources.flatMap(({ props }) =>
    secretPointers(props).flatMap((pointer) => textsAt(props, fromPointer(pointer))),
  );
  if (texts.length === 0) return message;
  const others = resources.filter(({ type }) => dynamicTypeOf(type) === undefined);
  return hideTexts(message, [...texts, ...others.flatMap(({ props }) => textsAt(props, ["displayName"]))]);
}

function textsAt(props: Props, steps: Steps): readonly string[] {
  // An unknown value is in no message.
  return tryToRead(() => textsToHide(valueAtSteps(props, steps), steps)).value ?? [];
}

function secretPointers(props: Props): readonly string[] {
  const { value } = tryToRead(() => props[secretInputsKey]);
  return Array.isArray(value) ? (value as string[]) : [];
}
