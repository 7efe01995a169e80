import { z } from "zod";
import { acknowledgementSchema, ConfigurationMode, configurationModeSchema, type Acknowledgement } from "../../domain";
import type { State } from "../handler";
import { isPresent, pick } from "../state";
import type { LookoutSettingsKind } from "./kind";

const handlingShape = {
  mode: configurationModeSchema,
  acknowledgement: acknowledgementSchema.optional(),
  adopt: z.boolean({ error: "take over what is already there (true) or refuse to (false)" }),
};
const handlingDefaults = { mode: ConfigurationMode.Console, adopt: false } as const;

/** The inputs apart from the settings themselves. */
export interface Handling {
  readonly mode: ConfigurationMode;
  readonly acknowledgement?: Acknowledgement;
  readonly adopt: boolean;
}

/** The schema of all inputs of a kind. */
export function inputSchema<Settings extends object>(kind: LookoutSettingsKind<Settings>): z.ZodObject {
  return kind.schema.extend(handlingShape);
}

/** Fills in the defaults. What is not an input stays, so that the check can refuse it by name. */
export function withDefaults<Settings extends object>(kind: LookoutSettingsKind<Settings>, inputs: State): State {
  const given = Object.fromEntries(Object.entries(inputs).filter(([, value]) => isPresent(value)));
  return { ...handlingDefaults, ...kind.defaults, ...given };
}

/** The settings in a state, in their normal form. They were checked before they got there. */
export function settingsOf<Settings extends object>(kind: LookoutSettingsKind<Settings>, state: State): Settings {
  const known = pick(state, Object.keys(kind.schema.shape));
  return kind.normalise({ ...kind.defaults, ...known } as unknown as Settings);
}

export function handlingOf(state: State): Handling {
  return { ...handlingDefaults, ...pick(state, Object.keys(handlingShape)) };
}
