import { randomBytes } from "node:crypto";
import type { JsonObject } from "../azuread.graph";
import type { PropertyMap } from "../../plugin/properties";
import { flag, objectOf, strings, text } from "../argument-values";

const groupType = { "@odata.type": "#microsoft.graph.group" };

export function creationBody(inputs: PropertyMap, mailNickname: string, ownerAddresses: readonly string[]): JsonObject {
  return {
    ...groupType,
    description: text(inputs.description) || null,
    displayName: text(inputs.displayName),
    groupTypes: strings(inputs.types),
    isAssignableToRole: flag(inputs.assignableToRole),
    mailEnabled: flag(inputs.mailEnabled),
    mailNickname,
    ...membershipRule(inputs),
    ...(ownerAddresses.length === 0 ? {} : { "owners@odata.bind": ownerAddresses }),
    resourceBehaviorOptions: [],
    resourceProvisioningOptions: [],
    securityEnabled: flag(inputs.securityEnabled),
    ...(text(inputs.visibility) === "" ? {} : { visibility: text(inputs.visibility) }),
  };
}

export function updateBody(outputs: PropertyMap, inputs: PropertyMap): JsonObject {
  const visibility = text(inputs.visibility);
  return {
    ...groupType,
    description: text(inputs.description) || null,
    displayName: text(inputs.displayName),
    mailEnabled: flag(inputs.mailEnabled),
    ...membershipRule(inputs),
    securityEnabled: flag(inputs.securityEnabled),
    ...(visibility === "" || visibility === text(outputs.visibility) ? {} : { visibility }),
  };
}

export function renamingBody(displayName: string): JsonObject {
  return { ...groupType, displayName };
}

export function referenceBody(address: string): JsonObject {
  return { "@odata.id": address };
}

function membershipRule(inputs: PropertyMap): JsonObject {
  const rule = objectOf(inputs.dynamicMembership);
  return rule === undefined
    ? { membershipRule: null }
    : { membershipRule: text(rule.rule), membershipRuleProcessingState: flag(rule.enabled) ? "On" : "Paused" };
}

/** Eight hexadecimal digits, a hyphen and one more, as the portal makes them. */
export function randomMailNickname(): string {
  const digits = randomBytes(5).toString("hex");
  return `${digits.slice(0, 8)}-${digits.slice(8, 9)}`;
}
