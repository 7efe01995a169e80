import { Option, type Command } from "commander";
import { accessRoleMeanings } from "pulumi-lookout-intune/internal/model/access-roles";
import { DeviceThreatLevel } from "pulumi-lookout-intune/internal/model/device-threat-level";
import { CompliancePlatform } from "pulumi-lookout-intune/internal/resources/intune-compliance-policy/intune-compliance-policy.schema";
import { LookoutTenant } from "pulumi-lookout-intune/internal/resources/lookout-support-handoff/lookout-support-handoff.schema";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { checkAnswers, noCompliance, readAnswersFile, type AnswerName, type PartialAnswers } from "./answers";

/** Answers as flags, and the answers file. */
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

/** Adds the flags of answers that cannot be read from a tenant, for init and import-existing. */
export function addCommonAnswers(command: Command): Command {
  const lookoutTenants = Object.values(LookoutTenant).join(", ");
  return command
    .option("--answers <file>", "answers file (YAML or JSON); flags override it")
    .option("--lookout-tenant <state>", `whether you already have a Lookout tenant: ${lookoutTenants}`)
    .option("--full-access-group <group>", "group with full access to Lookout's console, by name or object id")
    .option(
      "--restricted-access-group <group>",
      `group with restricted access: ${accessRoleMeanings.restricted} (default: none)`,
    )
    .option(
      "--read-only-access-group <group>",
      "group with read-only access; in Lookout's documentation, not in Microsoft's guide (default: none)",
    )
    .option("--create-groups", "create missing groups with the stack (default: refuse them)")
    .option("--enrollment-group <key=group...>", "groups whose devices Lookout enrolls, each with a key, pilot first")
    .option("--reached <key>", "the last of these groups that is already protected")
    .option("--heartbeat-minutes <minutes>", "how often Lookout's connector reports to Intune")
    .option("--error-email <address>", "where Lookout sends errors of the connector")
    .option("--days-until-disconnected <days>", "days without contact after which a device is not compliant, 1 to 90");
}

/** Adds the flags that only a new integration needs. */
export function addInitAnswers(command: Command): Command {
  const levels = [...Object.values(DeviceThreatLevel), noCompliance].join(", ");
  return addCommonAnswers(command)
    .addOption(
      new Option("--platform <platform...>", `platforms to protect: ${Object.values(CompliancePlatform).join(", ")}`),
    )
    .option("--threat-level <level>", `highest threat level of a compliant device: ${levels}`)
    .option("--no-app", "do not assign the app Lookout for Work (default: assign it)");
}

/** Reads and validates the answers of the file and the flags. */
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
    // Commander passes true if --no-app is missing, so that the file can still set it to false.
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
        (pair) => `--enrollment-group is "${pair}", but it requires a key and a group, such as pilot="Lookout pilot".`,
      ),
    );
  }
  const keys = read.map((pair) => pair?.[1] ?? "");
  const twice = keys.filter((key, index) => keys.indexOf(key) < index);
  if (twice.length > 0)
    throw new UserError(
      twice.map((key) => `--enrollment-group uses the key ${key} twice. Give each group its own key.`),
    );
  return Object.fromEntries(read.map((pair) => [pair?.[1] ?? "", pair?.[2] ?? ""]));
}

/** Keeps a text that is not a number, so that the schema refuses it. */
function toNumber(text: string | undefined): number | string | undefined {
  if (text === undefined) return undefined;
  const number = Number(text);
  return text.trim() === "" || Number.isNaN(number) ? text : number;
}
