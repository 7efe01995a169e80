import { z } from "zod";
import { acknowledgementSchema, type Acknowledgement } from "../../model/acknowledgement";
import { ConfigurationMode, configurationModeSchema } from "../../model/configuration-mode";
import type { DynamicType } from "../../model/resource-types";
import type { ConsoleSettings } from "./console-settings";
import type { GatewayClient } from "../../clients/lookout/gateway";

/** A set of Lookout settings that either a person enters in the console or a configuration gateway applies. */
export interface LookoutSettingsDefinition<Settings extends object> extends ConsoleSettings<Settings> {
  readonly type: DynamicType;
  /** The resource's id in state. It never changes, so that the mode can. */
  readonly id: string;
  /** What the gateway's object is called in messages. */
  readonly title: string;
  /** Outputs that follow from the settings alone. */
  readonly describe?: (settings: Settings) => object;
  /** What is wrong with settings that are valid. A program warns of it in every run; a refresh, which runs none, says it too. */
  readonly warningOf?: (settings: Settings) => string | undefined;
  gateway(client: GatewayClient): GatewayObjects<Settings>;
}

/** The gateway's objects of one type. */
export interface GatewayObjects<Settings> {
  list(): Promise<readonly GatewayObject<Settings>[]>;
  /** Undefined when it is not there. */
  get(remoteId: string): Promise<Settings | undefined>;
  /** Gives the new object's id. */
  create(settings: Settings): Promise<string>;
  replace(remoteId: string, settings: Settings): Promise<void>;
  /** A missing object is not an error. */
  delete(remoteId: string): Promise<void>;
}

export interface GatewayObject<Settings> {
  readonly remoteId: string;
  readonly settings: Settings;
}

/** The inputs apart from the settings themselves. */
export interface LookoutSettingsOptions {
  readonly mode: ConfigurationMode;
  readonly acknowledgement?: Acknowledgement;
  readonly adopt: boolean;
}

export const lookoutSettingsOptions = {
  mode: configurationModeSchema,
  acknowledgement: acknowledgementSchema.optional(),
  adopt: z.boolean({ error: "take over what is already there (true) or refuse to (false)" }),
};
export const lookoutSettingsOptionDefaults = { mode: ConfigurationMode.Console, adopt: false } as const;
