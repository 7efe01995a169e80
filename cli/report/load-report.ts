import { lookedUp, type LookupResult } from "../live/lookup-result";
import { readStackConfig } from "../stack/config";
import type { StackOptions } from "../stack/options";
import { readStackState } from "../stack/state";
import { loadInputs } from "../status/load-inputs";
import { evaluateSteps } from "../status/evaluate";
import { textOf } from "../status/inputs";
import type { Terminal } from "../terminal/terminal";
import { packageVersion } from "../version";
import { evidenceSpots, reportFindings, settingRecords } from "./console-settings";
import type { PolicyPicture, ReportData } from "./data";
import { collectFleet } from "./fleet";

/** Looks at everything that the report shows, and changes nothing. Throws when the stack cannot be read; anything else that
 *  cannot be seen is said in the report. */
export async function loadReport(
  options: StackOptions,
  policies: LookupResult<PolicyPicture>,
  terminal: Terminal,
): Promise<ReportData> {
  return terminal.during("Reading the stack", async (progress) => {
    const [stack, source] = await Promise.all([readStackState(options), readStackConfig(options)]);
    progress.print(`Looking at the integration of the stack ${stack.stack}`);
    const facts = await loadInputs({
      stack,
      source,
      environment: process.env,
      onMessage: (line) => {
        terminal.detail(line);
      },
    });
    const fleet = await collectFleet(options, stack.outputs, progress);
    return {
      made: {
        at: new Date().toISOString(),
        version: packageVersion,
        stack: stack.stack,
        tenantId: lookedUp(facts.signIn)?.tenantId ?? textOf(stack.outputs.tenantId) ?? null,
      },
      steps: evaluateSteps(facts),
      devices: fleet.devices,
      groups: fleet.groups,
      policies,
      settings: settingRecords(facts),
      findings: reportFindings(facts),
      blindSpots: [...evidenceSpots(facts), ...fleet.blindSpots],
    };
  });
}
