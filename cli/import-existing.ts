import { Command } from "commander";
import { defaultMtdPartner } from "pulumi-lookout-intune/internal/model/mtd-partners";
import { connectorIdOf } from "pulumi-lookout-intune/internal/resources/intune-mtd-connector/intune-mtd-connector.schema";
import { ringsReached } from "pulumi-lookout-intune/internal/resources/staged-rollout/staged-rollout.schema";
import { action, jsonOption, showExamples, type Run } from "./run-command";
import { exitCode, type ExitCode } from "./exit-code";
import { chooseAppConfiguration, configurationsLeftAlone } from "./import-existing/app-configuration";
import { decideOnConnector, readConnectorConfig } from "./import-existing/connector";
import { findEnrollment } from "./import-existing/enrollment";
import { readerOf } from "./import-existing/kinds";
import { chooseAdoptions, sectionsOf, type Decision, type PlacedReading, type Reached } from "./import-existing/plan";
import { readTenant, type TenantObjects } from "./import-existing/read-tenant";
import {
  formatImport,
  describeConditionalAccess,
  describeOtherPlatforms,
  type ImportReport,
} from "./import-existing/report";
import type { AnswerName, PartialAnswers } from "./init/answers";
import { askOnTerminal, isOnTerminal, type Ask } from "./init/ask";
import { findBlockers, findMissingPermissions, formatChecks } from "./init/checks";
import { areasOf, commonConfig, type CommonAnswers } from "./init/config";
import { addCommonAnswers, answersFrom, type AnswerFlags } from "./init/flags";
import { findGroup, type GroupSource } from "./init/groups";
import { askMissing, refuseSeparateTenant, requireAnswers } from "./init/questions";
import { resolveGroups, type ResolvedGroups } from "./init/resolve";
import { findDeviceGroups, findSignIn, openTenant, type OpenTenant, type SignInFlags } from "./init/tenant";
import { nextCommands, signInEntries } from "./stack-file/sign-in";
import { openTarget, shown, takesTarget, textFor, writeTarget, type TargetFlags } from "./stack-file/target";
import type { Terminal } from "./terminal/terminal";

interface ImportOptions extends AnswerFlags, SignInFlags, TargetFlags {
  readonly nonInteractive?: boolean;
  readonly partnerId?: string;
  readonly adopt?: string[];
  readonly json?: boolean;
}

/** What no tenant can be asked: Lookout publishes no API for it. */
const asked: readonly AnswerName[] = [
  "lookoutTenant",
  "accessGroups",
  "heartbeatMinutes",
  "errorEmail",
  "daysUntilDisconnected",
];

/** `lookout-intune import-existing`: writes a config that takes over what a tenant has already. */
export function importExistingCommand(): Command {
  const command = addCommonAnswers(takesTarget(new Command("import-existing")))
    .description(
      "Read what your tenant has of the integration, and write a stack's config that takes it over as it is. Changes nothing there.",
    )
    .option("--adopt <id...>", "objects to take over although that changes them, or of several the one to take over")
    .option("--partner-id <id>", "the connector's id, in a cloud where Lookout has another")
    .option("--tenant-id <id>", "directory (tenant) id (default: ARM_TENANT_ID)")
    .option("--client-id <id>", "application (client) id to sign in with (default: ARM_CLIENT_ID)")
    .option("--non-interactive", "ask nothing; whatever is missing is an error")
    .addOption(jsonOption())
    .action(action(runImport));
  return showExamples(
    command,
    {
      "asked on the terminal for what Intune does not know": "import-existing prod",
      "from a file of answers, in a pipeline": "import-existing prod --non-interactive --answers answers.yaml",
      "to see it without writing": "import-existing prod --stdout",
    },
    [
      "Taken over is what the resources would leave as it is. Whatever would be changed, and whatever is there twice, is listed with what there is to",
      "decide, and left out. Enrollment groups are those that everything is assigned to, unless they are named.",
      "Exit codes: 0 written, 1 written with something to decide, or not written as the tenant does not say enough, 2 the command could not run.",
    ],
  );
}

async function runImport({ options, args, terminal }: Run<ImportOptions>): Promise<ExitCode> {
  const [stack = ""] = args;
  const target = openTarget(stack, options);
  const given = answersFrom(options);
  refuseSeparateTenant(given);
  const ask = options.nonInteractive !== true && isOnTerminal() ? await askOnTerminal() : undefined;
  const names = given.enrollmentGroups === undefined ? asked : [...asked, "reached" as const];
  if (ask === undefined) requireAnswers(given, names);
  const source = await findSignIn(options, process.env, ask);
  const connectorId = connectorIdOf({ partner: defaultMtdPartner, partnerId: options.partnerId }) ?? "";
  const { tenant, checks } = await terminal.during("Signing in", () =>
    openTenant(source, process.env, [], connectorId),
  );
  const blockers = findBlockers(checks);
  if (tenant === undefined || blockers.length > 0) return refuse(terminal, options, formatChecks(blockers));

  const found = await terminal.during("Reading the tenant", () => readTenant(tenant.graph, connectorId));
  const answers = await complete(tenant, given, names, ask);
  const groups = await resolveGroups(tenant.graph, answers);
  if (groups.problems.length > 0) return refuse(terminal, options, groups.problems);
  const placed = placedReadings(found);
  const enrollment = await enrollmentOf(tenant, answers, groups, placed, ask);
  if ("problems" in enrollment) return refuse(terminal, options, enrollment.problems);

  const reached = await reachedBy(tenant, enrollment.rings);
  const plan = planImport(found, placed, reached, options.adopt ?? []);
  const project = {
    ...commonConfig(
      answers as CommonAnswers,
      { ...groups, enrollmentGroups: enrollment.rings.enrollmentGroups },
      enrollment.rings.reached,
    ),
    ...plan.project,
  };
  const parts = { signIn: signInEntries(tenant.configuration), project };
  const text = textFor(target, parts, [
    `The stack ${stack}, written by lookout-intune import-existing. Everything here is yours to change.`,
  ]);
  const decisions = [...enrollment.decisions, ...plan.report.decisions];
  const report = { ...plan.report, decisions };
  const missing = formatChecks(findMissingPermissions(checks, areasOf(project)));
  const ends = decisions.length > 0 ? exitCode.failing : exitCode.fine;
  if (options.stdout === true) {
    terminal.print(text);
    terminal.log(formatImport(report, terminal.width));
    return ends;
  }
  writeTarget(target, text);
  const next = nextCommands(stack, tenant.configuration);
  if (options.json === true) terminal.printJson({ file: target.file, ...asJson(report), missing, next });
  else terminal.print(logWritten(target.file, report, missing, next, terminal.width));
  return ends;
}

