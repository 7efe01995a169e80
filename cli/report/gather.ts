import { seenIn, type Seen } from "../live/seen";
import { readStackConfig } from "../stack/config";
import type { StackOptions } from "../stack/options";
import { readStackState } from "../stack/state";
import { gatherFacts } from "../status/gather";
import { judgeSteps } from "../status/judge";
import { textOf } from "../status/facts";
import type { Terminal } from "../terminal/terminal";
import { packageVersion } from "../version";
import { evidenceSpots, reportFindings, settingRecords } from "./console-settings";
import type { PolicyPicture, ReportData } from "./data";
import { lookAtFleet } from "./fleet";

/** Looks at everything that the report shows, and changes nothing. Throws when the stack cannot be read; anything else that
 *  cannot be seen is said in the report. */
export async function gatherReport(
  options: StackOptions,
  policies: Seen<PolicyPicture>,
  terminal: Terminal,
): Promise<ReportData> {
  return terminal.during("Reading the stack", async (progress) => {
    const [stack, source] = await Promise.all([readStackState(options), readStackConfig(options)]);
    progress.say(`Looking at the integration of the stack ${stack.stack}`);
    const facts = await gatherFacts({
      stack,
      source,
      environment: process.env,
      hear: (line) => {
        terminal.detail(line);
      },
    });
    const fleet = await lookAtFleet(options, stack.outputs, progress);
    return {
      made: {
        at: new Date().toISOString(),
        version: packageVersion,
        stack: stack.stack,
        tenantId: seenIn(facts.signIn)?.tenantId ?? textOf(stack.outputs.tenantId) ?? null,
      },
      steps: judgeSteps(facts),
      devices: fleet.devices,
      groups: fleet.groups,
      policies,
      settings: settingRecords(facts),
      findings: reportFindings(facts),
      blindSpots: [...evidenceSpots(facts), ...fleet.blindSpots],
    };
  });
}
