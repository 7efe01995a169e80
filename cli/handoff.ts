import { Command, Option } from "commander";
import { dynamicTypes } from "pulumi-lookout-intune/internal/model/resource-types";
import {
  HandoffStatus,
  missingContactAdvice,
} from "pulumi-lookout-intune/internal/resources/lookout-support-handoff/lookout-support-handoff.schema";
import { action, jsonOption, showExamples, type Run, exitCode, type ExitCode } from "./run-command";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import { chooseFormat, deliver } from "./result-file";
import { addStackOptions, type StackOptions } from "./stack/stack-options";
import { readStackState, type StackState } from "./stack/stack-state";

/** Formats of the mail, each with its file extensions. */
const formats = { text: ["txt"], eml: ["eml"] } as const;

interface HandoffOptions extends StackOptions {
  readonly format?: keyof typeof formats;
  readonly output?: string;
  readonly again?: boolean;
  readonly expectNone?: boolean;
  readonly json?: boolean;
}

/** `lookout-intune handoff`: prints the mail to Lookout's support until it is recorded as sent. */
export function handoffCommand(): Command {
  const command = addStackOptions(new Command("handoff"))
    .description("Print the mail that hands the IDs to Lookout Enterprise Support, if it is due. Does not send it.")
    .addOption(new Option("--format <format>", "text, or a draft for a mail program").choices(Object.keys(formats)))
    .option("--output <file>", "write it to a file; .eml makes it a draft")
    .option("--again", "print it even if it is recorded as sent")
    .option("--expect-none", "exit with 1 if the mail is due")
    .addOption(jsonOption())
    .action(action(runHandoff));
  return showExamples(command, {
    "read it": "handoff --stack prod",
    "open it in a mail program": "handoff --stack prod --output handoff.eml",
  });
}

async function runHandoff({ options, terminal }: Run<HandoffOptions>): Promise<ExitCode> {
  const stack = await terminal.withProgress("Reading the stack", () => readStackState(options));
  const { namesContact, ...mail } = mailIn(stack);
  const code = mail.due && options.expectNone === true ? exitCode.failing : exitCode.fine;
  if (options.json === true) terminal.printJson(mail);
  else if (mail.due || options.again === true) {
    const format = chooseFormat(formats, options.format, options.output);
    const text = format === "eml" ? mail.eml : `To: ${mail.to}\nSubject: ${mail.subject}\n\n${mail.text}`;
    deliver(text, options.output, terminal);
    if (mail.due) {
      if (!namesContact) terminal.log(missingContactAdvice);
      terminal.log(
        `After you have sent it, record it: set lookout:acknowledged.supportHandoff to {revision: ${mail.revision}, by: <who>, at: <when>}, and run pulumi up.`,
      );
    }
  } else {
    const { by, at } = mail.record ?? {};
    terminal.log(
      `Nothing is due: ${by ?? "somebody"} recorded that revision ${mail.revision} was sent${at === undefined ? "" : ` at ${at}`}. Use --again to print it.`,
    );
  }
  return code;
}

interface Mail {
  readonly due: boolean;
  readonly revision: string;
  /** Who recorded it as sent; null if nobody did. */
  readonly record: { readonly revision: string; readonly by: string; readonly at: string } | null;
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly eml: string;
}

function mailIn({ stack, resources }: StackState): Mail & { readonly namesContact: boolean } {
  const handoff = resources.find(({ type }) => type === dynamicTypes.LookoutSupportHandoff);
  if (handoff === undefined) {
    throw new UserError([
      `The stack ${stack} has no hand-over to Lookout's support. Declare SupportHandoff, and run pulumi up.`,
    ]);
  }
  const { revision, handoffStatus, to, subject, text, eml } = handoff.outputs as unknown as Omit<Mail, "due"> & {
    readonly handoffStatus: HandoffStatus;
  };
  const record = (handoff.inputs.sent ?? null) as Mail["record"];
  return {
    due: handoffStatus !== HandoffStatus.Sent,
    revision,
    record,
    to,
    subject,
    text,
    eml,
    namesContact: (handoff.inputs.primaryContact ?? null) !== null,
  };
}
