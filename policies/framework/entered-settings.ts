import type { PolicyResource } from "@pulumi/policy";
import {
  ConfigurationMode,
  consoleSettingsTypes,
  dynamicTypes,
  type ConsoleSettingsType,
} from "pulumi-lookout-intune/schemas";
import type { Props } from "./rule";
import { tryToRead } from "./unknown-readings";
import { memberOf, textOf } from "./input-values";

const [first, ...others] = consoleSettingsTypes.map((name) => dynamicTypes[name]);
/** Types of the resources whose settings a person must enter in Lookout's console. */
export const consoleTypes: readonly [string, ...string[]] = [first ?? "", ...others];

/** The fix for settings that are not acknowledged yet. */
export const fixPending =
  'Follow the output runbook (or "lookout-intune runbook"), and record the revision in lookout:acknowledged.';

/** Settings that a person must enter, and the resource that declares them. */
export interface EnteredByPerson {
  readonly settings: ConsoleSettingsType;
  readonly resource: PolicyResource;
}

/** Returns the settings of a stack that are not applied by a gateway. */
export function enteredByPerson(resources: readonly PolicyResource[]): EnteredByPerson[] {
  return resources.flatMap((resource) => {
    const settings = consoleSettingsTypes.find((name) => dynamicTypes[name] === resource.type);
    if (settings === undefined) return [];
    // A mode that is not known yet may be console, so the rule applies.
    return tryToRead<unknown>(() => resource.props.mode).value === ConfigurationMode.Gateway
      ? []
      : [{ settings, resource }];
  });
}

/** Returns the resource's output `pendingSince`. In a preview that creates or changes the resource, Pulumi passes only inputs to the
 *  rule, so it is undefined and the revision counts as new. It is also undefined in state of an older release. */
export function pendingSinceOf(props: Props): string | undefined {
  return textOf(tryToRead(() => props.pendingSince).value);
}

/** Describes since when settings are pending, for messages. */
export function describeSince(props: Props): string {
  const since = pendingSinceOf(props);
  if (since !== undefined) return `since ${since}`;
  return tryToRead(() => props.consoleStatus).value === undefined
    ? "from this update on"
    : "since an unknown time, because an older release did not record it";
}

/** Returns the acknowledgement of a resource; undefined when it has none. */
export function acknowledgementOf(props: Props): { readonly revision: string; readonly at: string } | undefined {
  const revision = textOf(memberOf(props.acknowledgement, "revision"));
  const at = textOf(memberOf(props.acknowledgement, "at"));
  return revision === undefined || at === undefined ? undefined : { revision, at };
}
