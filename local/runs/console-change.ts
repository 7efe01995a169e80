import { readFileSync } from "node:fs";
import { Agent } from "node:https";
import axios from "axios";
import type { TenantConnection } from "../tenant/tenant-context";
import { UserError } from "../../model/user-error";

/** Forms of the local tenant's consoles, each with an example. */
export const consoleForms = {
  connector:
    '{"heartbeatMinutes":60,"enrollmentGroupNames":["Lookout pilot"],"deviceStatusSync":true,"threatStatusSync":true,"errorEmail":"soc@contoso.example"}',
  "intune-add": '{"partner":"Lookout for Work"}',
  "enrollment-settings": '{"daysUntilDisconnected":30}',
  "notification-preferences":
    '{"recipients":[{"email":"soc@contoso.example","notifications":{"Medium Risk Device Issue Notifications":true}}]}',
  classifications: '{"ADWARE":"LOW"}',
  enroll:
    '{"count":500,"overMs":60000,"groupName":"Lookout pilot","activateShare":0.95,"dualProfileShare":0.2,"undiscoveredShare":0.01}',
  consent: '{"applicationId":"11111111-2222-4333-8444-555555555555","displayName":"Lookout"}',
} as const;

/** A manual change in a console. */
export interface ConsoleChange {
  readonly form: keyof typeof consoleForms;
  readonly body: unknown;
}

/** Reads the arguments of `npm run console`. Throws with the usage text if they are invalid. */
export function readConsoleChange([form = "", body = "", ...rest]: readonly string[]): ConsoleChange {
  if (!(form in consoleForms) || rest.length > 0) throw new UserError(usage("name a form and give what to enter"));
  try {
    return { form: form as ConsoleChange["form"], body: JSON.parse(body) as unknown };
  } catch {
    throw new UserError(usage(`the value for ${form} is not JSON`));
  }
}

function usage(problem: string): string {
  const examples = Object.entries(consoleForms).map(([form, body]) => `  npm run console -- ${form} '${body}'`);
  return [`npm run console: ${problem}. For example:`, ...examples].join("\n");
}

/** Applies the change. Throws the validation errors of the form. */
export async function enterInConsole(
  { baseUrl, caFile }: Pick<TenantConnection, "baseUrl" | "caFile">,
  { form, body }: ConsoleChange,
): Promise<void> {
  const { status, data } = await axios.put<unknown>(`${baseUrl}/_tenant/console/${form}`, body, {
    httpsAgent: new Agent({ ca: readFileSync(caFile) }),
    validateStatus: () => true,
  });
  if (status !== 204) throw new UserError(`The form ${form} refuses that: ${JSON.stringify(data)}`);
}
