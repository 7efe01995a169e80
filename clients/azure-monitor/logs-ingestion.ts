import { nameOf } from "../configuration-source";
import { explainArmError } from "../arm/arm-error";
import { graphSettings } from "../graph/graph-configuration";
import type { GraphSession } from "../graph/graph-session";
import { createHttpClient } from "../http/http-client";
import { ServiceError } from "../http/service-error";

/** The destination of log rows. */
export interface LogsIngestionTarget {
  /** URL of the data collection endpoint. */
  readonly endpoint: string;
  /** Immutable id of the data collection rule. */
  readonly ruleId: string;
  readonly stream: string;
}

const apiVersion = "2023-01-01";

/** Sends rows to a Log Analytics table. You can query them after a few minutes.
 *  Source: https://learn.microsoft.com/azure/azure-monitor/logs/logs-ingestion-api-overview */
export async function sendLogRows(
  session: GraphSession,
  { endpoint, ruleId, stream }: LogsIngestionTarget,
  rows: readonly object[],
): Promise<void> {
  const { logsIngestionAudience } = await session.endpoints();
  if (logsIngestionAudience === undefined) {
    throw new ServiceError(
      `The metadata host does not publish the endpoint of Azure Resource Manager, so no token for logs ingestion can be requested; check ${nameOf(graphSettings.metadataHost)}.`,
    );
  }
  const token = await session.token(logsIngestionAudience);
  const { origin, pathname } = new URL(endpoint);
  const client = createHttpClient({
    service: "Azure Monitor",
    origin,
    originSetting: "the endpoint",
    requestIdHeader: "x-ms-client-request-id",
    explain: (answer) =>
      explainArmError(answer, {
        action: "Microsoft.Insights/Telemetry/Write",
        scope: `the data collection rule ${ruleId}`,
        grantAdvice:
          "assign it the role Monitoring Metrics Publisher there, or set recorderObjectId of the monitoring to its object id",
      }),
  });
  await client.send({
    method: "POST",
    path: `${pathname.replace(/\/$/, "")}/dataCollectionRules/${encodeURIComponent(ruleId)}/streams/${encodeURIComponent(stream)}?api-version=${apiVersion}`,
    body: rows,
    headers: { Authorization: `Bearer ${token}` },
    secrets: [token],
  });
}
