import { Option, type Command } from "commander";
import { accessRoleMeanings } from "pulumi-lookout-intune/internal/model/access-groups";
import { DeviceThreatLevel } from "pulumi-lookout-intune/internal/model/device-threat-level";
import { CompliancePlatform } from "pulumi-lookout-intune/internal/resources/intune-compliance-policy/intune-compliance-policy.schema";
import { LookoutTenant } from "pulumi-lookout-intune/internal/resources/lookout-support-handoff/lookout-support-handoff.schema";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { checkAnswers, noCompliance, readAnswersFile, type AnswerName, type PartialAnswers } from "./answers";

/** Answers as flags, and where the answers and the file are. */
export interface AnswerFlags {
  readonly answers?: string;
  readonly lookoutTenant?: string;
  readonly fullAccessGroup?: string;
  readonly restrictedAccessGroup?: string;
  readonly readOnlyAccessGroup?: string;
  readonly enrollmentGroup?: string[];
  readonly reached?: string;
  readonly heartbeatMinutes?: string;
  readonly errorEmail?: string;
  readonly daysUntilDisconnected?: string;
  readonly platform?: string[];
  readonly threatLevel?: string;
  readonly createGroups?: boolean;
  readonly app?: boolean;
}

/** The flag of each answer, for messages. */
export const flagOf: Readonly<Record<AnswerName, string>> = {
  lookoutTenant: "--lookout-tenant",
  accessGroups: "--full-access-group",
  enrollmentGroups: "--enrollment-group",
  reached: "--reached",
  heartbeatMinutes: "--heartbeat-minutes",
  errorEmail: "--error-email",
  daysUntilDisconnected: "--days-until-disconnected",
  platforms: "--platform",
  threatLevel: "--threat-level",
  createGroups: "--create-groups",
  lookoutForWork: "--no-app",
};

/** What nobody can read from a tenant: asked by init and by import-existing. */
export function addCommonAnswers(command: Command): Command {
  const lookoutTenants = Object.values(LookoutTenant).join(", ");
  return command
    .option("--answers <file>", "file with answers (YAML or JSON); flags come before it")
    .option("--lookout-tenant <state>", `whether there is a Lookout tenant already: ${lookoutTenants}`)
    .option("--full-access-group <group>", "group with full access to Lookout's console, by name or object id")
    .option(
      "--restricted-access-group <group>",
      `group with restricted access: ${accessRoleMeanings.restricted} (default: none)`,
    )
    .option(
      "--read-only-access-group <group>",
      "group that only looks; in Lookout's documentation, not in Microsoft's guide (default: none)",
    )
    .option("--create-groups", "let the stack create groups that do not exist (default: refuse them)")
    .option(
      "--enrollment-group <key=group...>",
      "groups whose devices Lookout enrolls, the pilot first, each under a key",
    )
    .option("--reached <key>", "the last of these groups that is protected already")
    .option("--heartbeat-minutes <minutes>", "how often Lookout's connector reports to Intune")
    .option("--error-email <address>", "where Lookout sends errors of the connector")
    .option("--days-until-disconnected <days>", "days of silence after which a device does not comply, 1 to 90");
}

/** What only a new integration has to be told. */
export function addInitAnswers(command: Command): Command {
  const levels = [...Object.values(DeviceThreatLevel), noCompliance].join(", ");
  return addCommonAnswers(command)
    .addOption(
      new Option("--platform <platform...>", `what to protect: ${Object.values(CompliancePlatform).join(", ")}`),
    )
    .option("--threat-level <level>", `highest threat level of a device that complies: ${levels}`)
    .option("--no-app", "do not assign the app Lookout for Work (default: assign it)");
}

/** The answers of the file and of the flags, checked. */
export function answersFrom(flags: AnswerFlags): PartialAnswers {
  const file = flags.answers === undefined ? {} : readAnswersFile(flags.answers);
  const ofFlags = {
    lookoutTenant: flags.lookoutTenant,
    accessGroups: accessGroupsIn(flags, file.accessGroups),
    enrollmentGroups: flags.enrollmentGroup && enrollmentGroupsIn(flags.enrollmentGroup),
    reached: flags.reached,
    heartbeatMinutes: toNumber(flags.heartbeatMinutes),
    errorEmail: flags.errorEmail,
    daysUntilDisconnected: toNumber(flags.daysUntilDisconnected),
    platforms: flags.platform,
    threatLevel: flags.threatLevel,
    createGroups: flags.createGroups,
    // Commander gives true where --no-app is not said; the file may say no.
    lookoutForWork: flags.app === false ? false : undefined,
  } satisfies Record<AnswerName, unknown>;
  const said = Object.entries(ofFlags).filter(([, value]) => value !== undefined);
  return checkAnswers({ ...file, ...Object.fromEntries(said) });
}

function accessGroupsIn(flags: AnswerFlags, inFile: unknown): object | undefined {
  const said = Object.entries({
    full: flags.fullAccessGroup,
    restricted: flags.restrictedAccessGroup,
    readOnly: flags.readOnlyAccessGroup,
  }).filter(([, group]) => group !== undefined);
  if (said.length === 0) return undefined;
  const others = inFile !== null && typeof inFile === "object" ? inFile : {};
  return { ...others, ...Object.fromEntries(said) };
}

function enrollmentGroupsIn(pairs: readonly string[]): Record<string, string> {
  const read = pairs.map((pair) => /^([^=]+)=(.+)$/.exec(pair));
  const wrong = pairs.filter((_, index) => read[index] === null);
  if (wrong.length > 0) {
    throw new UserError(
      wrong.map(
        (pair) => `--enrollment-group is "${pair}", but it takes a key and a group, such as pilot="Lookout pilot".`,
      ),
    );
  }
  const keys = read.map((pair) => pair?.[1] ?? "");
  const twice = keys.filter((key, index) => keys.indexOf(key) < index);
  if (twice.length > 0)
    throw new UserError(twice.map((key) => `--enrollment-group has the key ${key} twice; give each group its own.`));
  return Object.fromEntries(read.map((pair) => [pair?.[1] ?? "", pair?.[2] ?? ""]));
}

/** A text that is no number stays one, so that the answer's own rule refuses it. */
function toNumber(text: string | undefined): number | string | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  return text.trim() === "" || Number.isNaN(number) ? text : number;
}
