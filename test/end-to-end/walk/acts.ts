import { people, type Person } from "../../../model/integration/steps";
import type { Company } from "./company";
import { readRunbookTask } from "./runbook-task";

/** What a walker has in hand: the company, the stack's outputs when the step was listed, and its config. */
export interface Walk {
  readonly company: Company;
  readonly outputs: Readonly<Record<string, unknown>>;
  /** Sets a value in the stack's config file: `namespace:key`, then the way into it. */
  readonly set: (path: readonly [string, ...string[]], value: unknown) => void;
}

/** What somebody does in a step. */
export interface Act {
  readonly by: Person;
  /** The words that ask for it; groups are what the act takes from them. */
  readonly instruction: RegExp;
  readonly act: (walk: Walk, found: Readonly<Record<string, string>>) => Promise<void> | void;
}

/** Every possible step, with the act that it asks for, and no other. */
export const acts: readonly Act[] = [
  {
    by: people.integration,
    instruction:
      /Find out whether your company already has a Lookout tenant\..*lookout-intune:supportHandoff\.lookoutTenant/,
    act: ({ set }) => {
      set(["lookout-intune:supportHandoff", "lookoutTenant"], "none");
    },
  },
  {
    by: people.groupOwners,
    instruction: /Add the administrators of Lookout's console to group (?<group>\S+) \(full access\)/,
    act: ({ company }, { group = "" }) => company.join("ada", group),
  },
  {
    by: people.groupOwners,
    instruction: /Add the console's other users to group (?<group>\S+) \(restricted access/,
    act: ({ company }, { group = "" }) => company.join("bo", group),
  },
  {
    by: people.integration,
    instruction:
      /Send the mail in the output "handoffMail".*set lookout:acknowledged\.(?<key>\w+) to \{revision: (?<revision>r-\w+),/,
    act: ({ company, outputs, set }, { key = "", revision }) => {
      company.receiveMail(String(outputs.handoffMail));
      set(["lookout:acknowledged", key], recordOf(revision));
    },
  },
  {
    by: people.globalAdministrator,
    instruction: /open (?<url>https:\S+) and choose Accept/,
    act: ({ company }, { url = "" }) => company.consent(url),
  },
  {
    by: people.groupOwners,
    instruction: /Add the users whose devices Lookout should protect to "(?<name>[^"]+)": directly/,
    act: async ({ company }, { name = "" }) => company.join("pat", await company.groupNamed(name)),
  },
  {
    by: people.lookoutConsole,
    instruction:
      /revision (?<revision>r-\w+), were entered\. Enter them at https:\S+ as in the output "runbook", then record it: set lookout:acknowledged\.(?<key>\w+) to/,
    act: async ({ company, outputs, set }, { key = "", revision = "" }) => {
      await company.enter(readRunbookTask(String(outputs.runbook), revision));
      set(["lookout:acknowledged", key], recordOf(revision));
    },
  },
  {
    by: people.intune,
    instruction:
      /opens Tenant administration > Connectors and tokens > Mobile Threat Defense > Add, chooses Lookout for Work .*, and then Create\./,
    act: ({ company }) => company.addConnector(),
  },
  {
    by: people.integration,
    instruction: /wait until Lookout has made contact with Intune, then run "pulumi up" again/i,
    act: ({ company }) => company.awaitContact(),
  },
  {
    by: people.intune,
    instruction: /Approve Lookout for Work \((?<packageId>\S+)\) in managed Google Play/,
    act: ({ company }, { packageId = "" }) => company.approveApp(packageId),
  },
  {
    by: people.deviceOwners,
    instruction: /Once Lookout for Work is on a phone, its owner opens and activates it/,
    act: ({ company }) => company.activatePhone(),
  },
  {
    by: people.groupOwners,
    instruction: /Make sure that group (?<group>\S+) contains only the emergency access accounts/,
    act: ({ company }, { group = "" }) => company.join("eve", group),
  },
  {
    by: people.rollout,
    instruction:
      /is in report-only mode\. Review its results for a few days, .* set lookout-intune:conditionalAccess\.state to enabled/,
    act: ({ set }) => {
      set(["lookout-intune:conditionalAccess", "state"], "enabled");
    },
  },
];

/** What a person writes into the config after it was done. */
function recordOf(revision: string | undefined) {
  return { revision, by: "ada@local.onmicrosoft.com", at: new Date().toISOString() };
}
