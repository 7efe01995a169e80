import { Option } from "commander";
import type { z } from "zod";
import { lookoutConnectorSchema } from "pulumi-lookout-intune/internal/resources/lookout-connector/lookout-connector.schema";
import {
  daysUntilDisconnectedLimits,
  enrollmentSettingsSchema,
} from "pulumi-lookout-intune/internal/resources/lookout-enrollment-settings/lookout-enrollment-settings.schema";
import {
  LookoutTenant,
  lookoutTenantSchema,
} from "pulumi-lookout-intune/internal/resources/lookout-support-handoff/lookout-support-handoff.schema";
import { problemWith, question, type Question } from "../question";

export const lookoutTenant = question({
  schema: lookoutTenantSchema,
  meaning: "whether you already have a Lookout tenant (none, tied or separate)",
  flags: [
    new Option(
      "--lookout-tenant <state>",
      `whether you already have a Lookout tenant: ${Object.values(LookoutTenant).join(", ")}`,
    ),
  ],
  prompt: ({ ask }) =>
    ask.choose("Do you already have a Lookout tenant?", [
      { value: LookoutTenant.None, name: "no, Lookout's support creates one" },
      { value: LookoutTenant.Tied, name: "yes, and it is tied to this Entra tenant" },
      { value: LookoutTenant.Separate, name: "yes, but it is not tied to this Entra tenant" },
    ]),
});

const { minimum, maximum } = daysUntilDisconnectedLimits;
const { errorEmail } = lookoutConnectorSchema.shape;

/** Settings that cannot be read from a tenant, because Lookout publishes no API for them. Each has its name in the stack's
 *  config. */
export const consoleQuestions = {
  heartbeatMinutes: numberQuestion({
    section: "connector",
    schema: lookoutConnectorSchema.shape.heartbeatMinutes,
    meaning: "how often Lookout's connector reports to Intune, in minutes; no default is published",
    flag: new Option("--heartbeat-minutes <minutes>", "how often Lookout's connector reports to Intune"),
    text: "How often should Lookout's connector report to Intune, in minutes? No default is published",
  }),
  errorEmail: {
    section: "connector",
    ...question({
      schema: errorEmail,
      meaning: "where Lookout sends errors of the connector",
      flags: [new Option("--error-email <address>", "where Lookout sends errors of the connector")],
      prompt: ({ ask }) =>
        ask.text("Where should Lookout send errors of the connector (email address)?", (text) =>
          problemWith(errorEmail, text),
        ),
    }),
  },
  daysUntilDisconnected: numberQuestion({
    section: "enrollmentSettings",
    schema: enrollmentSettingsSchema.shape.daysUntilDisconnected,
    meaning: `days without contact after which a device is not compliant, ${minimum} to ${maximum}; no default is published`,
    flag: new Option(
      "--days-until-disconnected <days>",
      `days without contact after which a device is not compliant, ${minimum} to ${maximum}`,
    ),
    text: `After how many days without contact is a device not compliant (${minimum} to ${maximum})? No default is published`,
  }),
} as const satisfies Record<string, ConsoleQuestion>;

/** A question with the section of the stack's config that holds the answer. */
export interface ConsoleQuestion<Schema extends z.ZodType = z.ZodType> extends Question<Schema> {
  readonly section: "connector" | "enrollmentSettings";
}

interface NumberQuestion extends Pick<ConsoleQuestion<z.ZodNumber>, "section" | "schema" | "meaning"> {
  readonly flag: Option;
  /** The prompt's text. */
  readonly text: string;
}

function numberQuestion({ flag, text, ...rest }: NumberQuestion): ConsoleQuestion<z.ZodNumber> {
  return {
    ...rest,
    flags: [flag],
    fromFlags: (values) => toNumber(values[flag.attributeName()]),
    prompt: async ({ ask }) =>
      Number(await ask.text(text, (answer) => problemWith(rest.schema, answer === "" ? undefined : Number(answer)))),
  };
}

/** Keeps a text that is not a number, so that the schema refuses it. */
function toNumber(text: unknown): unknown {
  const number = Number(text);
  return typeof text !== "string" || text.trim() === "" || Number.isNaN(number) ? text : number;
}
