import { ObjectRemoval } from "../../model/intune-object";
import type { DynamicType } from "../../model/resource-types";
import { capitalized, withFullStop } from "../../model/sentence";
import { toConnectorBody } from "../../resources/intune-mtd-connector/intune-mtd-connector.graph";
import { ConnectorRemoval } from "../../resources/intune-mtd-connector/intune-mtd-connector.schema";
import { applyDefaults, settingsOf } from "../../resources/intune-mtd-connector/intune-mtd-connector.settings";
import { captureConnector } from "../../resources/intune-mtd-connector/toggles-before";
import { ManagedAppRemoval } from "../../resources/intune-managed-google-play-app/intune-managed-google-play-app.schema";
import { providers, type State } from "../../resources/registry";

const introduction = `# Leave: what a destroy does

A destroy restores what was there. It deletes what the stack created. What the stack adopted gets
back the settings that it had. Everything happens in the tenant in which the stack was made;
with credentials of another tenant, a destroy is refused before anything is sent.

Pulumi asks no provider in the preview of a destroy. This command does, and changes nothing:

\`\`\`sh
npx --no-install lookout-intune leave --stack prod
\`\`\`

It names each object in the order of a destroy, with what happens to it, what it would write now,
what stays and why, and what a person has to undo. Exit code 0 means that a destroy goes through.
Exit code 1 means that something stops it: a protected resource, or state without a
tenant. The output \`removalEffect\` of each resource contains the same text. The destroy itself logs
each effect as it acts.

## In which order

1. **Tell people.** Phones stop being checked, and access that needs a compliant device may change.
2. **Run \`lookout-intune leave\`**, and keep its list of what a person has to undo.
3. **Conditional Access first.** While a policy asks for a compliant device, removing the rest can
   lock people out. Set \`state: enabledForReportingButNotEnforced\` in
   \`lookout-intune:conditionalAccess\`, run \`pulumi up\`, and watch the sign-ins. A destroy also
   removes Conditional Access first.
4. **Decide what stays.** Set \`onRemoval\` (see below) or Pulumi's \`retainOnDelete\`, and run
   \`pulumi up\` once: a destroy knows only what is in state.
5. **Run \`pulumi destroy\`.** It removes compliance and app protection policies, then the app and the
   connector's toggles, then Lookout's settings and the groups.
6. **Undo by hand** what the list names: settings in Lookout's console, the ids at Lookout's
   support, and the consent.

## What stops a destroy

- **A protected resource.** The preview fails, so nothing changes. With \`--skip-preview\`, Pulumi
  removes what comes before it, and then stops. \`pulumi state unprotect <urn>\` removes the
  protection.
- **Another tenant.** The message names both. Sign in to the tenant of the stack.
- **State of an older release** does not contain its tenant. Run \`pulumi up\` once, which records it. Or
  set \`LOOKOUT_INTUNE_CONFIRM_TENANT\` to the tenant's id, if it is the one that you sign in to.
  Prefer the update: before it, azuread's groups and policies may go first, and azuread treats
  what it does not find in a tenant as deleted.

## Two stacks in one tenant

A connector exists once in a tenant. The second stack that declares exactly what Intune has adopts
it without a write, logs that, and leaves it on when it is destroyed. If it declares anything else,
its update is refused without \`adopt: true\`. With it, removal restores what the second stack found.

If the first stack leaves while the second one stays, the connector is restored to what the first
one found. The second stack's next \`pulumi refresh\` shows that, and its next \`pulumi up\`
switches it on again. What the first stack created in Lookout goes with it: if that is Lookout's own connector,
somebody has to create it again.

## What each resource does

Generated from the resources' own definitions by \`npm run docs\`. In the texts, "Lookout" and … stand
for the names and ids of your objects.
`;

const others = `### Resources of other providers

| Resource | What removal does |
| --- | --- |
| Groups and Conditional Access policies (azuread) | They are deleted, also if they were imported. Set \`retainOnDelete\` to keep one. Groups that the stack only refers to stay. |
| Monitoring (azure-native) | It is deleted, also if it was imported. Set \`retainOnDelete\` to keep it. |

## What cannot be distinguished

- **Settings at a gateway** cannot carry an owner. The stack's record of what was there before
  distinguishes them. Without that record, as in a program that declares the resources by itself, what
  an interrupted run left is adopted as somebody else's, and removal leaves it.
- **A threat feed that was adopted** keeps the domains of the stack, because the domains from before
  are not in state.
- **State of older releases** did not record what was there. Removal then leaves what is on. Run
  \`pulumi up\` once with \`onRemoval\` to decide otherwise.
`;

interface Case {
  readonly when: string;
  readonly state: State;
}

const created = { adopted: false, tenantId: "…", removalEffect: "" };
const adopted = { ...created, adopted: true, settingsBefore: { properties: {}, actions: {} } };

