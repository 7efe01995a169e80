import { grantRightAdvice, intuneDiagnosticRights } from "pulumi-lookout-intune/internal/model/azure-rights";
import { createArmClient, findResourceManager } from "pulumi-lookout-intune/internal/clients/arm/arm-client";
import { diagnosticSettingsRequest } from "pulumi-lookout-intune/internal/clients/arm/intune-diagnostic-settings";
import { nameOf } from "pulumi-lookout-intune/internal/clients/configuration-source";
import {
  graphSettings,
  type GraphConfiguration,
} from "pulumi-lookout-intune/internal/clients/graph/graph-configuration";
import type { GraphSession } from "pulumi-lookout-intune/internal/clients/graph/graph-session";
import type { RetryPolicy } from "pulumi-lookout-intune/internal/clients/http/retry-policy";
import { ServiceError } from "pulumi-lookout-intune/internal/clients/http/service-error";
import { check, messageOf, type Check } from "./check";
import { evaluateEndpoint, probeEndpoints } from "./endpoints.check";

/** The name that `--require` takes for the rights to Intune's diagnostic settings. */
export const diagnosticSettingsArea = "diagnosticSettings";

/** Inputs of the Azure checks. */
export interface AzureExamination {
  readonly configuration: GraphConfiguration;
  readonly session: GraphSession;
  readonly signedIn: boolean;
  /** Whether the stack declares diagnostic settings, or `--require` names them. Nothing else needs Azure. */
  readonly required: boolean;
  readonly readOnly: boolean;
  readonly retry: Partial<RetryPolicy>;
}

/** Checks that Azure Resource Manager answers, and that Intune's diagnostic settings can be read. */
export async function checkAzure(examination: AzureExamination): Promise<Check[]> {
  const { configuration, session, signedIn, required } = examination;
  let origin: string;
  try {
    ({ origin } = await findResourceManager(session, configuration));
  } catch (error) {
    const fix = "Correct the named setting.";
    const unknown = check(endpoint.id, endpoint.title).unknown(messageOf(error), fix);
    return [unknown, notChecked("because the Azure Resource Manager endpoint is unknown", fix)];
  }
  const { metadataHost } = configuration;
  const setting = nameOf(metadataHost === undefined ? graphSettings.environment : graphSettings.metadataHost);
  const url = `${origin}${diagnosticSettingsRequest.path}`;
  const [reached] = await probeEndpoints([{ ...endpoint, url, setting }]);
  if (reached === undefined) return [];
  const found = unlessOptional(evaluateEndpoint(reached), required);
  if (!reached.reachability.reached)
    return [found, notChecked("because Azure does not answer", "Fix the connection to Azure first.")];
  if (!signedIn) return [found, notChecked("because the sign-in failed", "Fix the sign-in first.")];
  return [found, unlessOptional(await tryToRead(examination), required)];
}

const endpoint = { id: "reach-azure", title: "Azure Resource Manager answers" } as const;
const right = check("right-diagnosticSettings", "Right: Intune's diagnostic settings");

async function tryToRead({ configuration, session, retry, readOnly }: AzureExamination): Promise<Check> {
  try {
    await createArmClient(configuration, { session, retry }).send(diagnosticSettingsRequest);
    return right.ok(`can be read${readOnly ? "" : "; only pulumi up shows whether they can be changed"}`);
  } catch (error) {
    const refused = error instanceof ServiceError && (error.status === 401 || error.status === 403);
    const fix = refused
      ? `${grantRightAdvice(intuneDiagnosticRights[readOnly ? "read" : "write"])}.`
      : "Run this again in a few minutes.";
    return right.failing(messageOf(error), fix);
  }
}

function notChecked(why: string, fix: string): Check {
  return right.unknown(`Not checked ${why}.`, fix);
}

function unlessOptional(result: Check, required: boolean): Check {
  if (required || result.status !== "failing") return result;
  return { ...result, status: "note", found: `${result.found} Required only if you declare diagnostic settings.` };
}
