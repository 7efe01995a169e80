import { Command } from "commander";
import { defaultMtdPartner } from "pulumi-lookout-intune/internal/model/mtd-partners";
import { connectorIdOf } from "pulumi-lookout-intune/internal/resources/intune-mtd-connector/intune-mtd-connector.schema";
import { ringsReached } from "pulumi-lookout-intune/internal/resources/staged-rollout/staged-rollout.schema";
import { action, jsonOption, showExamples, type Run, exitCode, type ExitCode } from "./run-command";
import { chooseAppConfiguration, configurationsLeftAlone } from "./import-existing/app-configuration";
import { decideConnectorAdoption, readConnectorConfig } from "./import-existing/found-connector";
import { findEnrollment } from "./import-existing/found-enrollment";
import { readerOf } from "./import-existing/locations";
import { describeObjectNames } from "./import-existing/object-names";
import {
  chooseAdoptions,
  refuseUnknownIds,
  sectionsOf,
  type Decision,
  type LocatedReading,
  type Reached,
} from "./import-existing/plan";
import { ServiceError } from "pulumi-lookout-intune/internal/clients/http/service-error";
import { conditionalAccessImport } from "./import-existing/conditional-access-import";
import { consoleHint, whereToRead } from "./import-existing/where-to-read";
import { readTenant, type TenantObjects } from "./import-existing/read-tenant";
import {
  formatImport,
  describeConditionalAccess,
  describeOtherPlatforms,
  type ImportReport,
} from "./import-existing/import-report";
import { answersFrom } from "./init/answers";
import { askOnTerminal, isOnTerminal, type Ask } from "./init/ask";
import { findBlockers, findMissingPermissions, formatChecks } from "./doctor/check";
import { areasOf, commonConfig, type CommonAnswers } from "./init/new-config";
import { addCommonAnswers } from "./init/flags";
import { findGroup, type GroupSource } from "./init/find-group";
import {
  askMissing,
  namesOf,
  refuseSeparateTenant,
  requireAnswers,
  type AnswerName,
  type PartialAnswers,
} from "./init/questions";
import { consoleQuestions } from "./init/questions/lookout";
import { resolveGroups, type ResolvedGroups } from "./init/resolve";
import { findDeviceGroups, findSignIn, openTenant, type OpenTenant, type SignInFlags } from "./init/open-tenant";
import { nextCommands, signInEntries } from "./stack-file/sign-in-entries";
import {
  openTarget,
  shown,
  addTargetOptions,
  textFor,
  writeTarget,
  type TargetFlags,
} from "./stack-file/stack-file-target";
import type { Terminal } from "./terminal/terminal";

interface ImportOptions extends SignInFlags, TargetFlags {
  readonly nonInteractive?: boolean;
  readonly partnerId?: string;
  readonly adopt?: string[];
  readonly json?: boolean;
}

/** Answers that cannot be read from a tenant. */
const answerNames: readonly AnswerName[] = ["lookoutTenant", "accessGroups", ...namesOf(consoleQuestions)];

/** `lookout-intune import-existing`: writes a config that adopts the existing objects of a tenant. */
export function importExistingCommand(): Command {
  const command = addCommonAnswers(addTargetOptions(new Command("import-existing")))
    .description(
      "Read the existing integration of your tenant, and write a stack's config that adopts it unchanged. Does not change the tenant.",
    )
    .option("--adopt <id...>", "objects to adopt even if that changes them, or the one to adopt if there are several")
    .option("--partner-id <id>", "the connector's id, in a cloud where Lookout's id differs")
    .option("--tenant-id <id>", "directory (tenant) id (default: ARM_TENANT_ID)")
    .option("--client-id <id>", "application (client) id to sign in with (default: ARM_CLIENT_ID)")
    .option("--non-interactive", "do not prompt; a missing answer is an error")
    .addOption(jsonOption())
    .action(action(runImport));
  return showExamples(
    command,
    {
      "with prompts for what Intune does not know": "import-existing prod",
      "with an answers file, in a pipeline": "import-existing prod --non-interactive --answers answers.yaml",
      "show the config without writing it": "import-existing prod --stdout",
    },
    [
      "It adopts objects that the resources would leave unchanged. Objects that would change, and duplicates, are listed for your decision and",
      "left out. The enrollment groups are the groups that everything is assigned to, unless you name them.",
      "Exit codes: 0 written, 1 written with open decisions, or not written because the tenant lacks information, 2 the command could not run.",
    ],
  );
}

