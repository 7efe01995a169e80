import { fromDiagnosticProperties } from "../../domain";
import {
  deleteDiagnosticSetting,
  diagnosticSettingId,
  getDiagnosticSetting,
  type IntuneDiagnosticSetting,
} from "../../services/arm/intune-diagnostic-settings";
import { createArmService } from "../configuration";
import type { Handler, State } from "../handler";
import { removeObject } from "../object-removal";
import { asState, keepProvider, PartialFailure, withoutProvider } from "../state";
import { findFailures, isUnknown } from "../unknown-values";
import { bringTo, NotAsWanted, whereInConsole } from "./bringing";
import { comparable, handlingOf, inputSchema, settingsOf, withDefaults } from "./inputs";

/** Diagnostic settings of Intune: created or taken over by their name, kept as declared, and removed as declared. */
export function createIntuneDiagnosticSettingsHandler(): Handler {
  const service = createArmService();
  return {
    configure({ config }) {
      service.configure(config);
      return Promise.resolve();
    },

    check(_olds, news) {
      const inputs = withDefaults(withoutProvider(news));
      return Promise.resolve({ inputs, failures: [...findFailures(inputSchema, inputs), ...service.failures()] });
    },

    diff(_id, olds, news) {
      const replaced = !isUnknown(news.name) && news.name !== olds.name;
      return Promise.resolve({
        changes: replaced || comparable(olds) !== comparable(news),
        replaces: replaced ? ["name"] : [],
        // Azure refuses two settings that send the same category to the same place.
        deleteBeforeReplace: replaced,
      });
    },

    async create(inputs) {
      const { name } = settingsOf(inputs);
      const found = await getDiagnosticSetting(service.client(), name);
      if (found !== undefined && !handlingOf(inputs).adopt) {
        throw new Error(
          `Intune has a diagnostic setting named "${name}" already, and nothing was changed. Set adopt: true to take it over, ` +
            "also after a run that was broken off while creating it, or choose another name.",
        );
      }
      return { id: diagnosticSettingId(name), outs: await bring(inputs, found, found !== undefined) };
    },

    async read(id, props) {
      const setting = await getDiagnosticSetting(service.client(), settingsOf(props).name);
      if (setting === undefined) return {};
      const { inputs, outs } = stateOf(props, setting, props.adopted === true);
      return { id, props: keepProvider(props, outs), inputs: keepProvider(props, inputs) };
    },

    async update(_id, olds, news) {
      const { name } = settingsOf(olds);
      const setting = await getDiagnosticSetting(service.client(), name);
      if (setting === undefined) {
        throw new Error(
          `the diagnostic setting "${name}" is no longer in Intune. Run pulumi refresh, which takes it out of the state, then pulumi up, which creates it anew.`,
        );
      }
      return { outs: await bring(news, setting, olds.adopted === true) };
    },

    async delete(id, props) {
      const { name } = settingsOf(props);
      await removeObject(
        {
          name: `IntuneDiagnosticSettings: "${name}" (${id})`,
          what: `the diagnostic setting "${name}"`,
          whereInConsole,
          look: () => getDiagnosticSetting(service.client(), name),
          delete: () => deleteDiagnosticSetting(service.client(), name),
        },
        handlingOf(props),
        props.adopted === true,
      );
    },
  };

  async function bring(inputs: State, current: IntuneDiagnosticSetting | undefined, adopted: boolean): Promise<State> {
    const settings = settingsOf(inputs);
    try {
      await bringTo(service.client(), settings, current);
      return { ...inputs, ...outputsOf(settings.name, adopted) };
    } catch (error) {
      // What exists is recorded as it is, so that the next run sees what is left to do.
      const seen = error instanceof NotAsWanted ? error.seen : current;
      if (seen === undefined) throw error;
      const { outs } = stateOf(inputs, seen, adopted);
      throw new PartialFailure(diagnosticSettingId(settings.name), keepProvider(inputs, outs), error);
    }
  }
}

/** Inputs and outputs for a setting as it was seen. */
function stateOf(
  declared: State,
  { properties }: IntuneDiagnosticSetting,
  adopted: boolean,
): { readonly inputs: State; readonly outs: State } {
  const settings = settingsOf(declared);
  const seen = fromDiagnosticProperties(properties, settings);
  const inputs = { ...handlingOf(declared), ...asState({ name: settings.name, ...seen }) };
  return { inputs, outs: { ...inputs, ...outputsOf(settings.name, adopted) } };
}

function outputsOf(name: string, adopted: boolean): State {
  return { resourceId: diagnosticSettingId(name), adopted };
}
