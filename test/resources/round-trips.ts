import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import type { EvidenceSubject } from "../../model/integration/actions";
import { counterpartsOf } from "../../model/managed-property";
import type { DynamicType } from "../../model/resource-types";
import { pathOfType } from "../../model/graph-type";
import { appProtectionPolicySchema } from "../../resources/intune-app-protection-policy/intune-app-protection-policy.schema";
import { compliancePolicySchema } from "../../resources/intune-compliance-policy/intune-compliance-policy.schema";
import { intuneDiagnosticSettingsSchema } from "../../resources/intune-diagnostic-settings/intune-diagnostic-settings.schema";
import { iosAppConfigurationSchema } from "../../resources/intune-ios-app-configuration/intune-ios-app-configuration.schema";
import { managedGooglePlayAppSchema } from "../../resources/intune-managed-google-play-app/intune-managed-google-play-app.schema";
import { toConnectorBody } from "../../resources/intune-mtd-connector/intune-mtd-connector.graph";
import {
  intuneMtdConnectorDefaults,
  intuneMtdConnectorSchema,
  mtdConnectorType,
} from "../../resources/intune-mtd-connector/intune-mtd-connector.schema";
import { storeAppSchema } from "../../resources/intune-store-app/intune-store-app.schema";
import { consoleSettings, consoleSettingsTypeOf } from "../../resources/lookout-settings/console-settings";
import { lookoutConnectorSchema } from "../../resources/lookout-connector/lookout-connector.schema";
import { enrollmentSettingsSchema } from "../../resources/lookout-enrollment-settings/lookout-enrollment-settings.schema";
import { evidenceInputSchema } from "../../resources/lookout-evidence/lookout-evidence.inputs";
import { notificationPreferencesSchema } from "../../resources/lookout-notification-preferences/lookout-notification-preferences.schema";
import { handoffInputSchema } from "../../resources/lookout-support-handoff/lookout-support-handoff.inputs";
import { tenantConsentSchema } from "../../resources/lookout-tenant-consent/lookout-tenant-consent.schema";
import { threatClassificationsSchema } from "../../resources/lookout-threat-classifications/lookout-threat-classifications.schema";
import { threatFeedSchema } from "../../resources/lookout-threat-feed/lookout-threat-feed.schema";
import { isPresent } from "../../resources/provider/state";
import { stackBaselineSchema } from "../../resources/stack-baseline/stack-baseline.schema";
import { stagedRolloutSchema } from "../../resources/staged-rollout/staged-rollout.schema";
import { folderInProject } from "../folder-in-project";
import type { IntuneFixture, State } from "./graph-object/intune-fixture";
import { fewInputsOf } from "./inputs-of-schema";

/** How inputs made out of a resource's schema go to its service and come back. */
export interface RoundTrip {
  readonly schema: z.ZodObject;
  /** It writes to no service, so it comes back from the state. */
  readonly isRecord?: true;
  /** Settings of which the service has nothing to show. */
  readonly ownSettings?: readonly string[];
  /** A process keeps to a rate at the service that all inputs together exceed. */
  readonly hasRateLimit?: true;
  /** What others must have done in the tenant. */
  readonly prepare?: (fixture: IntuneFixture) => Promise<void>;
  /** The inputs with what is in the tenant, and with a name of their own. */
  readonly adapt?: (inputs: State, index: number, fixture: IntuneFixture) => State | Promise<State>;
  /** Checks what a removal leaves. Default: nothing. */
  readonly afterRemoval?: (
    fixture: IntuneFixture,
    left: { readonly id: string; readonly inputs: State | undefined },
  ) => Promise<void> | void;
}

const lookoutId = "2c7790de-8b02-4814-85cf-e0c59380dee8";

const named = (inputs: State, index: number): State => ({ ...inputs, displayName: `Object ${index}` });

const throughGateway = (schema: z.ZodObject): RoundTrip => ({
  schema,
  adapt: (inputs) => ({ ...inputs, mode: "gateway" }),
});

function withoutCounterpart(schema: z.ZodObject): string[] {
  return Object.entries(counterpartsOf(schema)).flatMap(([setting, found]) => (found === undefined ? [setting] : []));
}

