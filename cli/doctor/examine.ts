import { graphAreas, type GraphAreaName } from "pulumi-lookout-intune/internal/model/graph-permissions";
import { mtdPartners, defaultMtdPartner } from "pulumi-lookout-intune/internal/model/mtd-partners";
import type { ConfigurationSource, Environment } from "pulumi-lookout-intune/internal/clients/configuration";
import { sendBatch, type BatchResult } from "pulumi-lookout-intune/internal/clients/graph/batch";
import {
  createGraphClient,
  type GraphClient,
  type GraphRequest,
} from "pulumi-lookout-intune/internal/clients/graph/client";
import {
  readGraphConfiguration,
  type GraphConfiguration,
} from "pulumi-lookout-intune/internal/clients/graph/configuration";
import { createGraphSession, type GraphSession } from "pulumi-lookout-intune/internal/clients/graph/session";
import { ServiceError } from "pulumi-lookout-intune/internal/clients/http/service-error";
import { patience } from "../connect";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { diagnosticSettingsArea, checkAzure } from "./azure";
import { check, messageOf, type Check } from "./check";
import { evaluateConnector } from "./connector";
import type { RequiredArea } from "./declared-areas";
import { evaluateLicenses } from "./licenses";
import { checkLookoutKey, lookoutPlaces } from "./lookout";
import { evaluateArea, readsOf, unknownArea } from "./permissions";
import { evaluateClock, evaluatePlace, microsoftPlaces, tryPlaces, type ReachedPlace } from "./places";
import { describeCredentials, signIn, type SignIn } from "./sign-in";

export interface Examination {
  readonly source: ConfigurationSource;
  readonly environment: Environment;
  /** Areas without which something that is declared does not work. */
  readonly required: readonly RequiredArea[];
  /** Default: Lookout's id in Microsoft's global cloud. */
  readonly connectorId?: string;
}

const areas = Object.keys(graphAreas) as GraphAreaName[];

/** Looks at everything that has to be right before this product can work, and changes nothing. Throws when there are no
 *  credentials to look with. */
export async function examine(examination: Examination): Promise<Check[]> {
  const { source, environment } = examination;
  const microsoft = await examineMicrosoft(examination);
  const lookout = await tryPlaces(lookoutPlaces(source, environment));
  return [...microsoft, ...lookout.map(evaluatePlace), await checkLookoutKey(source, environment, lookout)];
}

/** The part of it that is Microsoft's. */
export async function examineMicrosoft(
  { source, environment, required, connectorId }: Examination,
  sessionOf: (configuration: GraphConfiguration) => GraphSession = createGraphSession,
): Promise<Check[]> {
  const { configuration, problems } = readGraphConfiguration(source, environment);
  if (configuration === undefined) throw new UserError(problems);
  const session = sessionOf(configuration);
  const microsoft = await checkMicrosoft(configuration, session);
  const azure = await checkAzure({
    ...{ configuration, session, retry: patience, signedIn: microsoft.signIn.works },
    required: required.includes(diagnosticSettingsArea),
  });
  const { claims } = microsoft.signIn;
  const results = microsoft.signIn.works
    ? await readAreas(configuration, session, connectorId ?? mtdPartners[defaultMtdPartner], claims ?? {})
    : {};
  return [
    describeCredentials(configuration),
    ...microsoft.checks,
    microsoft.signIn.check,
    ...areas.map((area) =>
      microsoft.signIn.works
        ? evaluateArea({ area, claims, result: results[area], required: required.includes(area) })
        : unknownArea(area),
    ),
    ...evaluateLicenses(results.licenses),
    ...azure,
    evaluateConnector(results.connector, Date.now()),
  ];
}

interface MicrosoftSide {
  readonly checks: readonly Check[];
  readonly signIn: SignIn;
}

async function checkMicrosoft(configuration: GraphConfiguration, session: GraphSession): Promise<MicrosoftSide> {
  const notTried = (why: string): SignIn => ({
    check: check("sign-in", "Sign-in to Entra").unknown(why, "Make Entra answer first."),
    works: false,
  });
  let places: ReachedPlace[];
  try {
    places = await tryPlaces(microsoftPlaces(configuration, await session.endpoints()));
  } catch (error) {
    const fix = "Let this machine reach the metadata host by HTTPS, or correct the setting that is named.";
    const metadata = check("reach-metadata", "The metadata host answers").failing(messageOf(error), fix);
    return { checks: [metadata], signIn: notTried("Not tried, as nothing tells where Entra is.") };
  }
  const entra = places.find(({ id }) => id === "reach-entra");
  return {
    checks: [...places.map(evaluatePlace), evaluateClock(places)],
    signIn: entra?.reach.reached === false ? notTried("Not tried, as Entra does not answer.") : await signIn(session),
  };
}

type Results = Partial<Record<GraphAreaName, BatchResult>>;

async function readAreas(
  configuration: GraphConfiguration,
  session: GraphSession,
  connectorId: string,
  claims: NonNullable<SignIn["claims"]>,
): Promise<Results> {
  const graph = createGraphClient(configuration, { session, retry: patience });
  const reads = Object.entries(readsOf(connectorId, claims));
  const results = await sendTogether(
    graph,
    reads.map(([, request]) => request),
  );
  return Object.fromEntries(reads.map(([area], index) => [area, results[index]]));
}

async function sendTogether(graph: GraphClient, requests: readonly GraphRequest[]): Promise<readonly BatchResult[]> {
  try {
    return await sendBatch(graph, requests, { longestPauseMs: patience.totalMs });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    // The batch as a whole got no good answer, which says the same about each read.
    return requests.map(() => error);
  }
}
