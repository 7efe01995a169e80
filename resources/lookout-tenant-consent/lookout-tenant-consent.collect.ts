import { quoteName } from "../../model/hidden-characters";
import {
  ConsentStatus,
  evaluateConsent,
  type EnterpriseApplication,
  type GrantedPermissions,
  type TenantConsentSettings,
} from "./lookout-tenant-consent.schema";
import type { GraphClient } from "../../clients/graph/graph-client";
import {
  findEnterpriseApplications,
  listGrantedApplicationPermissions,
  listGrantedDelegatedPermissions,
} from "../../clients/graph/enterprise-applications";
import { messageOf } from "../provider/state";

/** The consent as the directory shows it. */
export interface ConsentObservation {
  readonly consentStatus: ConsentStatus;
  /** The reason for the status, and what could not be read, in sentences. */
  readonly consentNote: string;
  /** Object id of Lookout's enterprise application; null unless exactly one was found. */
  readonly servicePrincipalId: string | null;
  readonly grantedPermissions: readonly string[];
  readonly missingPermissions: readonly string[];
}

const nothing = { servicePrincipalId: null, grantedPermissions: [], missingPermissions: [] } as const;

/** Read-only. If a read fails, the note gives the reason; it does not fail the operation, because another person gives the
 *  consent. */
export async function collectConsent(
  client: () => GraphClient,
  settings: TenantConsentSettings,
): Promise<ConsentObservation> {
  const { applicationId, applicationName } = settings;
  if (applicationId === undefined && applicationName === undefined) {
    const consentNote =
      "Lookout does not publish the client id of its enterprise application. After the consent, find it in Entra under " +
      "Enterprise applications, and set applicationId, so that the consent can be checked.";
    return { ...nothing, consentStatus: ConsentStatus.NotChecked, consentNote };
  }
  try {
    const graph = client();
    const found = await findEnterpriseApplications(
      graph,
      applicationId === undefined ? { displayName: applicationName ?? "" } : { appId: applicationId },
    );
    return await collectGrants(graph, settings, found);
  } catch (error) {
    return { ...nothing, consentStatus: ConsentStatus.NotChecked, consentNote: messageOf(error) };
  }
}

async function collectGrants(
  graph: GraphClient,
  settings: TenantConsentSettings,
  found: readonly EnterpriseApplication[],
): Promise<ConsentObservation> {
  const [only, ...others] = found;
  const searched = settings.applicationId ?? quoteName(settings.applicationName ?? "");
  if (only === undefined) {
    const consentNote = `There is no enterprise application ${searched} in this tenant: nobody has consented yet.`;
    return { ...nothing, consentStatus: ConsentStatus.Missing, consentNote };
  }
  if (others.length > 0) {
    const ids = found.map(({ appId }) => appId).join(", ");
    const consentNote = `${found.length} enterprise applications are named ${searched} (${ids}); set applicationId to Lookout's.`;
    return { ...nothing, consentStatus: ConsentStatus.Ambiguous, consentNote };
  }
  const [application, delegated] = await Promise.all([
    attempt(() => listGrantedApplicationPermissions(graph, only.id)),
    attempt(() => listGrantedDelegatedPermissions(graph, only.id)),
  ]);
  const granted: GrantedPermissions = { application: application.names, delegated: delegated.names };
  const { status, missingPermissions } = evaluateConsent(settings, found, granted);
  const notes = [
    `${quoteName(only.displayName)} (${only.appId}) is in this tenant.`,
    ...(missingPermissions.length === 0
      ? []
      : [`It lacks ${missingPermissions.join(", ")}: consent again, or correct the expected permissions.`]),
    ...problemOf("Application", application),
    ...problemOf("Delegated", delegated),
  ];
  return {
    consentStatus: status,
    consentNote: notes.join(" "),
    servicePrincipalId: only.id,
    grantedPermissions: [...(granted.application ?? []), ...(granted.delegated ?? [])].sort(),
    missingPermissions,
  };
}

interface Attempt {
  readonly names: readonly string[] | null;
  readonly problem?: string;
}

function problemOf(kind: string, { problem }: Attempt): string[] {
  return problem === undefined ? [] : [`${kind} permissions could not be checked: ${problem}`];
}

async function attempt(list: () => Promise<string[]>): Promise<Attempt> {
  try {
    return { names: await list() };
  } catch (error) {
    return { names: null, problem: messageOf(error) };
  }
}