/** Of every resource. The compiler and the test name one that is not here. */
export const roundTrips: Readonly<Record<DynamicType, RoundTrip>> = {
  IntuneAppProtectionPolicy: { schema: appProtectionPolicySchema, adapt: named },

  IntuneCompliancePolicy: { schema: compliancePolicySchema, adapt: named },

  IntuneDiagnosticSettings: { schema: intuneDiagnosticSettingsSchema },

  IntuneIosAppConfiguration: { schema: iosAppConfigurationSchema, adapt: named },

  IntuneManagedGooglePlayApp: {
    schema: managedGooglePlayAppSchema,
    // The package id names the app; a tenant has one of Lookout.
    ownSettings: [...withoutCounterpart(managedGooglePlayAppSchema), "packageId"],
    adapt: (inputs) => ({ ...inputs, packageId: "com.lookout.enterprise", adopt: true, onRemoval: "unassign" }),
    afterRemoval(_fixture, { inputs }) {
      assert.deepEqual([inputs?.includedGroupIds, inputs?.excludedGroupIds], [[], []]);
    },
  },

  IntuneMtdConnector: {
    schema: intuneMtdConnectorSchema,
    ownSettings: withoutCounterpart(intuneMtdConnectorSchema),
    async prepare({ fixture }) {
      await fixture.addConnector();
      await fixture.connectLookout();
    },
    adapt: (inputs) => ({ ...inputs, partnerId: lookoutId, waitMinutes: 1, onRemoval: "switchOff" }),
    async afterRemoval(fixture) {
      const left = await fixture.graph("GET", `${pathOfType(mtdConnectorType)}/${lookoutId}`);
      const off = toConnectorBody({ ...intuneMtdConnectorDefaults, blockUnsupportedOsVersions: false });
      for (const [property, value] of Object.entries(off))
        assert.equal(left[property], value, `${property} is left on`);
    },
  },

  IntuneStoreApp: {
    schema: storeAppSchema,
    async adapt(inputs, index, fixture) {
      for (const displayName of (inputs.categories ?? []) as string[]) {
        await fixture.graph("POST", "/v1.0/deviceAppManagement/mobileAppCategories", {
          "@odata.type": "#microsoft.graph.mobileAppCategory",
          displayName: `${displayName} ${index}`,
        });
      }
      const { categories } = inputs;
      const own = Array.isArray(categories) ? { categories: categories.map((name) => `${name} ${index}`) } : {};
      return { ...named(inputs, index), ...own };
    },
  },

  LookoutConnector: throughGateway(lookoutConnectorSchema),

  LookoutEnrollmentSettings: throughGateway(enrollmentSettingsSchema),

  LookoutEvidence: {
    schema: evidenceInputSchema,
    isRecord: true,
    adapt(inputs, index) {
      const subjects = Object.entries(inputs.subjects as Record<string, State>).map(([subject, recorded]) => {
        if (!isPresent(recorded.acknowledgedSettings)) return [subject, recorded];
        const settings = fewInputsOf(consoleSettings[consoleSettingsTypeOf[subject as EvidenceSubject]].schema);
        return [subject, { ...recorded, acknowledgedSettings: settings[index % settings.length] }];
      });
      return { ...inputs, subjects: Object.fromEntries(subjects) as State };
    },
  },

  LookoutNotificationPreferences: throughGateway(notificationPreferencesSchema),

  LookoutSupportHandoff: { schema: handoffInputSchema, isRecord: true },

  LookoutTenantConsent: { schema: tenantConsentSchema, isRecord: true },

  LookoutThreatClassifications: throughGateway(threatClassificationsSchema),

  LookoutThreatFeed: {
    schema: threatFeedSchema,
    hasRateLimit: true,
    adapt({ domains, domainsFile, ...inputs }, index) {
      const found = Array.from({ length: 1 + (index % 3) }, (_, number) => `host-${index}-${number}.blocked.example`);
      if (domains !== undefined || domainsFile === undefined) return { ...inputs, domains: found };
      const file = join(folderInProject("round-trip"), "domains.csv");
      writeFileSync(file, found.join("\n"));
      return { ...inputs, domainsFile: file };
    },
    ownSettings: ["adopt", "domainsFile"],
  },

  StackBaseline: { schema: stackBaselineSchema, isRecord: true },

  StagedRollout: {
    schema: stagedRolloutSchema,
    isRecord: true,
    // A confirmation names the ring that was reached.
    adapt: ({ confirmNarrowingTo, ...inputs }) => ({
      ...inputs,
      ...(confirmNarrowingTo === undefined ? {} : { confirmNarrowingTo: inputs.reached }),
    }),
  },
};
