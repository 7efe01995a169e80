import * as pulumi from "@pulumi/pulumi";
import {
  checkAzureSignIn,
  checkExistingGroups,
  checkGatewaySignIn,
  checkGraphSignIn,
  checkLookoutSignIn,
  compareAdoptions,
  findInterruptedCreations,
  LookoutIntuneIntegration,
  plannedAdoptions,
  type EvidenceSource,
} from "pulumi-lookout-intune";
import { ConfigurationMode, isPlaceholder, describeDeclaredEffect } from "pulumi-lookout-intune/schemas";
import {
  describeGroupProblems,
  formatProblems,
  listExistingGroups,
  readConfig,
  readNamespace,
  type ConfigProblem,
  type RawConfig,
} from "pulumi-lookout-intune/stack-config";
import { parseConfig } from "./config";
import { declareMonitoring } from "./monitoring";

/** Declares the whole integration from the stack config. Before it declares any resource, it fails if the config has problems, if
 *  sign-in fails, if existing groups cannot be used, or if a killed run may have created an object that this run would create. */
export async function declareStack(raw: RawConfig): Promise<Record<string, unknown>> {
  const parsed = parseConfig(raw);
  const signInProblems = await trySignIn(raw);
  if (parsed.config === undefined || signInProblems.length > 0) {
    throw withoutStack(new pulumi.RunError(formatProblems(parsed.problems, signInProblems)));
  }
  const [groupProblems, interrupted] = await Promise.all([checkGroups(raw), findInterrupted()]);
  if (groupProblems.length > 0) throw withoutStack(new pulumi.RunError(formatProblems(groupProblems, [])));
  if (interrupted.length > 0) throw withoutStack(new pulumi.RunError(interrupted.join("\n")));
  // The config itself, because secrets in the component's arguments are outputs, which cannot be compared.
  const { project } = readConfig(raw, process.env);
  if (project !== undefined) await compareAdoptions(sourceOf(raw), plannedAdoptions(project));
  const integration = new LookoutIntuneIntegration("lookout", parsed.config);
  return { ...exportsOf(integration), ...(await declareMonitoring(parsed.monitoring)) };
}

// Pulumi does not show the stack trace but formats it, which takes Node.js half a minute and half a gigabyte for the SDK's frames
// (because of paths that end in `node_modules/@pulumi/resource.ts`; measured with Node.js 22.23).
function withoutStack(error: Error): Error {
  error.stack = undefined;
  return error;
}

/** Reads the stack config of this run. */
export function readRawConfig(): RawConfig {
  return {
    entries: pulumi.runtime.allConfig(),
    // The SDK has no public API for the secret keys. The language host passes them to the SDK in this variable.
    secretKeys: JSON.parse(process.env.PULUMI_CONFIG_SECRET_KEYS ?? "[]") as string[],
  };
}

function sourceOf({ entries }: Pick<RawConfig, "entries">) {
  return { get: (key: string) => entries[key] };
}

async function trySignIn({ entries }: RawConfig): Promise<readonly string[]> {
  // Placeholders are reported separately; signing in with one cannot succeed.
  if (Object.entries(entries).some(([key, value]) => key.startsWith("azuread:") && isPlaceholder(value))) return [];
  const source = sourceOf({ entries });
  const usesGateway = entries["lookout:mode"] === ConfigurationMode.Gateway;
  const usesThreatFeed = "lookout-intune:threatFeed" in entries;
  const usesAzure = ["diagnosticSettings", "monitoring"].some((key) => `lookout-intune:${key}` in entries);
  const [microsoft, lookout] = await Promise.all([
    usesAzure ? checkAzureSignIn(source) : checkGraphSignIn(source),
    usesGateway ? checkGatewaySignIn(source) : usesThreatFeed ? checkLookoutSignIn(source) : [],
  ]);
  return [...microsoft, ...lookout];
}

/** Returns a problem for each existing group that does not exist or does not match the config. */
async function checkGroups(raw: RawConfig): Promise<ConfigProblem[]> {
  const project = readNamespace(raw, "lookout-intune");
  const wrong = await checkExistingGroups(sourceOf(raw), listExistingGroups(project));
  return describeGroupProblems(raw, wrong);
}

/** Returns a problem for each group and policy that a killed run may have created. Pulumi would create it again. */
async function findInterrupted(): Promise<readonly string[]> {
  const stack = `${pulumi.getOrganization()}/${pulumi.getProject()}/${pulumi.getStack()}`;
  try {
    const creations = await findInterruptedCreations({ stack, folder: pulumi.getRootDirectory() });
    return creations.map(({ message }) => message);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    await pulumi.log.warn(
      `Whether a killed run left a group behind is unknown, and such a group would be created again: ${reason}`,
    );
    return [];
  }
}

function describeSource({ source, observed, note }: EvidenceSource): string {
  return observed ? `${source}: ${note}` : `${source} could not be read. ${note}`;
}

function mapValues<T, U>(record: Readonly<Record<string, T>>, map: (value: T) => U): Record<string, U> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}

/** Returns the stack outputs. Objects are described in sentences, because Pulumi would print each of their properties. */
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
    // These are files. They are secret so that Pulumi does not print them in full: `stack output --show-secrets <name>`.
    runbookPage: pulumi.secret(integration.runbookPage),
    handoffDraft: pulumi.secret(integration.handoffDraft),
    nextSteps: integration.nextSteps,
  };
}
