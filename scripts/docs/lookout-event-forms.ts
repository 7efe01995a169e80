import type { AuditEvent } from "../../console/evidence/observations";

/** How well a form of an event is known. */
export type Certainty = "live event" | "Lookout's documentation" | "inferred" | "unknown";

/** A form of Lookout's audit events, as an example with values that are made up. */
export interface EventForm {
  readonly form: string;
  readonly certainty: Certainty;
  readonly event: AuditEvent;
}

type Attributes = AuditEvent["changes"];

const base: AuditEvent = {
  id: "019b9cf1-05c0-7a10-8000-000000000001",
  at: "2026-01-08T09:30:00.000+00:00",
  auditType: "CLASSIFICATION_POLICY",
  changeType: "UPDATED",
  actorType: "ADMIN",
  actorId: null,
  changes: [],
};

/** The settings that the examples are compared with. */
export const declaredExample = {
  risks: { ADWARE: "high", WORM: "high", DENYLISTED_APP: "high" },
  deviceGroups: { Executives: { ADWARE: "medium" } },
} as const;

const header = (name: string) => ({ name, to: null });
const adware = header("adware");
const toLow = { name: "severity", from: "high", to: "low" };
const inGroup = (name: string): Attributes => [
  { name: "policy_group_name", to: name },
  { name: "policy_group_guid", to: name === "" ? "" : "c1000000-0000-4000-8000-000000000001" },
];
const policy = (
  form: string,
  certainty: Certainty,
  changes: Attributes,
  { group = "", ...change }: Partial<AuditEvent> & { readonly group?: string } = {},
): EventForm => ({ form, certainty, event: { ...base, changes: [...changes, ...inGroup(group)], ...change } });
const other = (form: string, certainty: Certainty, event: Partial<AuditEvent>): EventForm => ({
  form,
  certainty,
  event: { ...base, ...event },
});
const named = (...names: string[]): Attributes => names.map((name) => ({ name, from: "false", to: "true" }));

/** One example for each form that the reader tells apart. */
export const eventForms: readonly EventForm[] = [
  policy("`adware`, then `severity` from `high` to `low`, no group", "live event", [adware, toLow]),
  policy("the same for the group `Executives`", "live event", [adware, toLow], { group: "Executives" }),
  policy("the same for the group `executives`", "live event", [adware, toLow], { group: "executives" }),
  policy("`adware` with `action` from `notify` to `nothing`, no `severity`", "live event", [
    adware,
    { name: "action", from: "notify", to: "nothing" },
  ]),
  policy("`adware` alone, by Lookout's system", "live event", [adware], { actorType: "SYSTEM" }),
  policy("`reset_policy`, no group", "live event", [header("reset_policy")]),
  policy("`reset_policy` for the group `Executives`", "live event", [header("reset_policy")], { group: "Executives" }),
  policy("a name of version 1, `blacklisted_app`, then `severity` to `low`", "inferred", [
    header("blacklisted_app"),
    toLow,
  ]),
  policy("`severity` to a risk that this release does not know", "unknown", [
    adware,
    { name: "severity", from: "high", to: "critical" },
  ]),
  policy("an attribute that this release does not know, `new_switch`", "unknown", [
    adware,
    { name: "new_switch", to: "on" },
  ]),
  other("`ADWARE` from `HIGH` to `LOW` in one attribute", "Lookout's documentation", {
    changes: [{ name: "ADWARE", from: "HIGH", to: "LOW" }],
  }),
  other("`product_settings.safe_browsing.enabled`", "live event", {
    auditType: "PRODUCT_SETTINGS",
    changes: named("product_settings.safe_browsing.enabled"),
  }),
  other("`product_settings.quarantine.enabled`", "live event", {
    auditType: "PRODUCT_SETTINGS",
    changes: named("product_settings.quarantine.enabled"),
  }),
  other("another name, or none", "unknown", { auditType: "PRODUCT_SETTINGS", changes: named("another_name") }),
  other("PURGED by Lookout's system, without attributes", "live event", {
    auditType: "ENTERPRISE",
    changeType: "PURGED",
    actorType: "SYSTEM",
  }),
  other("CREATED with `ent_application_key`, `key_guid` and `key_name`", "live event", {
    auditType: "ENTERPRISE",
    changeType: "CREATED",
    changes: [
      header("ent_application_key"),
      { name: "key_guid", to: "5e000000-0000-4000-8000-000000000001" },
      { name: "key_name", to: "pipeline" },
    ],
  }),
  other("CREATED with `legal_name`, `seats` and more: the tenant itself", "live event", {
    auditType: "ENTERPRISE",
    changeType: "CREATED",
    changes: [
      { name: "legal_name", to: "Contoso" },
      { name: "seats", to: "100" },
    ],
  }),
  other("switches such as `mdm_integrations_…`", "live event", {
    auditType: "ENTERPRISE_FEATURE",
    changes: [{ name: "mdm_integrations_example", to: "disabled" }],
  }),
  other("CREATED with `login`", "live event", {
    auditType: "ADMIN_LOGIN",
    changeType: "CREATED",
    changes: [header("login")],
  }),
  other("console user, with `permissions`", "live event", {
    auditType: "TENANCY",
    changeType: "CREATED",
    changes: [{ name: "permissions", to: "[]" }],
  }),
  other("UPDATED by a person", "unknown", { auditType: "MDM_CONNECTOR" }),
  other("UPDATED by Lookout's system", "unknown", { auditType: "MDM_CONNECTOR", actorType: "SYSTEM" }),
  other("DELETED by anybody", "unknown", { auditType: "MDM_CONNECTOR", changeType: "DELETED", actorType: "SYSTEM" }),
];
