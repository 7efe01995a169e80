import { z } from "zod";
import { intuneDiagnosticRights, type AzureRight } from "../../model/azure-rights";
import type { DiagnosticProperties } from "../../resources/intune-diagnostic-settings/intune-diagnostic-settings.arm";
import { ServiceError } from "../http/service-error";
import type { ArmClient, ArmRequest } from "./arm-client";
import { isMissingResource } from "./arm-error";

/** Intune's diagnostic settings belong to the tenant, not to a subscription. */
const collection = "/providers/microsoft.intune/diagnosticSettings";
const apiVersion = "2017-04-01-preview";

const logSchema = z.looseObject({ category: z.string().nullish(), enabled: z.boolean().nullish() });
const settingSchema = z.looseObject({
  id: z.string().nullish(),
  name: z.string(),
  properties: z.looseObject({
    workspaceId: z.string().nullish(),
    storageAccountId: z.string().nullish(),
    eventHubAuthorizationRuleId: z.string().nullish(),
    eventHubName: z.string().nullish(),
    logs: z.array(logSchema).nullish(),
  }),
});

const listSchema = z.object({ value: z.array(z.looseObject({ name: z.string() })) });

/** A diagnostic setting of Intune as Azure Resource Manager returns it, with all properties. */
export type IntuneDiagnosticSetting = z.infer<typeof settingSchema>;

/** Returns the resource id of a setting by its name. */
export function diagnosticSettingId(name: string): string {
  return `${collection}/${encodeURIComponent(name)}`;
}

/** The request that lists all settings. */
export const diagnosticSettingsRequest: ArmRequest = request("GET", collection, intuneDiagnosticRights.read);

/** Reads one setting; undefined when no setting has that name. */
export async function getDiagnosticSetting(arm: ArmClient, name: string): Promise<IntuneDiagnosticSetting | undefined> {
  try {
    const answer = await arm.send(request("GET", diagnosticSettingId(name), intuneDiagnosticRights.read));
    return readSetting(answer.body);
  } catch (error) {
    if (isMissingResource(error)) return undefined;
    throw error;
  }
}

/** Whether Azure lists a setting with that name. */
export async function isDiagnosticSettingListed(arm: ArmClient, name: string): Promise<boolean> {
  const list = listSchema.safeParse((await arm.send(diagnosticSettingsRequest)).body);
  return list.success && list.data.value.some((setting) => setting.name.toLowerCase() === name.toLowerCase());
}

/** Creates or replaces a setting: the API has no PATCH. Ignores the response body: read the setting again. */
export async function putDiagnosticSetting(
  arm: ArmClient,
  name: string,
  properties: DiagnosticProperties,
): Promise<void> {
  const put = request("PUT", diagnosticSettingId(name), intuneDiagnosticRights.write);
  await arm.send({ ...put, body: { properties } });
}

/** Deletes a setting. Deleting a missing setting is not an error. */
export async function deleteDiagnosticSetting(arm: ArmClient, name: string): Promise<void> {
  try {
    await arm.send(request("DELETE", diagnosticSettingId(name), intuneDiagnosticRights.delete));
  } catch (error) {
    if (!isMissingResource(error)) throw error;
  }
}

function request(method: ArmRequest["method"], path: string, right: AzureRight): ArmRequest {
  return { method, path, apiVersion, right };
}

function readSetting(body: unknown): IntuneDiagnosticSetting {
  const result = settingSchema.safeParse(body);
  if (result.success) return result.data;
  throw new ServiceError("Azure Resource Manager returned something that is not a diagnostic setting of Intune.");
}