/** An object that the stack created or adopted, and each `onRemoval`. */
function objectCases(state: State): Case[] {
  return [
    { when: "created", state: { ...state, ...created } },
    { when: "adopted", state: { ...state, ...adopted } },
    { when: "adopted by an older release", state: { ...state, ...adopted, settingsBefore: null } },
    ...Object.values(ObjectRemoval).map((onRemoval) => ({
      when: `\`onRemoval: ${onRemoval}\``,
      state: { ...state, ...adopted, onRemoval },
    })),
  ];
}

const intuneObject = { displayName: "Lookout", objectId: "…" };

function connectorCases(): Case[] {
  const inputs = applyDefaults({ android: {}, ios: {} });
  const state = { ...inputs, ...created, connectorId: "…", connected: true, configured: true };
  const on = captureConnector(toConnectorBody(settingsOf(inputs)));
  return [
    { when: "not in use before", state: { ...state, settingsBefore: captureConnector(undefined) } },
    { when: "on before, equal to the declaration", state: { ...state, settingsBefore: on } },
    { when: "configured by an older release", state: { ...state, settingsBefore: null } },
    { when: "Lookout never made contact", state: { ...state, connected: false, configured: false } },
    ...Object.values(ConnectorRemoval).map((onRemoval) => ({
      when: `\`onRemoval: ${onRemoval}\``,
      state: { ...state, settingsBefore: on, onRemoval },
    })),
  ];
}

function managedAppCases(): Case[] {
  const state = { packageId: "com.lookout.enterprise", objectId: "…", found: true, ...created };
  const before = (...assignments: object[]) => ({ properties: {}, actions: { all: { assignments } } });
  const settingsBefore = before({});
  return [
    { when: "not assigned before", state: { ...state, settingsBefore: before() } },
    { when: "assigned before", state: { ...state, settingsBefore } },
    { when: "assigned by an older release", state },
    { when: "not in Intune yet", state: { ...state, found: false } },
    ...Object.values(ManagedAppRemoval).map((onRemoval) => ({
      when: `\`onRemoval: ${onRemoval}\``,
      state: { ...state, settingsBefore, onRemoval },
    })),
  ];
}

const lookoutSettings: readonly Case[] = [
  { when: "console mode", state: { mode: "console" } },
  { when: "gateway mode, created", state: { mode: "gateway", remoteId: "…", ...created } },
  { when: "gateway mode, adopted", state: { mode: "gateway", remoteId: "…", ...adopted } },
];

const always = [{ when: "always", state: {} }];
const feed = { title: "Lookout", feedId: "…" };

const cases: Readonly<Record<DynamicType, readonly Case[]>> = {
  IntuneMtdConnector: connectorCases(),
  IntuneCompliancePolicy: objectCases(intuneObject),
  IntuneAppProtectionPolicy: objectCases(intuneObject),
  IntuneStoreApp: objectCases(intuneObject),
  IntuneIosAppConfiguration: objectCases(intuneObject),
  IntuneManagedGooglePlayApp: managedAppCases(),
  IntuneDiagnosticSettings: objectCases({ name: "Lookout", resourceId: "…" }),
  LookoutConnector: lookoutSettings,
  LookoutEnrollmentSettings: lookoutSettings,
  LookoutNotificationPreferences: lookoutSettings,
  LookoutThreatClassifications: lookoutSettings,
  LookoutThreatFeed: [
    { when: "created", state: { ...feed, ...created } },
    { when: "adopted", state: { ...feed, ...adopted } },
  ],
  LookoutSupportHandoff: [
    { when: "not recorded as sent", state: {} },
    { when: "recorded as sent", state: { sent: { revision: "…", by: "…", at: "…" } } },
  ],
  LookoutTenantConsent: always,
  LookoutEvidence: always,
  StagedRollout: always,
  StackBaseline: always,
};

/** The page about leaving, as Markdown. */
export function writeLeavingPage(): string {
  // Resources that do the same share a table.
  const sections = new Map<string, string[]>();
  for (const [type, given] of Object.entries(cases)) {
    const text = table(type as DynamicType, given);
    sections.set(text, [...(sections.get(text) ?? []), type]);
  }
  const texts = [...sections].map(([text, types]) => `### ${types.join(", ")}\n\n${text}\n`);
  return [introduction, ...texts, others].join("\n");
}

function table(type: DynamicType, given: readonly Case[]): string {
  const notices = given.map(({ when, state }) => ({ when, ...providers[type].describeRemoval(state) }));
  const isByHand = notices.some(({ byHand }) => byHand !== undefined);
  const rows = notices.map(({ when, effect, byHand = "" }) => [
    capitalized(when),
    sentence(effect),
    ...(isByHand ? [byHand === "" ? "" : sentence(byHand)] : []),
  ]);
  const headings = ["Case", "What removal does", ...(isByHand ? ["By hand"] : [])];
  return [headings, headings.map(() => "---"), ...rows].map((cells) => `| ${cells.join(" | ")} |`).join("\n");
}

function sentence(text: string): string {
  return withFullStop(capitalized(text));
}
