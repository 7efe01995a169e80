import { graphAreas, type GraphAreaName } from "pulumi-lookout-intune/internal/model/graph-permissions";
import { mtdPartners, defaultMtdPartner } from "pulumi-lookout-intune/internal/model/mtd-partners";
import type { ConfigurationSource, Environment } from "pulumi-lookout-intune/internal/clients/configuration-source";
import { findDestinationProblems } from "pulumi-lookout-intune/internal/clients/graph/declared-destinations";
import { sendBatch, type BatchResult } from "pulumi-lookout-intune/internal/clients/graph/graph-batch";
import {
  createGraphClient,
  type GraphClient,
  type GraphRequest,
} from "pulumi-lookout-intune/internal/clients/graph/graph-client";
import {
  readGraphConfiguration,
  type GraphConfiguration,
} from "pulumi-lookout-intune/internal/clients/graph/graph-configuration";
import { createGraphSession, type GraphSession } from "pulumi-lookout-intune/internal/clients/graph/graph-session";
import { allowedHostsIn } from "pulumi-lookout-intune/internal/clients/http/allowed-hosts";
import { ServiceError } from "pulumi-lookout-intune/internal/clients/http/service-error";
import { interactiveRetries } from "../connect";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { diagnosticSettingsArea, checkAzure } from "./azure.check";
import { check, messageOf, type Check } from "./check";
import { evaluateConnector } from "./connector.check";
import type { RequiredArea } from "./declared-areas";
import { groupsDeclaredIn, objectsDeclaredIn } from "./declared-names";
import { evaluateLicenses } from "./licenses.check";
import { checkLookoutKey, lookoutEndpoints } from "./lookout.check";
import { checkNames } from "./names.check";
import { evaluateArea, readsOf, unknownArea } from "./permissions.check";
import {
  evaluateClock,
  evaluateDestination,
  evaluateEndpoint,
  microsoftEndpoints,
  probeEndpoints,
  type ProbedEndpoint,
} from "./endpoints.check";
import { describeCredentials, signIn, type SignIn } from "./sign-in.check";

export interface Examination {
  readonly source: ConfigurationSource;
  readonly environment: Environment;
  /** Areas that the declared config needs. */
  readonly required: readonly RequiredArea[];
  /** Whether the credentials are for reading alone. Default: for changes, too. */
  readonly readOnly?: boolean;
  /** Default: Lookout's id in Microsoft's global cloud. */
  readonly connectorId?: string;
}

const areas = Object.keys(graphAreas) as GraphAreaName[];

/** Checks every prerequisite of this package. Read-only. Throws if there are no credentials. */
export async function examine(examination: Examination): Promise<Check[]> {
  const { source, environment } = examination;
  const microsoft = await examineMicrosoft(examination);
  const endpoints = lookoutEndpoints(source, environment);
  const allowed = allowedHostsIn(environment);
  const refused = endpoints.flatMap((endpoint) => evaluateDestination(endpoint, allowed) ?? []);
  const lookout = await probeEndpoints(endpoints.filter(({ id }) => refused.every((check) => check.id !== id)));
  return [
    ...microsoft,
    ...evaluateAzureNative(source, environment),
    ...lookout.map(evaluateEndpoint),
    ...refused,
    await checkLookoutKey(source, environment, lookout),
  ];
}

/** Only the monitoring uses this provider, with a sign-in of its own, so a correct one is not reported. */
function evaluateAzureNative(source: ConfigurationSource, environment: Environment): Check[] {
  const problems = findDestinationProblems("azure-native", source, environment);
  const of = check("azure-native", "Where azure-native signs in");
  return problems.length === 0 ? [] : [of.failing(`${problems.join(". ")}.`, "Correct the named setting.")];
}

/** Runs the checks of Microsoft's side only. */
export async function examineMicrosoft(
  { source, environment, required, connectorId, readOnly = false }: Examination,
  sessionOf: (configuration: GraphConfiguration) => GraphSession = createGraphSession,
): Promise<Check[]> {
  const { configuration, problems } = readGraphConfiguration(source, environment);
  if (configuration === undefined) throw new UserError(problems);
  const session = sessionOf(configuration);
  const microsoft = await checkMicrosoft(configuration, session);
  const azure = await checkAzure({
    ...{ configuration, session, retry: interactiveRetries, signedIn: microsoft.signIn.works },
    required: required.includes(diagnosticSettingsArea),
    readOnly,
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
        ? evaluateArea({ area, claims, result: results[area], required: required.includes(area), readOnly })
        : unknownArea(area),
    ),
    ...evaluateLicenses(results.licenses),
    ...azure,
    ...(microsoft.signIn.works
      ? await checkNames(graphOf(configuration, session), groupsDeclaredIn(source), objectsDeclaredIn(source))
      : []),
    evaluateConnector(results.connector, Date.now()),
  ];
}

interface MicrosoftChecks {
  readonly checks: readonly Check[];
  readonly signIn: SignIn;
}

async function checkMicrosoft(configuration: GraphConfiguration, session: GraphSession): Promise<MicrosoftChecks> {
  const notTried = (why: string): SignIn => ({
    check: check("sign-in", "Sign-in to Entra").unknown(why, "Fix the connection to Entra first."),
    works: false,
  });
  let endpoints: ProbedEndpoint[];
  try {
    endpoints = await probeEndpoints(microsoftEndpoints(configuration, await session.endpoints()));
  } catch (error) {
    const fix = "Allow HTTPS from this machine to the metadata host, or correct the named setting.";
    const metadata = check("reach-metadata", "The metadata host answers").failing(messageOf(error), fix);
    return { checks: [metadata], signIn: notTried("Not tried because the Entra endpoint is unknown.") };
  }
  const entra = endpoints.find(({ id }) => id === "reach-entra");
  return {
    checks: [...endpoints.map(evaluateEndpoint), evaluateClock(endpoints)],
    signIn:
      entra?.reachability.reached === false
        ? notTried("Not tried because Entra does not answer.")
        : await signIn(session),
  };
}

function graphOf(configuration: GraphConfiguration, session: GraphSession): GraphClient {
  return createGraphClient(configuration, { session, retry: interactiveRetries });
}

type Results = Partial<Record<GraphAreaName, BatchResult>>;

async function readAreas(
  configuration: GraphConfiguration,
  session: GraphSession,
  connectorId: string,
  claims: NonNullable<SignIn["claims"]>,
): Promise<Results> {
  const graph = graphOf(configuration, session);
  const reads = Object.entries(readsOf(connectorId, claims));
  const results = await sendTogether(
    graph,
    reads.map(([, request]) => request),
  );
  return Object.fromEntries(reads.map(([area], index) => [area, results[index]]));
}

async function sendTogether(graph: GraphClient, requests: readonly GraphRequest[]): Promise<readonly BatchResult[]> {
  try {
    return await sendBatch(graph, requests, { longestPauseMs: interactiveRetries.totalMs });
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    // The whole batch failed, so each read gets the same error.
    return requests.map(() => error);
  }
}
