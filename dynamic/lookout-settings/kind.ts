import type { ConsoleSettings } from "../../domain";
import type { GatewayClient } from "../../services/lookout/gateway";

/** A set of Lookout settings that either a person enters in the console or a configuration gateway applies. */
export interface LookoutSettingsKind<Settings extends object> extends ConsoleSettings<Settings> {
  /** The resource's name, for messages. */
  readonly type: string;
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

/** The gateway's objects of one kind. */
export interface GatewayObjects<Settings> {
  list(): Promise<readonly GatewayObject<Settings>[]>;
  /** Undefined when it is not there. */
  get(remoteId: string): Promise<Settings | undefined>;
  /** Gives the new object's id. */
  create(settings: Settings): Promise<string>;
  replace(remoteId: string, settings: Settings): Promise<void>;
  /** One that is not there is fine. */
  delete(remoteId: string): Promise<void>;
}

export interface GatewayObject<Settings> {
  readonly remoteId: string;
  readonly settings: Settings;
}
