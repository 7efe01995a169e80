import * as pulumi from "@pulumi/pulumi";
import { evidenceSubjects, type ConsoleTask } from "pulumi-lookout-intune/schemas";

/** A resource as a program declared it, in the order in which their services answered. */
export interface Declared {
  readonly type: string;
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** A group as the mocked directory knows it. */
export interface MockedGroup {
  readonly displayName: string;
  readonly securityEnabled?: boolean;
}

export interface Mocked {
  readonly declared: Declared[];
  /** Types of the parents, outermost first, and the name, by name. */
  urns(): Promise<Record<string, string>>;
}

export const mockedTenantId = "0c7e1c5a-58a6-4f5c-a3a5-66a0d7b1f6ad";

/** Answers for every resource as its service would: it takes the inputs and adds outputs of its own. Does not prove what
 *  a provider does with the inputs. */
export async function mockPulumi(
  options: {
    readonly preview?: boolean;
    readonly groups?: Readonly<Record<string, MockedGroup>>;
    /** Whether the service behind a resource takes its time. */
    readonly isSlow?: (name: string) => boolean;
    /** What a service answers otherwise, by the resource's name. */
    readonly outputs?: Readonly<Record<string, object>>;
    /** The stack's config by full key. */
    readonly config?: Readonly<Record<string, string>>;
  } = {},
): Promise<Mocked> {
  const declared: Declared[] = [];
  pulumi.runtime.setAllConfig({ ...options.config });
  await pulumi.runtime.setMocks(
    {
      async newResource({ type, name, inputs }) {
        if (options.isSlow?.(name)) await new Promise((resolve) => setTimeout(resolve, 200));
        const plain = Object.fromEntries(
          Object.entries(inputs as Record<string, unknown>).filter(([key]) => key !== "__provider"),
        );
        declared.push({ type, name, inputs: plain });
        const unknown = options.preview === true;
        return {
          id: unknown ? undefined : `${name}-id`,
          state: { ...plain, ...(unknown ? {} : { ...outputsOf(type, name), ...options.outputs?.[name] }) },
        };
      },
      call({ token, inputs }) {
        if (clientConfigs.includes(token)) return { tenantId: mockedTenantId };
        const { objectId } = inputs as { objectId: string };
        const group = options.groups?.[objectId];
        if (group === undefined) throw new Error(`no group has the object id ${objectId}`);
        return { securityEnabled: true, objectId, ...group };
      },
    },
    "lookout-intune",
    "test",
    options.preview ?? false,
  );
  return { declared, urns: () => registeredUrns() };
}

const clientConfigs = ["azuread:index/getClientConfig:getClientConfig", "azure-native:authorization:getClientConfig"];

function outputsOf(type: string, name: string): Record<string, unknown> {
  switch (type) {
    case "azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy":
    case "azuread:index/group:Group":
      return { objectId: `object-id-of-${name}` };
    case "pulumi-nodejs:dynamic/lookout-intune:IntuneAppProtectionPolicy":
    case "pulumi-nodejs:dynamic/lookout-intune:IntuneCompliancePolicy":
    case "pulumi-nodejs:dynamic/lookout-intune:IntuneIosAppConfiguration":
    case "pulumi-nodejs:dynamic/lookout-intune:IntuneManagedGooglePlayApp":
    case "pulumi-nodejs:dynamic/lookout-intune:IntuneStoreApp":
      return { objectId: `object-id-of-${name}`, adopted: false, found: true };
    case "azure-native:monitor:DataCollectionEndpoint":
      return { logsIngestion: { endpoint: "https://ingest.example" } };
    case "azure-native:monitor:DataCollectionRule":
      return { immutableId: "dcr-0123456789abcdef" };
    case "azure-native:operationalinsights:Workspace":
    case "azure-native:keyvault:Vault":
      return { name: `${name}-in-azure` };
    case "pulumi-nodejs:dynamic/lookout-intune:IntuneMtdConnector":
      return { connectorId: "connector", partnerState: "enabled", lastHeartbeat: null, connected: true };
    case "pulumi-nodejs:dynamic/lookout-intune:LookoutSupportHandoff":
      return {
        revision: "r-0123456789ab",
        handoffStatus: "to be sent",
        changes: null,
        text: "Dear Lookout",
        eml: "eml",
      };
    case "pulumi-nodejs:dynamic/lookout-intune:IntuneDiagnosticSettings":
      return { resourceId: "diagnostics", adopted: false };
    case "pulumi-nodejs:dynamic/lookout-intune:LookoutThreatFeed":
      return { feedId: "feed", consoleNote: "Tie the feed to a policy." };
    case "pulumi-nodejs:dynamic/lookout-intune:LookoutTenantConsent":
      return {
        consentLink: "link",
        consentBy: "somebody",
        consentStatus: "not checked",
        consentNote: "not looked for",
      };
    case "pulumi-nodejs:dynamic/lookout-intune:LookoutEvidence":
      return { statuses: awaiting, findings: [], evidenceSources: [], consoleTasks: {}, devices: null, intune: null };
    case "pulumi-nodejs:dynamic/lookout-intune:LookoutConnector":
    case "pulumi-nodejs:dynamic/lookout-intune:LookoutEnrollmentSettings":
    case "pulumi-nodejs:dynamic/lookout-intune:LookoutNotificationPreferences":
    case "pulumi-nodejs:dynamic/lookout-intune:LookoutThreatClassifications":
      return {
        revision: "r-0123456789ab",
        consoleStatus: "awaiting console",
        consoleTask: taskOf(name),
        acknowledgedSettings: null,
        remoteId: null,
      };
    default:
      return {};
  }
}

const awaiting = Object.fromEntries(evidenceSubjects.map((subject) => [subject, "awaiting console"]));

function taskOf(name: string): ConsoleTask {
  return {
    title: `enter ${name}`,
    occasion: "set up",
    revision: "r-0123456789ab",
    signedInAs: "somebody",
    path: "there",
    steps: [],
    finish: "Save.",
    acknowledgedKey: name,
  };
}

async function registeredUrns(): Promise<Record<string, string>> {
  const monitor = pulumi.runtime.getMonitor() as unknown as {
    getRegisteredResources(): Map<string, unknown> | Promise<Map<string, unknown>>;
  };
  const urns = [...(await monitor.getRegisteredResources()).keys()];
  return Object.fromEntries(
    urns.map((urn) => {
      const [, , types = "", name = ""] = urn.split("::");
      return [name, types];
    }),
  );
}

/** Runs a program to its end, and returns what its outputs are then; undefined for those that are unknown. */
export async function runProgram(
  program: () => Readonly<Record<string, unknown>>,
): Promise<Readonly<Record<string, unknown>>> {
  let outputs: Readonly<Record<string, unknown>> = {};
  await pulumi.runtime.runInPulumiStack(() => {
    outputs = program();
    return Promise.resolve(outputs);
  });
  const resolved = await Promise.all(
    Object.entries(outputs).map(async ([key, value]) => [key, await valueOf(value)] as const),
  );
  return Object.fromEntries(resolved);
}

async function valueOf(value: unknown): Promise<unknown> {
  if (!pulumi.Output.isInstance(value)) return value;
  const output = value as unknown as { isKnown: Promise<boolean>; promise(): Promise<unknown> };
  return (await output.isKnown) ? output.promise() : undefined;
}

/** What a program warns of while it runs. */
export async function warningsOf(run: () => Promise<unknown>): Promise<string[]> {
  const warnings: string[] = [];
  const { warn } = pulumi.log;
  pulumi.log.warn = (message) => {
    if (!message.startsWith("Undefined value")) warnings.push(message);
    return Promise.resolve();
  };
  try {
    await run();
  } finally {
    pulumi.log.warn = warn;
  }
  return warnings;
}
