import * as pulumi from "@pulumi/pulumi";
import {
  checkAzureSignIn,
  checkExistingGroups,
  checkGatewaySignIn,
  checkGraphSignIn,
  checkLookoutSignIn,
  LookoutIntuneIntegration,
  type EvidenceSource,
} from "pulumi-lookout-intune";
import { ConfigurationMode, isPlaceholder, describeDeclaredEffect } from "pulumi-lookout-intune/schemas";
import {
  describeGroupProblems,
  formatProblems,
  listExistingGroups,
  readNamespace,
  type ConfigProblem,
  type RawConfig,
} from "pulumi-lookout-intune/stack-config";
import { parseConfig, type ParsedConfig } from "./config";
import { declareMonitoring } from "./monitoring";

/** Declares the whole integration as the stack's config describes it. Refuses a config with any problem, a sign-in that fails, and
 *  existing groups that cannot be used, before anything is declared. */
export async function declareStack(raw: RawConfig): Promise<Record<string, unknown>> {
  const parsed = parseConfig(raw);
  const signInProblems = await trySignIn(raw, parsed);
  if (parsed.config === undefined || signInProblems.length > 0) {
    throw withoutStack(new pulumi.RunError(formatProblems(parsed.problems, signInProblems)));
  }
  const groupProblems = await collectGroups(raw);
  if (groupProblems.length > 0) throw withoutStack(new pulumi.RunError(formatProblems(groupProblems, [])));
  const integration = new LookoutIntuneIntegration("lookout", parsed.config);
  return { ...exportsOf(integration), ...(await declareMonitoring(parsed.monitoring)) };
}

// Pulumi hides this stack but formats it, and Node.js needs half a minute and half a gigabyte to format the SDK's own frames
// (a path that ends in `node_modules/@pulumi/resource.ts` has it search for ever; measured with Node.js 22.23).
function withoutStack(error: Error): Error {
  error.stack = undefined;
  return error;
}

/** The stack's config as Pulumi holds it for this run. */
export function readRawConfig(): RawConfig {
  return {
    entries: pulumi.runtime.allConfig(),
    // The SDK has no public way to ask which keys are secret; this is how the language host tells the SDK itself.
    secretKeys: JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS ?? "[]") as string[],
  };
}

async function trySignIn({ entries }: RawConfig, { config }: ParsedConfig): Promise<readonly string[]> {
  // A placeholder is told of as such, and signs nobody in.
  if (Object.entries(entries).some(([key, value]) => key.startsWith("azuread:") && isPlaceholder(value))) return [];
  const source = { get: (key: string) => entries[key] };
  const wantsGateway = (config?.mode ?? entries["lookout:mode"]) === ConfigurationMode.Gateway;
  const wantsThreatFeed = "lookout-intune:threatFeed" in entries;
  const wantsAzure = ["diagnosticSettings", "monitoring"].some((key) => `lookout-intune:${key}` in entries);
  const [microsoft, lookout] = await Promise.all([
    wantsAzure ? checkAzureSignIn(source) : checkGraphSignIn(source),
    wantsGateway ? checkGatewaySignIn(source) : wantsThreatFeed ? checkLookoutSignIn(source) : [],
  ]);
  return [...microsoft, ...lookout];
}

/** Each existing group that is not there, or not as the config says. */
async function collectGroups(raw: RawConfig): Promise<ConfigProblem[]> {
  const project = readNamespace(raw, "lookout-intune");
  const wrong = await checkExistingGroups({ get: (key: string) => raw.entries[key] }, listExistingGroups(project));
  return describeGroupProblems(raw, wrong);
}

function describeSource({ source, observed, note }: EvidenceSource): string {
  return observed ? `${source}: ${note}` : `${source} could not be read. ${note}`;
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

/** What a person or another stack reads; objects are put into words, as Pulumi lists every member of theirs. */
function exportsOf(integration: LookoutIntuneIntegration): Record<string, unknown> {
  return {
    tenantId: integration.tenantId,
    fullAccessGroupId: integration.fullAccessGroupId,
    ...(integration.restrictedAccessGroupId && { restrictedAccessGroupId: integration.restrictedAccessGroupId }),
    ...(integration.readOnlyAccessGroupId && { readOnlyAccessGroupId: integration.readOnlyAccessGroupId }),
    handoffStatus: integration.handoffStatus,
    handoffRevision: integration.handoffRevision,
    handoffMail: integration.handoffMail,
    consentStatus: integration.consentStatus,
    consentNote: integration.consentNote,
    enrollmentGroupIds: integration.enrollmentGroupIds,
    enrollmentGroupNames: integration.enrollmentGroupNames,
    protectedRings: integration.protectedRings,
    appIds: integration.appIds,
    compliancePolicyIds: integration.compliancePolicyIds,
    appProtectionPolicyIds: integration.appProtectionPolicyIds,
    ...(integration.conditionalAccessPolicyId && { conditionalAccessPolicyId: integration.conditionalAccessPolicyId }),
    intuneConnectorId: integration.intuneConnectorId,
    intuneConnected: integration.intuneConnected,
    connectorStage: integration.connectorStage,
    intunePartnerState: integration.intunePartnerState,
    intuneLastHeartbeat: integration.intuneLastHeartbeat,
    revisions: integration.revisions,
    statuses: integration.statuses,
    findings: integration.findings.apply((findings) => findings.map(({ text }) => text)),
    evidenceSources: integration.evidenceSources.apply((sources) => sources.map(describeSource)),
    ...(integration.complianceEffects && {
      complianceEffects: integration.complianceEffects.apply((effects) => mapValues(effects, describeDeclaredEffect)),
    }),
    ...(integration.diagnosticSettingsId && { diagnosticSettingsId: integration.diagnosticSettingsId }),
    ...(integration.threatFeedId && { threatFeedId: integration.threatFeedId }),
    runbook: integration.runbook,
    // Pulumi prints every plain output in full, and these are files, not for a terminal: `stack output --show-secrets <name>`.
    runbookPage: pulumi.secret(integration.runbookPage),
    handoffDraft: pulumi.secret(integration.handoffDraft),
    nextSteps: integration.nextSteps,
  };
}
