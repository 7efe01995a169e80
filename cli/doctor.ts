import { Command, Option } from "commander";
import { graphAreas } from "pulumi-lookout-intune/internal/model/graph-permissions";
import { action, jsonOption, showExamples, type Run, exitCode, type ExitCode } from "./run-command";
import { diagnosticSettingsArea } from "./doctor/azure.check";
import type { Check } from "./doctor/check";
import { areasDeclaredIn } from "./doctor/declared-areas";
import { examine, type Examination } from "./doctor/examine";
import { formatReport, isFailing } from "./doctor/doctor-report";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { connectorIdIn, environmentOnly, readStackConfig } from "./stack/read-stack-config";
import { addStackOptions, type StackOptions } from "./stack/stack-options";

interface DoctorOptions extends StackOptions {
  readonly require?: Examination["required"];
  readonly readOnly?: boolean;
  readonly json?: boolean;
}

/** `lookout-intune doctor`: checks credentials, permissions, licenses, the connector and the hosts. */
export function doctorCommand(): Command {
  const areas = [...Object.keys(graphAreas), diagnosticSettingsArea];
  const command = addStackOptions(new Command("doctor"), "none, only the environment is read")
    .description("Check credentials, permissions, licenses, the connector and the hosts. Read-only. Shows no secrets.")
    .addOption(
      new Option(
        "--require <area...>",
        "areas whose permissions are required (always: connector and groups; with --stack also what it declares)",
      ).choices(areas),
    )
    .option("--read-only", "require no permission to change anything, for credentials of previews and reports")
    .addOption(jsonOption())
    .action(action(runDoctor));
  return showExamples(
    command,
    {
      "with the credentials of the environment": "doctor",
      "with those of a stack's config": "doctor --stack prod",
      "before you declare compliance policies": "doctor --require compliance",
      "with credentials that only read, in a pipeline": "doctor --stack prod --read-only",
    },
    [
      "Credentials come from the azuread provider's settings: ARM_TENANT_ID, ARM_CLIENT_ID, ARM_CLIENT_SECRET and so on, or the stack's azuread:*",
      "config.",
      "Exit codes: 0 nothing is failing, 1 something is failing, 2 the command could not run.",
    ],
  );
}

async function runDoctor({ options, terminal }: Run<DoctorOptions>): Promise<ExitCode> {
  const checks = await terminal.withProgress("Checking the tenant", () => runChecks(options));
  const failing = isFailing(checks);
  if (options.json === true) terminal.printJson({ failing, checks });
  else terminal.printPainted(formatReport(checks, terminal));
  return failing ? exitCode.failing : exitCode.fine;
}

async function runChecks(options: DoctorOptions): Promise<Check[]> {
  const { stack, cwd, require: requested = [], readOnly } = options;
  if (cwd !== undefined && stack === undefined) {
    throw new UserError(["--cwd is the project folder of a stack, so it requires --stack."]);
  }
  const source = stack === undefined ? environmentOnly : await readStackConfig(options);
  const required = [...requested, ...areasDeclaredIn(source)];
  return examine({ source, environment: process.env, required, readOnly, connectorId: connectorIdIn(source) });
}
