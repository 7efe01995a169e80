import type { JsonObject } from "../azuread.graph";
import { unknownValue, type PropertyMap, type PropertyValue } from "../../plugin/properties";
import { groupArguments, groupOutputTypes } from "./group.arguments";
import { isUnset, sameSet, strings, text, texts } from "../argument-values";

/** A group as Graph describes it, with what has to be asked for separately. */
export interface RemoteGroup {
  readonly group: JsonObject;
  readonly owners: readonly string[];
  readonly members: readonly string[];
  readonly administrativeUnits: readonly string[];
}

export function groupOutputs({ group, owners, members, administrativeUnits }: RemoteGroup): PropertyMap {
  const string = (name: string) => text(group[name]);
  const boolean = (name: string) => group[name] === true;
  const list = (name: string) => texts(group[name]);
  const writeback = (group.writebackConfiguration ?? {}) as JsonObject;
  const rule = group.membershipRule;
  return {
    administrativeUnitIds: [...administrativeUnits],
    assignableToRole: boolean("isAssignableToRole"),
    // Graph returns these four only for Microsoft 365 groups.
    autoSubscribeNewMembers: false,
    externalSendersAllowed: false,
    hideFromAddressLists: false,
    hideFromOutlookClients: false,
    behaviors: list("resourceBehaviorOptions"),
    description: string("description"),
    displayName: string("displayName"),
    ...(typeof rule === "string"
      ? { dynamicMembership: { enabled: group.membershipRuleProcessingState !== "Paused", rule } }
      : {}),
    mail: string("mail"),
    mailEnabled: boolean("mailEnabled"),
    mailNickname: string("mailNickname"),
    members: [...members],
    objectId: string("id"),
    onpremisesDomainName: string("onPremisesDomainName"),
    onpremisesGroupType: text(writeback.onPremisesGroupType),
    onpremisesNetbiosName: string("onPremisesNetBiosName"),
    onpremisesSamAccountName: string("onPremisesSamAccountName"),
    onpremisesSecurityIdentifier: string("onPremisesSecurityIdentifier"),
    onpremisesSyncEnabled: boolean("onPremisesSyncEnabled"),
    owners: [...owners],
    preferredLanguage: string("preferredLanguage"),
    provisioningOptions: list("resourceProvisioningOptions"),
    proxyAddresses: list("proxyAddresses"),
    securityEnabled: boolean("securityEnabled"),
    theme: string("theme"),
    types: list("groupTypes"),
    visibility: string("visibility"),
    writebackEnabled: writeback.isEnabled === true,
  };
}

/** Outputs before a group is made or changed: arguments as given, what the service decides as recorded or unknown. */
export function plannedOutputs(inputs: PropertyMap, outputs: PropertyMap | undefined): PropertyMap {
  const computedByService = [
    ...Object.keys(groupOutputTypes),
    ...Object.entries(groupArguments).flatMap(([name, argument]) => (argument.computed ? [name] : [])),
  ];
  const decided: PropertyMap = Object.fromEntries(
    computedByService.map((name) => [name, outputs === undefined ? unknownValue : outputs[name]]),
  );
  return { ...decided, ...inputs };
}

/** The arguments that describe the group as it really is. With recorded arguments, only what those govern is read. */
export function inputsOf(outputs: PropertyMap, recorded: PropertyMap | undefined): PropertyMap {
  const inputs: PropertyMap = {};
  for (const [name, argument] of Object.entries(groupArguments)) {
    const real = outputs[name];
    const before = recorded?.[name];
    if (before !== undefined && before !== null) inputs[name] = mergeActual(before, real);
    else if (!isUnset(real) && (recorded === undefined || !argument.computed)) inputs[name] = real;
  }
  return inputs;
}

/** Keeps the spelling of the program where it means the same, so that a refresh shows no change that is none. */
function mergeActual(before: PropertyValue, real: PropertyValue | undefined): PropertyValue | undefined {
  if (Array.isArray(before) && Array.isArray(real) && sameSet(strings(before), strings(real))) return before;
  return isUnset(before) && isUnset(real) ? before : real;
}
