import { ConfigurationMode, ConsoleStatus } from "../../../model/configuration-mode";
import { azureadTypes, dynamicTypes, type DynamicType } from "../../../model/resource-types";
import type { LiveResource, ActualResource } from "lookout-intune/internal/live/live-resources";
import type { LookupResult } from "lookout-intune/internal/live/lookup-result";
import type { StackResource, Values } from "lookout-intune/internal/stack/stack-state";
import type { StatusInputs } from "lookout-intune/internal/status/inputs";

export const ids = {
  tenant: "00000000-0000-4000-8000-000000000001",
  full: "00000000-0000-4000-8000-000000000002",
  restricted: "00000000-0000-4000-8000-000000000005",
  readOnly: "00000000-0000-4000-8000-000000000003",
  pilot: "00000000-0000-4000-8000-000000000004",
  emergency: "00000000-0000-4000-8000-000000000006",
} as const;
export const now = "2026-03-01T12:00:00.000Z";
const record = { revision: "r-0123456789ab", by: "Alex", at: "2026-02-01T09:00:00Z" };

export function stored(type: string, inputs: Values, outputs: Values = {}): StackResource {
  return {
    urn: `urn:pulumi:prod::lookout-intune::${type}::${type}`,
    type,
    name: type,
    id: "an-id",
    modifiedAt: "2026-02-28T12:00:00Z",
    inputs,
    outputs: { ...inputs, ...outputs },
    secrets: { inputs: [], outputs: [] },
  };
}

/** A resource that is really as the stack has it. */
export function live(type: DynamicType, inputs: Values, outputs: Values = {}): LiveResource {
  const resource = stored(dynamicTypes[type], inputs, outputs);
  return { type, stored: resource, actual: { value: { outputs: resource.outputs, differences: [] } } };
}

const acknowledged = { mode: ConfigurationMode.Console, acknowledgement: record };
const assigned = { includedGroupIds: [ids.pilot], excludedGroupIds: [] };
export const policy = stored(azureadTypes.ConditionalAccessPolicy, {
  displayName: "Compliant devices",
  state: "enabled",
  conditions: { users: { includedGroups: [ids.pilot], excludedGroups: [ids.emergency] } },
});

/** An integration of which every step is done, so that a test changes one thing. */
export function doneInputs(): StatusInputs {
  const consoleStatus = { consoleStatus: ConsoleStatus.Acknowledged, revision: record.revision };
  const group = (displayName: string) => ({
    value: { displayName, rule: undefined, memberTypes: ["#microsoft.graph.user"] },
  });
  return {
    observedAt: now,
    stack: {
      stack: "prod",
      project: "lookout-intune",
      updatedAt: "2026-02-28T12:00:00Z",
      outputs: {},
      resources: [policy],
    },
    signIn: { value: { tenantId: ids.tenant } },
    resources: [
      live(
        "LookoutSupportHandoff",
        {
          tenantId: ids.tenant,
          fullAccessGroupId: ids.full,
          restrictedAccessGroupId: ids.restricted,
          readOnlyAccessGroupId: ids.readOnly,
          lookoutTenant: "tied",
          sent: record,
        },
        { handoffStatus: "sent", revision: record.revision },
      ),
      live("LookoutTenantConsent", {}, { consentStatus: "found", consentNote: '"Lookout" is in this tenant.' }),
      live("StagedRollout", {
        rings: ["pilot"],
        reached: "pilot",
        groups: { pilot: { objectId: ids.pilot, displayName: "Lookout pilot" } },
      }),
      live("LookoutConnector", { ...acknowledged, enrollmentGroupNames: ["Lookout pilot"] }, consoleStatus),
      live("LookoutEnrollmentSettings", acknowledged, consoleStatus),
      live("LookoutNotificationPreferences", acknowledged, consoleStatus),
      live("LookoutThreatClassifications", acknowledged, consoleStatus),
      live(
        "IntuneMtdConnector",
        {},
        { partnerState: "enabled", lastHeartbeat: "2026-03-01T11:55:00Z", connected: true },
      ),
      live(
        "LookoutEvidence",
        {},
        {
          devices: { pending: 0, active: 12, disconnected: 0 },
          evidenceSources: [{ source: "Lookout's devices", observed: true, note: "12 active" }],
          findings: [],
        },
      ),
      live("IntuneStoreApp", { displayName: "Lookout for Work", platform: "ios", ...assigned }),
      live("IntuneManagedGooglePlayApp", { packageId: "com.lookout.enterprise", ...assigned }, { found: true }),
      live("IntuneCompliancePolicy", { displayName: "Lookout - iOS", platform: "ios", ...assigned }),
      live("IntuneAppProtectionPolicy", { displayName: "Lookout - iOS apps", platform: "ios", ...assigned }),
    ],
    groups: new Map([
      [ids.full, group("Lookout full")],
      [ids.restricted, group("Lookout restricted")],
      [ids.readOnly, group("Lookout read")],
      [ids.pilot, group("Lookout pilot")],
      [ids.emergency, group("Emergency access")],
    ]),
    members: new Map([
      [ids.full, { value: ["user-a"] }],
      [ids.restricted, { value: ["user-c"] }],
      [ids.readOnly, { value: ["user-b"] }],
    ]),
    policies: new Map([[policy.urn, { value: { state: "enabled" } }]]),
    declared: {},
  };
}

/** The inputs with one resource as `change` has it; undefined takes it out of the stack. */
export function changing(
  type: DynamicType,
  change: (resource: LiveResource) => LiveResource | undefined,
  inputs: StatusInputs = doneInputs(),
): StatusInputs {
  return { ...inputs, resources: inputs.resources.flatMap((one) => (one.type === type ? (change(one) ?? []) : [one])) };
}

/** The inputs with nobody in a group. */
export function emptying(id: string, rule?: string): StatusInputs {
  const inputs = doneInputs();
  const nobody = { displayName: id === ids.pilot ? "Lookout pilot" : "Group", rule, memberTypes: [] };
  return { ...inputs, groups: new Map([...inputs.groups, [id, { value: nobody }]]) };
}

/** The resource with other outputs, stored and real. */
export function withOutputs(outputs: Values): (resource: LiveResource) => LiveResource {
  return ({ type, stored: before }) => {
    const after = { ...before, outputs: { ...before.outputs, ...outputs } };
    return { type, stored: after, actual: { value: { outputs: after.outputs, differences: [] } } };
  };
}

/** The resource with other actual settings than the stored ones. */
export function withActual(actual: LookupResult<ActualResource | undefined>): (resource: LiveResource) => LiveResource {
  return (resource) => ({ ...resource, actual });
}

/** The resource with other inputs. */
export function withInputs(inputs: Values): (resource: LiveResource) => LiveResource {
  return (resource) => ({
    ...resource,
    stored: { ...resource.stored, inputs: { ...resource.stored.inputs, ...inputs } },
  });
}
