import { z } from "zod";
import { acknowledgementSchema, type Acknowledgement } from "../../model/acknowledgement";
import { ConfigurationMode, configurationModeSchema } from "../../model/configuration-mode";
import { foundBeforeShape, type FoundBefore } from "../../model/ownership";
import type { DynamicType } from "../../model/resource-types";
import type { ConsoleSettings } from "./console-settings";
import type { GatewayClient } from "../../clients/lookout/gateway-client";

/** Defines Lookout settings that either a person enters in the console or a configuration gateway applies. */
export interface LookoutSettingsDefinition<Settings extends object> extends ConsoleSettings<Settings> {
  readonly type: DynamicType;
  /** The resource's id in state. It never changes, so that you can change the mode. */
  readonly id: string;
  /** Name of the gateway's object in messages. */
  readonly title: string;
  /** Outputs computed from the settings alone. */
  readonly describe?: (settings: Settings) => object;
  /** A warning about valid settings. The program logs it in every run; the provider logs it in a refresh, which runs
   *  no program. */
  readonly warningOf?: (settings: Settings) => string | undefined;
  gateway(client: GatewayClient): GatewayObjects<Settings>;
}

/** The gateway's API for one type of object. */
export interface GatewayObjects<Settings> {
  /** Whether a tenant has one, which is never missing. Default: false. */
  readonly isOnlyOne?: boolean;
  list(): Promise<readonly GatewayObject<Settings>[]>;
  /** Undefined if it does not exist. */
  get(remoteId: string): Promise<Settings | undefined>;
  /** Returns the new object's id. */
  create(settings: Settings): Promise<string>;
  replace(remoteId: string, settings: Settings): Promise<void>;
  /** Deleting a missing object is not an error. */
  delete(remoteId: string): Promise<void>;
}

export interface GatewayObject<Settings> {
  readonly remoteId: string;
  readonly settings: Settings;
}

/** The inputs other than the settings themselves. */
export interface LookoutSettingsOptions {
  readonly mode: ConfigurationMode;
  readonly acknowledgement?: Acknowledgement;
  readonly adopt: boolean;
  readonly foundBefore?: FoundBefore | undefined;
}

export const lookoutSettingsOptions = {
  mode: configurationModeSchema,
  acknowledgement: acknowledgementSchema.optional(),
  adopt: z.boolean({ error: "must be true (adopt what exists) or false (refuse it)" }),
  ...foundBeforeShape,
};
export const lookoutSettingsOptionDefaults = { mode: ConfigurationMode.Console, adopt: false } as const;
