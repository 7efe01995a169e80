import { fromDiagnosticProperties, toDiagnosticProperties } from "./intune-diagnostic-settings.arm";
import { diagnosticSettingsKey, type DiagnosticSettings } from "./intune-diagnostic-settings.schema";
import type { ArmClient } from "../../clients/arm/arm-client";
import {
  deleteDiagnosticSetting,
  diagnosticSettingId,
  getDiagnosticSetting,
  isDiagnosticSettingListed,
  putDiagnosticSetting,
  type IntuneDiagnosticSetting,
} from "../../clients/arm/intune-diagnostic-settings";
import type { FoundBeforeInput } from "../../model/ownership";
import { canonicalJson } from "../../model/revision";
import type { State } from "../provider/provider";
import { asState } from "../provider/state";
import { Claim, stillListed, type Candidate, type Target } from "../provider/target";

/** A diagnostic setting of Intune, identified by its name. There is no PATCH: every write, including the creation, is
 *  a PUT of the whole setting. */
export function createDiagnosticSettingsTarget(
  arm: ArmClient,
  settings: DiagnosticSettings & FoundBeforeInput,
): Target<IntuneDiagnosticSetting> {
  const { name } = settings;
  const id = diagnosticSettingId(name);
  const what = `the diagnostic setting "${name}"`;
  const read = () => getDiagnosticSetting(arm, name);
  function equalsDeclared(properties: IntuneDiagnosticSetting["properties"]): boolean {
    return diagnosticSettingsKey(fromDiagnosticProperties(properties, settings)) === diagnosticSettingsKey(settings);
  }

  /** A diagnostic setting cannot carry a mark, so its owner follows from what was there before the stack. */
  function claimOf(actual: IntuneDiagnosticSetting): Pick<Candidate<IntuneDiagnosticSetting>, "claim" | "note"> {
    if (settings.foundBefore?.exists === false) {
      return {
        claim: Claim.Own,
        note: `${what} was created by an interrupted run of this stack; it is continued with.`,
      };
    }
    if (!equalsDeclared(actual.properties)) return { claim: Claim.Named };
    return {
      claim: Claim.Same,
      note: `${what} equals the declaration already, but is not of this stack. It is adopted without a change, and removal leaves it as it is.`,
    };
  }

  return {
    words: {
      service: "Intune",
      what: () => what,
      gone: () => `${what} is no longer in Intune`,
      advice:
        "check it in the Intune admin center under Tenant administration > Diagnostics settings, then run this again",
    },

    async find() {
      const actual = await read();
      return actual === undefined ? [] : [{ id, actual, ...claimOf(actual) }];
    },

    createReplaces: true,

    async reportMissing() {
      if (await isDiagnosticSettingListed(arm, name)) throw stillListed("Azure", what);
    },

    refusal: () =>
      `Intune already has a diagnostic setting named "${name}", and nothing was changed. Set adopt: true to adopt it, ` +
      "or choose another name.",

    async create() {
      await putDiagnosticSetting(arm, name, toDiagnosticProperties(settings));
      return { id };
    },

    read,

    isListed: () => isDiagnosticSettingListed(arm, name),

    capture: captureDiagnosticSetting,

    changes({ properties }) {
      if (equalsDeclared(properties)) return [];
      const found = fromDiagnosticProperties(properties, settings);
      const differing = (["workspaceId", "storageAccountId", "eventHub", "categories"] as const).filter(
        (setting) => JSON.stringify(found[setting]) !== JSON.stringify(settings[setting]),
      );
      const describe = (setting: (typeof differing)[number]) =>
        `${setting} was set to ${show(settings[setting])}, but Intune shows ${show(found[setting])}`;
      return [{ settings: differing, difference: differing.map(describe).join("; ") }];
    },

    write: (_change, { properties }) => putDiagnosticSetting(arm, name, toDiagnosticProperties(settings, properties)),

    delete: () => deleteDiagnosticSetting(arm, name),
  };
}

/** A diagnostic setting as Azure has it, for removal to restore. */
export function captureDiagnosticSetting({ properties }: IntuneDiagnosticSetting): State {
  return asState({ properties });
}

/** Restores a diagnostic setting to what it was when this stack adopted it. */
export function createRestoringDiagnosticSettingsTarget(
  arm: ArmClient,
  settings: DiagnosticSettings,
  before: Pick<IntuneDiagnosticSetting, "properties">,
): Target<IntuneDiagnosticSetting> {
  const target = createDiagnosticSettingsTarget(arm, settings);
  return {
    ...target,
    changes: ({ properties }) =>
      canonicalJson(asState(properties)) === canonicalJson(before.properties)
        ? []
        : [
            {
              settings: ["categories"],
              difference: `the diagnostic setting "${settings.name}" was not restored to what it was`,
            },
          ],
    write: () => putDiagnosticSetting(arm, settings.name, before.properties),
  };
}

function show(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}
