import { consoleSettingsTypes, dynamicTypes, type ConsoleSettingsType } from "pulumi-lookout-intune/domain";
import type { Props } from "./rule";
import { memberOf, textOf } from "./values";

const [first, ...others] = consoleSettingsTypes.map((name) => dynamicTypes[name]);
/** Types of the resources whose settings a person enters in Lookout's console. */
export const consoleTypes: readonly [string, ...string[]] = [first ?? "", ...others];

export function consoleTypeOf(type: string): ConsoleSettingsType | undefined {
  return consoleSettingsTypes.find((name) => dynamicTypes[name] === type);
}

/** A person's record, as far as a resource has one. */
export function acknowledgementOf(props: Props): { readonly revision: string; readonly at: string } | undefined {
  const revision = textOf(memberOf(props.acknowledgement, "revision"));
  const at = textOf(memberOf(props.acknowledgement, "at"));
  return revision === undefined || at === undefined ? undefined : { revision, at };
}