async function complete(
  tenant: OpenTenant,
  given: PartialAnswers,
  names: readonly AnswerName[],
  ask: Ask | undefined,
): Promise<PartialAnswers> {
  if (ask === undefined) return given;
  const checkGroup = async (group: string, mayCreate: boolean) => {
    const found = await findGroup(tenant.graph, group, mayCreate);
    return "problem" in found ? found.problem : undefined;
  };
  return askMissing({ ask, checkGroup }, given, names);
}

interface Rings {
  readonly enrollmentGroups: Readonly<Record<string, GroupSource>>;
  readonly reached: string;
}

/** The enrollment groups: those that somebody named, else those that everything is assigned to. */
async function enrollmentOf(
  { graph }: OpenTenant,
  answers: PartialAnswers,
  { enrollmentGroups }: ResolvedGroups,
  placed: readonly PlacedReading[],
  ask: Ask | undefined,
): Promise<
  { readonly rings: Rings; readonly decisions: readonly Decision[] } | { readonly problems: readonly string[] }
> {
  const [only = ""] = Object.keys(enrollmentGroups);
  if (only === "") return findEnrollment(graph, placed, ask);
  return { rings: { enrollmentGroups, reached: answers.reached ?? only }, decisions: [] };
}

async function reachedBy({ graph }: OpenTenant, { enrollmentGroups, reached }: Rings): Promise<Reached> {
  const groups = ringsReached({ rings: Object.keys(enrollmentGroups), reached }).flatMap((ring) => {
    const source = enrollmentGroups[ring];
    return source !== undefined && "existingObjectId" in source ? [source] : [];
  });
  const groupIds = groups.map(({ existingObjectId }) => existingObjectId);
  return {
    groupIds,
    deviceGroupIds: await findDeviceGroups(graph, groupIds),
    nameOf: (id) =>
      groups.find(({ existingObjectId }) => existingObjectId.toLowerCase() === id.toLowerCase())?.displayName ?? id,
  };
}

function placedReadings({ candidates }: TenantObjects): PlacedReading[] {
  return candidates.flatMap(({ place, object }) =>
    place === undefined ? [] : [{ place, reading: readerOf(place).read(object) }],
  );
}

/** The part of the config that Intune says, and what there is to tell about it. */
function planImport(
  { connector, candidates, appConfigurations, conditionalAccess }: TenantObjects,
  placed: readonly PlacedReading[],
  reached: Reached,
  named: readonly string[],
): { readonly project: Readonly<Record<string, unknown>>; readonly report: ImportReport } {
  const chosen = chooseAdoptions(placed, reached, named);
  const configuration = chooseAppConfiguration(appConfigurations, chosen.adoptions, reached);
  const { lookoutForWork, ...policies } = sectionsOf(chosen.adoptions);
  const intuneConnector = readConnectorConfig(connector);
  return {
    project: {
      intuneConnector: intuneConnector ?? {},
      ...(lookoutForWork && {
        lookoutForWork: {
          ...lookoutForWork,
          ...(lookoutForWork.ios && { ios: { ...lookoutForWork.ios, ...configuration.settings } }),
        },
      }),
      ...policies,
    },
    report: {
      adoptions: chosen.adoptions,
      decisions: [
        ...(intuneConnector === undefined ? [decideOnConnector(connector)] : []),
        ...chosen.decisions,
        ...configuration.decisions,
      ],
      leftAlone: [
        ...describeOtherPlatforms(candidates.filter(({ place }) => place === undefined).map(({ object }) => object)),
        ...configurationsLeftAlone(appConfigurations),
        ...describeConditionalAccess(conditionalAccess),
      ],
    },
  };
}

function asJson({ adoptions, decisions, leftAlone }: ImportReport): object {
  const adopted = adoptions.map(({ place, reading: { id, displayName }, changes }) => ({
    place,
    id,
    displayName,
    changes,
  }));
  return { adopted, decisions, leftAlone };
}

/** Says why nothing can be written. */
function refuse(terminal: Terminal, { json = false }: ImportOptions, problems: readonly string[]): ExitCode {
  if (json) terminal.printJson({ problems });
  else terminal.print(["Nothing was written:", ...problems, ""].join("\n"));
  return exitCode.failing;
}

function logWritten(
  file: string,
  report: ImportReport,
  missing: readonly string[],
  next: readonly string[],
  width: number,
): string {
  return [
    `Wrote ${shown(file)}. It holds no secret.`,
    "",
    formatImport(report, width),
    ...(missing.length === 0 ? [] : ["Permissions that pulumi up will miss:", ...missing, ""]),
    "Next:",
    ...next.map((command) => `  ${command}`),
    "",
  ].join("\n");
}
