import { Command, Option } from "commander";
import { graphAreas } from "../domain";
import { diagnosticSettingsArea } from "./doctor/azure";
import type { Check } from "./doctor/check";
import { areasDeclaredIn } from "./doctor/declared-areas";
import { examine, type Examination } from "./doctor/examine";
import { formatReport, isFailing, paintFor } from "./doctor/report";
import { CouldNotRun, exitCode } from "./exit-code";
import { connectorIdIn, environmentOnly, readStackConfig } from "./stack-config";

interface DoctorOptions {
  readonly stack?: string;
  readonly cwd?: string;
  readonly require?: Examination["required"];
  readonly json?: boolean;
}

/** `lookout-intune doctor`: looks whether credentials, permissions, licences and hosts are as the product needs them. */
export function doctorCommand(): Command {
  const areas = [...Object.keys(graphAreas), diagnosticSettingsArea];
  return new Command("doctor")
    .description("Check credentials, permissions, licences, the connector and the hosts. Only reads; shows no secrets.")
    .option("--stack <name>", "read this stack's config too, with the pulumi command")
    .option("--cwd <folder>", "folder of the stack's project (default: this one)")
    .addOption(
      new Option(
        "--require <area...>",
        "areas whose permissions have to be there (always: connector and groups; with --stack also what it declares)",
      ).choices(areas),
    )
    .option("--json", "write what was found as JSON")
    .addHelpText(
      "after",
      "\nCredentials are read as the azuread provider's: ARM_TENANT_ID, ARM_CLIENT_ID, ARM_CLIENT_SECRET and so on, or the stack's azuread:* config." +
        "\nExit codes: 0 nothing is failing, 1 something is, 2 the command could not run.",
    )
    .action(runDoctor);
}

async function runDoctor(options: DoctorOptions): Promise<void> {
  const { json = false } = options;
  const checks = await examineAsAsked(options).catch((error: unknown) => {
    if (json && error instanceof CouldNotRun) writeJson({ problems: error.problems });
    throw error;
  });
  const failing = isFailing(checks);
  if (json) writeJson({ failing, checks });
  else process.stdout.write(formatReport(checks, paintFor(process.stdout), widthOf(process.stdout)));
  process.exitCode = failing ? exitCode.failing : exitCode.fine;
}

async function examineAsAsked({ stack, cwd, require: asked = [] }: DoctorOptions): Promise<Check[]> {
  if (cwd !== undefined && stack === undefined) {
    throw new CouldNotRun(["--cwd says where a stack's project is; name the stack with --stack, too."]);
  }
  const source = stack === undefined ? environmentOnly : await readStackConfig(stack, cwd);
  const required = [...asked, ...areasDeclaredIn(source)];
  return examine({ source, environment: process.env, required, connectorId: connectorIdIn(source) });
}

function writeJson(value: object): void {
  process.stdout.write(`${JSON.stringify(value, null, 2)}\n`);
}

/** Only a terminal has a width; what is piped is not broken into lines. */
function widthOf(stream: NodeJS.WriteStream): number {
  return stream.isTTY ? stream.columns : Infinity;
}
