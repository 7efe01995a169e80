import { howToGrantRight, intuneDiagnosticRights } from "pulumi-lookout-intune/internal/model/azure-rights";
import { createArmClient, findResourceManager } from "pulumi-lookout-intune/internal/clients/arm/client";
import { diagnosticSettingsRequest } from "pulumi-lookout-intune/internal/clients/arm/intune-diagnostic-settings";
import { nameOf } from "pulumi-lookout-intune/internal/clients/configuration";
import { graphSettings, type GraphConfiguration } from "pulumi-lookout-intune/internal/clients/graph/configuration";
import type { GraphSession } from "pulumi-lookout-intune/internal/clients/graph/session";
import type { RetryPolicy } from "pulumi-lookout-intune/internal/clients/http/retry-policy";
import { ServiceError } from "pulumi-lookout-intune/internal/clients/http/service-error";
import { check, messageOf, type Check } from "./check";
import { evaluatePlace, tryPlaces } from "./places";

/** What `--require` calls the rights to Intune's diagnostic settings. */
export const diagnosticSettingsArea = "diagnosticSettings";

/** What the look at Azure depends on. */
export interface AzureExamination {
  readonly configuration: GraphConfiguration;
  readonly session: GraphSession;
  readonly signedIn: boolean;
  /** Whether somebody declares diagnostic settings, or said that they are needed. Nothing else needs Azure. */
  readonly required: boolean;
  readonly retry: Partial<RetryPolicy>;
}

/** Looks whether Azure Resource Manager answers, and whether Intune's diagnostic settings may be read. */
export async function checkAzure(examination: AzureExamination): Promise<Check[]> {
  const { configuration, session, signedIn, required } = examination;
  let origin: string;
  try {
    ({ origin } = await findResourceManager(session, configuration));
  } catch (error) {
    const fix = "Correct the setting that is named.";
    const unknown = check(place.id, place.title).unknown(messageOf(error), fix);
    return [unknown, notLookedAt("as nothing tells where Azure Resource Manager is", fix)];
  }
  const { metadataHost } = configuration;
  const setting = nameOf(metadataHost === undefined ? graphSettings.environment : graphSettings.metadataHost);
  const url = `${origin}${diagnosticSettingsRequest.path}`;
  const [reached] = await tryPlaces([{ ...place, url, setting }]);
  if (reached === undefined) return [];
  const found = forThoseWhoNeedIt(evaluatePlace(reached), required);
  if (!reached.reach.reached) return [found, notLookedAt("as Azure does not answer", "Make Azure answer first.")];
  if (!signedIn) return [found, notLookedAt("as nobody is signed in", "Make the sign-in work first.")];
  return [found, forThoseWhoNeedIt(await tryToRead(examination), required)];
}

const place = { id: "reach-azure", title: "Azure Resource Manager answers" } as const;
const right = check("right-diagnosticSettings", "Right: Intune's diagnostic settings");

async function tryToRead({ configuration, session, retry }: AzureExamination): Promise<Check> {
  try {
    await createArmClient(configuration, { session, retry }).send(diagnosticSettingsRequest);
    return right.ok("can be read; whether they can be changed shows in a run only");
  } catch (error) {
    const refused = error instanceof ServiceError && (error.status === 401 || error.status === 403);
    const fix = refused ? `${howToGrantRight(intuneDiagnosticRights.write)}.` : "Run this again in a few minutes.";
    return right.failing(messageOf(error), fix);
  }
}

function notLookedAt(why: string, fix: string): Check {
  return right.unknown(`Not looked at, ${why}.`, fix);
}

function forThoseWhoNeedIt(result: Check, required: boolean): Check {
  if (required || result.status !== "failing") return result;
  return { ...result, status: "note", found: `${result.found} Only who declares diagnostic settings needs it.` };
}
