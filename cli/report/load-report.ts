import { lookupValue, type LookupResult } from "../live/lookup-result";
import { readStackConfig } from "../stack/read-stack-config";
import type { StackOptions } from "../stack/stack-options";
import { readStackState } from "../stack/stack-state";
import { loadInputs } from "../status/load-inputs";
import { evaluateSteps } from "../status/evaluate-steps";
import { textOf } from "../status/inputs";
import type { Terminal } from "../terminal/terminal";
import { packageVersion } from "../version";
import { evidenceBlindSpots, reportFindings, settingRecords } from "./setting-records";
import type { PolicyOverview, ReportData } from "./data";
import { collectFleet } from "./collect-fleet";
import { withoutSecrets } from "./without-secrets";

/** Loads all data of the report. Read-only. Throws if the stack cannot be read; the report lists any other failed read. */
export async function loadReport(
  options: StackOptions,
  policies: LookupResult<PolicyOverview>,
  terminal: Terminal,
): Promise<ReportData> {
  return terminal.withProgress("Reading the stack", async (progress) => {
    const [stack, source] = await Promise.all([readStackState(options), readStackConfig(options)]);
    progress.print(`Reading the integration of the stack ${stack.stack}`);
    const inputs = await loadInputs({
      stack,
      source,
      environment: process.env,
      onMessage: (line) => {
        terminal.detail(line);
      },
    });
    const fleet = await collectFleet(options, stack.outputs, progress);
    const data: ReportData = {
      made: {
        at: new Date().toISOString(),
        version: packageVersion,
        stack: stack.stack,
        tenantId: lookupValue(inputs.signIn)?.tenantId ?? textOf(stack.outputs.tenantId) ?? null,
      },
      steps: evaluateSteps(inputs),
      devices: fleet.devices,
      groups: fleet.groups,
      policies,
      settings: settingRecords(inputs),
      findings: reportFindings(inputs),
      blindSpots: [...evidenceBlindSpots(inputs), ...fleet.blindSpots],
    };
    return withoutSecrets(data, stack.resources);
  });
}
