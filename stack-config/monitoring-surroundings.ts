import type { ConfigProblem } from "./config-problem";

type Texts = Readonly<Record<string, string | undefined>>;

/** Other config settings and environment variables that monitoring needs. */
export interface MonitoringContext {
  readonly entries: Texts;
  readonly environment: Texts;
}

/** Finds settings outside of `monitoring` that monitoring needs and that are missing. */
export function findMonitoringProblems(
  project: Readonly<Record<string, unknown>>,
  context: MonitoringContext,
): ConfigProblem[] {
  const { monitoring } = project;
  if (monitoring === undefined) return [];
  const { applicationKey } = monitoring as { readonly applicationKey?: { readonly vaultName?: unknown } | null };
  return [
    ...(subscriptionIn(context) === undefined
      ? [
          {
            key: "azure-native:subscriptionId",
            found: "is missing",
            message: "monitoring is created in an Azure subscription; set its id here or in ARM_SUBSCRIPTION_ID",
            fix: "pulumi config set azure-native:subscriptionId '<subscription id>'",
          },
        ]
      : []),
    ...(applicationKey?.vaultName !== undefined && applicationKeyIn(context) === undefined
      ? [
          {
            key: "lookout-intune:monitoring.applicationKey.vaultName",
            message:
              "the application key for the vault is missing; set lookout:applicationKey as a secret, or LOOKOUT_APPLICATION_KEY",
            fix: "pulumi config set --secret lookout:applicationKey",
          },
        ]
      : []),
  ];
}

// The environment takes precedence, as for all uses of the key: after a rotation only the environment is current.
export function applicationKeyIn({ entries, environment }: MonitoringContext): string | undefined {
  return [environment.LOOKOUT_APPLICATION_KEY, entries["lookout:applicationKey"]].find(isSet);
}

function subscriptionIn({ entries, environment }: MonitoringContext): string | undefined {
  return [entries["azure-native:subscriptionId"], environment.ARM_SUBSCRIPTION_ID].find(isSet);
}

function isSet(text: string | undefined): text is string {
  return text !== undefined && text.trim() !== "";
}
