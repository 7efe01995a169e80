import { Command } from "commander";
import {
  type HealthRecord,
  healthStream,
  type RecordedDevices,
} from "pulumi-lookout-intune/internal/model/health-record";
import { printableText } from "pulumi-lookout-intune/internal/model/printable";
import { mtdPartners } from "pulumi-lookout-intune/internal/model/mtd-partners";
import { sendLogRows } from "pulumi-lookout-intune/internal/clients/azure-monitor/logs-ingestion";
import {
  findUrlProblem,
  valueOf,
  type ConfigurationSource,
} from "pulumi-lookout-intune/internal/clients/configuration-source";
import { allowedHostsIn, describeHostRefusal } from "pulumi-lookout-intune/internal/clients/http/allowed-hosts";
import { createGraphClient, type GraphClient } from "pulumi-lookout-intune/internal/clients/graph/graph-client";
import { readGraphConfiguration } from "pulumi-lookout-intune/internal/clients/graph/graph-configuration";
import { createGraphSession } from "pulumi-lookout-intune/internal/clients/graph/graph-session";
import type { LookoutApi } from "pulumi-lookout-intune/internal/clients/lookout/lookout-api";
import { lookoutSettings } from "pulumi-lookout-intune/internal/clients/lookout/lookout-configuration";
import { action, showExamples, type Run, exitCode, type ExitCode } from "./run-command";
import { lookoutAccess, required } from "./connect";
import { messageOf } from "./doctor/check";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { getConnector } from "pulumi-lookout-intune/internal/clients/graph/mobile-threat-defense-connectors";
import { countDevices } from "pulumi-lookout-intune/internal/clients/lookout/mobile-risk";
import { connectorIdIn, environmentOnly, readStackConfig } from "./stack/read-stack-config";
import { addStackOptions, type StackOptions } from "./stack/stack-options";

interface RecordOptions extends StackOptions {
  readonly endpoint?: string;
  readonly rule?: string;
  readonly dryRun?: boolean;
}

/** `lookout-intune record`: reads the connector and the devices, and writes a row that alerts can query. For a scheduled job. */
export function recordCommand(): Command {
  const command = addStackOptions(new Command("record"), "none, only the environment is read")
    .description(
      "Read the connector and Lookout's devices once, and write a row to Log Analytics. For a scheduled job.",
    )
    .option("--endpoint <url>", "data collection endpoint: monitoringRecordTo.endpoint of the stack's outputs")
    .option("--rule <id>", "the data collection rule: monitoringRecordTo.ruleId of the stack's outputs")
    .option("--dry-run", "write the row to standard output instead of sending it")
    .action(action(runRecord));
  return showExamples(
    command,
    {
      "every hour, with the credentials of the environment": "record --endpoint https://… --rule dcr-…",
      "show the row without sending it": "record --dry-run",
    },
    [
      "Credentials come from the azuread provider's settings. With LOOKOUT_APPLICATION_KEY it also counts Lookout's devices.",
      "Exit codes: 0 a row was written, 1 a service refused the read or the write, 2 the command could not run.",
    ],
  );
}

async function runRecord({ options, terminal }: Run<RecordOptions>): Promise<ExitCode> {
  const { endpoint, rule, stack, dryRun = false } = options;
  const target = dryRun ? undefined : targetOf(endpoint, rule);
  const source = stack === undefined ? environmentOnly : await readStackConfig(options);
  const { configuration, problems } = readGraphConfiguration(source, process.env);
  if (configuration === undefined) throw new UserError(problems);
  const session = createGraphSession(configuration);
  const observations = {
    graph: createGraphClient(configuration, { session }),
    connectorId: connectorIdIn(source) ?? mtdPartners["Lookout for Work"],
    lookout: lookoutIn(source),
  };
  try {
    const row = await terminal.withProgress("Reading", () => collectHealth(observations, new Date()));
    if (target !== undefined) await terminal.withProgress("Writing", () => sendLogRows(session, target, [row]));
    terminal.printJson(row);
    return exitCode.fine;
  } catch (error) {
    process.stderr.write(`${printableText(messageOf(error))}\n`);
    return exitCode.failing;
  }
}

function targetOf(endpoint: string | undefined, ruleId: string | undefined) {
  const outputs = "`pulumi stack output monitoringRecordTo` shows it";
  const missing = [
    ...(endpoint === undefined ? [`--endpoint is missing; ${outputs}.`] : []),
    ...(ruleId === undefined ? [`--rule is missing; ${outputs}.`] : []),
  ];
  if (endpoint === undefined || ruleId === undefined) throw new UserError(missing);
  const problem = findUrlProblem(endpoint) ?? describeHostRefusal(endpoint, allowedHostsIn(process.env));
  if (problem !== undefined) throw new UserError([`--endpoint: ${problem}.`]);
  return { endpoint, ruleId, stream: healthStream };
}

/** Undefined without a key. Throws if the key is malformed. */
function lookoutIn(source: ConfigurationSource): LookoutApi | undefined {
  const hasKey = valueOf(lookoutSettings.applicationKey, source, process.env) !== undefined;
  return hasKey ? required(lookoutAccess(source)) : undefined;
}

/** What to read. Without `lookout` the devices are not counted. */
interface Observations {
  readonly graph: GraphClient;
  readonly connectorId: string;
  readonly lookout: LookoutApi | undefined;
}

/** Reads the health of the integration once. Read-only. */
async function collectHealth({ graph, connectorId, lookout }: Observations, now: Date): Promise<HealthRecord> {
  const [connector, devices] = await Promise.all([
    getConnector(graph, connectorId),
    lookout === undefined ? {} : countAll(lookout),
  ]);
  return {
    TimeGenerated: now.toISOString(),
    ConnectorFound: connector !== undefined,
    ...(typeof connector?.partnerState === "string" && { PartnerState: connector.partnerState }),
    ...(typeof connector?.lastHeartbeatDateTime === "string" && { LastHeartbeat: connector.lastHeartbeatDateTime }),
    ...devices,
  };
}

/** Sends one small request per count, so that the cost does not depend on the fleet size. */
async function countAll(lookout: LookoutApi): Promise<RecordedDevices> {
  const known = {
    DevicesActive: await countDevices(lookout, { state: "ACTIVATED" }),
    DevicesPending: await countDevices(lookout, { state: "PENDING" }),
    DevicesDisconnected: await countDevices(lookout, { protection_status: "DISCONNECTED" }),
    DevicesWithLowThreats: await countDevices(lookout, { security_status: "THREATS_LOW" }),
    DevicesWithMediumThreats: await countDevices(lookout, { security_status: "THREATS_MEDIUM" }),
    DevicesWithHighThreats: await countDevices(lookout, { security_status: "THREATS_HIGH" }),
  };
  const notSecure = await countDevices(lookout, { state: "ACTIVATED", security_status: "!SECURE" });
  const threatened = known.DevicesWithLowThreats + known.DevicesWithMediumThreats + known.DevicesWithHighThreats;
  return { ...known, DevicesWithUnknownThreats: Math.max(0, notSecure - threatened) };
}
