import { fromDiagnosticProperties, toDiagnosticProperties } from "./intune-diagnostic-settings.arm";
import { diagnosticSettingsKey, type DiagnosticSettings } from "./intune-diagnostic-settings.schema";
import type { ArmClient } from "../../clients/arm/arm-client";
import {
  deleteDiagnosticSetting,
  diagnosticSettingId,
  getDiagnosticSetting,
  putDiagnosticSetting,
  type IntuneDiagnosticSetting,
} from "../../clients/arm/intune-diagnostic-settings";
import { Claim, type Target } from "../provider/target";

/** A diagnostic setting of Intune, identified by its name. There is no PATCH: every write, including the creation, is
 *  a PUT of the whole setting. */
export function createDiagnosticSettingsTarget(
  arm: ArmClient,
  settings: DiagnosticSettings,
): Target<IntuneDiagnosticSetting> {
  const { name } = settings;
  const id = diagnosticSettingId(name);
  const read = () => getDiagnosticSetting(arm, name);
  return {
    words: {
      service: "Intune",
      what: () => `the diagnostic setting "${name}"`,
      gone: () => `the diagnostic setting "${name}" is no longer in Intune`,
      advice:
        "look at it in the Intune admin center under Tenant administration > Diagnostics settings, then run again",
    },

    async find() {
      const actual = await read();
      return actual === undefined ? [] : [{ id, actual, claim: Claim.Named }];
    },

    refusal: () =>
      `Intune has a diagnostic setting named "${name}" already, and nothing was changed. Set adopt: true to take it over, ` +
      "also after a run that was broken off while creating it, or choose another name.",

    async create() {
      await putDiagnosticSetting(arm, name, toDiagnosticProperties(settings));
      return { id };
    },

    read,

    changes({ properties }) {
      const found = fromDiagnosticProperties(properties, settings);
      if (diagnosticSettingsKey(found) === diagnosticSettingsKey(settings)) return [];
      const differing = (["workspaceId", "storageAccountId", "eventHub", "categories"] as const).filter(
        (setting) => JSON.stringify(found[setting]) !== JSON.stringify(settings[setting]),
      );
      const describe = (setting: (typeof differing)[number]) =>
        `${setting} was set to ${show(settings[setting])}, but Intune has ${show(found[setting])}`;
      return [{ settings: differing, difference: differing.map(describe).join("; ") }];
    },

    write: (_change, { properties }) => putDiagnosticSetting(arm, name, toDiagnosticProperties(settings, properties)),

    delete: () => deleteDiagnosticSetting(arm, name),
  };
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
