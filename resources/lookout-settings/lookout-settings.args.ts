import type * as pulumi from "@pulumi/pulumi";
import type { ConfigurationMode } from "../../model/configuration-mode";
import type { FoundBefore } from "../../model/ownership";

/** A person's record that a revision of the settings was entered in Lookout's console. */
export interface AcknowledgementArgs {
  /** The revision in the runbook, such as `r-0123456789ab`. */
  revision: pulumi.Input<string>;
  /** Who entered the settings. */
  by: pulumi.Input<string>;
  /** When they were entered, ISO 8601 with an offset, such as `2026-01-31T09:00:00Z`. */
  at: pulumi.Input<string>;
}

/** How Lookout's settings are applied. */
export interface LookoutSettingsArgs {
  /** `console` (default): a person enters the settings, following `runbook`; nothing is sent. `gateway`: the
   *  configuration gateway at `lookout:gatewayUrl` applies them. Changing the mode changes nothing in Lookout by
   *  itself: when you change to `gateway`, the settings there must equal the declared ones or be adopted; when you
   *  change to `console`, the gateway's settings stay, and a person confirms them. */
  mode?: pulumi.Input<ConfigurationMode>;
  /** The acknowledgement of a revision. Console mode only. An acknowledgement of an earlier revision counts for that
   *  revision. Default: none. */
  acknowledgement?: pulumi.Input<AcknowledgementArgs>;
  /** Overwrite existing settings at the gateway when the resource is created. Gateway mode only. Default: false. */
  adopt?: pulumi.Input<boolean>;
  /** What the gateway had before this stack, from `StackBaseline`: after an interrupted run it distinguishes what
   *  this stack left from what somebody else set. Gateway mode only. Default: unknown, so settings that equal the declared ones
   *  stay when the resource is removed. */
  foundBefore?: pulumi.Input<FoundBefore | undefined>;
}

/** Outputs that the provider of Lookout's settings returns. A dynamic resource has only the outputs that its
 *  constructor names. */
export const lookoutSettingsOutputs = {
  revision: undefined,
  consoleStatus: undefined,
  pendingSince: undefined,
  consoleTask: undefined,
  runbook: undefined,
  acknowledgedSettings: undefined,
  pendingSettings: undefined,
  remoteId: undefined,
} as const;