async function runImport({ options, args, terminal }: Run<ImportOptions>): Promise<ExitCode> {
  const [stack = ""] = args;
  const target = openTarget(stack, options);
  const given = answersFrom(options);
  refuseSeparateTenant(given);
  const ask = options.nonInteractive !== true && isOnTerminal() ? await askOnTerminal() : undefined;
  const names = given.enrollmentGroups === undefined ? answerNames : [...answerNames, "reached" as const];
  if (ask === undefined) requireAnswers(given, names, whereToRead);
  const hint = ask === undefined ? undefined : consoleHint(given);
  if (hint !== undefined) terminal.log(hint);
  const source = await findSignIn(options, process.env, ask);
  const connectorId = connectorIdOf({ partner: defaultMtdPartner, partnerId: options.partnerId }) ?? "";
  const { tenant, checks } = await terminal.withProgress("Signing in", () =>
    openTenant(source, process.env, [], connectorId),
  );
  const blockers = findBlockers(checks);
  if (tenant === undefined || blockers.length > 0) return refuse(terminal, options, formatChecks(blockers));

  const found = await terminal.withProgress("Reading the tenant", () => readTenant(tenant.graph, connectorId));
  const located = locatedReadings(found);
  const unknown = refuseUnknownIds(located, options.adopt ?? []);
  if (unknown.length > 0) return refuse(terminal, options, unknown);
  const answers = await complete(tenant, given, names, ask);
  const groups = await resolveGroups(tenant.graph, answers);
  if (groups.problems.length > 0) return refuse(terminal, options, groups.problems);
  const enrollment = await enrollmentOf(tenant, answers, groups, located, ask);
  if ("problems" in enrollment) return refuse(terminal, options, enrollment.problems);

  const reached = await reachedBy(tenant, enrollment.rings);
  const plan = planImport(found, located, reached, options.adopt ?? []);
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
    `The stack ${stack}, written by lookout-intune import-existing. You can edit everything here.`,
  ]);
  const decisions = [...enrollment.decisions, ...plan.report.decisions];
  const imports = found.conditionalAccess instanceof ServiceError ? [] : found.conditionalAccess;
  const report = {
    ...plan.report,
    decisions,
    names: [...groups.names, ...enrollment.names, ...describeObjectNames(located, imports)],
    imports: imports.flatMap(({ id }) => conditionalAccessImport(stack, id) ?? []),
  };
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

/** The enrollment groups: the named ones, otherwise the groups that everything is assigned to. */
async function enrollmentOf(
  { graph }: OpenTenant,
  answers: PartialAnswers,
  { enrollmentGroups }: ResolvedGroups,
  located: readonly LocatedReading[],
  ask: Ask | undefined,
): Promise<
  | { readonly rings: Rings; readonly decisions: readonly Decision[]; readonly names: readonly string[] }
  | { readonly problems: readonly string[] }
> {
  const [only = ""] = Object.keys(enrollmentGroups);
  if (only === "") return findEnrollment(graph, located, ask);
  return { rings: { enrollmentGroups, reached: answers.reached ?? only }, decisions: [], names: [] };
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

function locatedReadings({ candidates }: TenantObjects): LocatedReading[] {
  return candidates.flatMap(({ location, object }) =>
    location === undefined ? [] : [{ location, reading: readerOf(location).read(object) }],
  );
}

/** The part of the config that comes from Intune, and the report on it. */
function planImport(
  { connector, candidates, appConfigurations, conditionalAccess }: TenantObjects,
  located: readonly LocatedReading[],
  reached: Reached,
  named: readonly string[],
): { readonly project: Readonly<Record<string, unknown>>; readonly report: ImportReport } {
  const chosen = chooseAdoptions(located, reached, named);
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
        ...(intuneConnector === undefined ? [decideConnectorAdoption(connector)] : []),
        ...chosen.decisions,
        ...configuration.decisions,
      ],
      leftAlone: [
        ...describeOtherPlatforms(
          candidates.filter(({ location }) => location === undefined).map(({ object }) => object),
        ),
        ...configurationsLeftAlone(appConfigurations),
        ...describeConditionalAccess(conditionalAccess),
      ],
    },
  };
}

function asJson({ adoptions, decisions, leftAlone, names = [], imports = [] }: ImportReport): object {
  const adopted = adoptions.map(({ location, reading: { id, displayName }, changes }) => ({
    place: location,
    id,
    displayName,
    changes,
  }));
  return { adopted, decisions, leftAlone, names, imports };
}

/** Reports why nothing was written. */
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
    `Wrote ${shown(file)}. It contains no secrets.`,
    "",
    formatImport(report, width),
    ...(missing.length === 0 ? [] : ["Missing permissions for pulumi up:", ...missing, ""]),
    "Next:",
    ...next.map((command) => `  ${command}`),
    "",
  ].join("\n");
}
