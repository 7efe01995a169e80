import type * as pulumi from "@pulumi/pulumi";
import type { ConfigurationMode } from "../../model/configuration-mode";

/** A person's record that a revision of the settings was entered in Lookout's console. */
export interface AcknowledgementArgs {
  /** The revision that the runbook names, such as `r-0123456789ab`. */
  revision: pulumi.Input<string>;
  /** Who entered the settings. */
  by: pulumi.Input<string>;
  /** When they were entered, ISO 8601 with an offset, such as `2026-01-31T09:00:00Z`. */
  at: pulumi.Input<string>;
}

/** How a set of Lookout settings reaches Lookout. */
export interface LookoutSettingsArgs {
  /** `console` (default): a person enters the settings, led by `runbook`; nothing is sent. `gateway`: the configuration
   *  gateway at `lookout:gatewayUrl` applies them. Changing it changes nothing in Lookout by itself: to `gateway`, what is
   *  there must equal the settings or be adopted; to `console`, what the gateway set stays, and a person confirms it. */
  mode?: pulumi.Input<ConfigurationMode>;
  /** The record that a revision was entered. Console mode only; another revision than the current one counts for what it
   *  names. Default: none. */
  acknowledgement?: pulumi.Input<AcknowledgementArgs>;
  /** Overwrite settings that are already at the gateway when the resource is created. Gateway mode only. Default: false. */
  adopt?: pulumi.Input<boolean>;
}
