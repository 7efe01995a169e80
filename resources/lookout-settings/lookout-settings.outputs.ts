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
