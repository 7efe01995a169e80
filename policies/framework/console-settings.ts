import type { PolicyResource } from "@pulumi/policy";
import {
  ConfigurationMode,
  consoleSettingsTypes,
  dynamicTypes,
  type ConsoleSettingsType,
} from "pulumi-lookout-intune/schemas";
import type { Props } from "./rule";
import { tryToRead } from "./unknown-values";
import { memberOf, textOf } from "./values";

const [first, ...others] = consoleSettingsTypes.map((name) => dynamicTypes[name]);
/** Types of the resources whose settings a person enters in Lookout's console. */
export const consoleTypes: readonly [string, ...string[]] = [first ?? "", ...others];

/** What to do about settings that wait. */
export const fixPending =
  'Follow the output runbook (or "lookout-intune runbook"), and record the revision in lookout:acknowledged.';

/** Settings that a person enters, with the resource that declares them. */
export interface EnteredByPerson {
  readonly settings: ConsoleSettingsType;
  readonly resource: PolicyResource;
}

/** The settings of a stack that no gateway applies. */
export function enteredByPerson(resources: readonly PolicyResource[]): EnteredByPerson[] {
  return resources.flatMap((resource) => {
    const settings = consoleSettingsTypes.find((name) => dynamicTypes[name] === resource.type);
    if (settings === undefined) return [];
    // A mode that is not known yet may be console, and what that asks for is asked then.
    return tryToRead<unknown>(() => resource.props.mode).value === ConfigurationMode.Gateway
      ? []
      : [{ settings, resource }];
  });
}

/** The resource's output: since when its revision waits. In a preview that creates or changes the resource Pulumi shows a rule the
 *  inputs alone, so there is none and the revision counts as new; the state of an older release has none either. */
export function pendingSinceOf(props: Props): string | undefined {
  return textOf(tryToRead(() => props.pendingSince).value);
}

/** Since when settings wait, for messages. */
export function describeSince(props: Props): string {
  const since = pendingSinceOf(props);
  if (since !== undefined) return `since ${since}`;
  return tryToRead(() => props.consoleStatus).value === undefined
    ? "from this update on"
    : "since when was not kept by the release that asked for it";
}

/** A person's record, as far as a resource has one. */
export function acknowledgementOf(props: Props): { readonly revision: string; readonly at: string } | undefined {
  const revision = textOf(memberOf(props.acknowledgement, "revision"));
  const at = textOf(memberOf(props.acknowledgement, "at"));
  return revision === undefined || at === undefined ? undefined : { revision, at };
}
