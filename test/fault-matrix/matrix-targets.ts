import type { DynamicType } from "../../model/resource-types";
import { providers, type State } from "../../resources/registry";
import type { IntuneTenant } from "../resources/graph-object/intune-fixture";
import { connectorCase } from "../resources/provider/connector-target";
import { diagnosticSettingsCase } from "../resources/provider/diagnostic-settings-target";
import { gatewayCases } from "../resources/provider/gateway-targets";
import { graphObjectCases, managedGooglePlayCase } from "../resources/provider/graph-targets";
import { threatFeedCase } from "../resources/provider/threat-feed-target";

/** Inputs of a resource that is created, and of its update. */
export interface MatrixInputs {
  readonly inputs: State;
  readonly changed: State;
  /** Makes what somebody else has, and returns the inputs that adopt it. Absent if nothing can be adopted. */
  readonly makeByHand?: () => Promise<State>;
}

/** How a resource is declared in the matrix, as the integration declares it: with the owner of its mark, or with what was there
 *  before the stack. */
export interface MatrixTarget {
  /** Whether the requests that find and open its service are tried too, at creation and deletion. One target of each service is
   *  enough. */
  readonly signsIn?: true;
  prepare(tenant: IntuneTenant): MatrixInputs | Promise<MatrixInputs>;
}

const connectorId = "2c7790de-8b02-4814-85cf-e0c59380dee8";
const packageId = "com.lookout.enterprise";
const applicationId = "eeeeeeee-0000-4000-8000-000000000001";
const groupId = (digit: number) => `${String(digit).repeat(8)}-0000-4000-8000-000000000000`;

/** A target of the reconcile engine's tests. */
function caseOf(type: DynamicType, more: (tenant: IntuneTenant) => State | Promise<State>): MatrixTarget {
  const cases = [...graphObjectCases, managedGooglePlayCase, diagnosticSettingsCase, threatFeedCase, ...gatewayCases];
  const found = [...cases, connectorCase].find((one) => one.type === type);
  if (found === undefined) throw new Error(`the reconcile engine's tests have no ${type}`);
  return {
    async prepare(tenant) {
      const prepared = await found.prepare(tenant);
      await prepared.clear();
      const common = await more(tenant);
      return {
        inputs: { ...prepared.inputs, ...common },
        changed: { ...prepared.changed, ...common },
        async makeByHand() {
          await prepared.createByHand();
          return { ...prepared.inputs, ...(await more(tenant)), adopt: true };
        },
      };
    },
  };
}

const marked = (type: DynamicType) => caseOf(type, () => ({ owner: `${groupId(9)}/${type}` }));

/** An object without a place for a mark, with what a baseline of the same stack found. */
const unmarked = (type: DynamicType, named: State, before: (found: State) => unknown) =>
  caseOf(type, async () => ({ foundBefore: before((await providers.StackBaseline.create(named)).outs) }));

const ofGateway = (type: DynamicType) =>
  unmarked(
    type,
    { gatewaySettings: [type] },
    ({ gatewaySettingsBefore }) => (gatewaySettingsBefore as State | undefined)?.[type],
  );

/** Of every resource. The compiler and a test name one that is not here. */
export const matrixTargets: Readonly<Record<DynamicType, MatrixTarget>> = {
  IntuneAppProtectionPolicy: marked("IntuneAppProtectionPolicy"),

  IntuneCompliancePolicy: { ...marked("IntuneCompliancePolicy"), signsIn: true },

  IntuneDiagnosticSettings: {
    ...unmarked(
      "IntuneDiagnosticSettings",
      { diagnosticSettingsName: "lookout" },
      ({ diagnosticSettingsBefore }) => diagnosticSettingsBefore,
    ),
    signsIn: true,
  },

  IntuneIosAppConfiguration: marked("IntuneIosAppConfiguration"),

  IntuneManagedGooglePlayApp: unmarked(
    "IntuneManagedGooglePlayApp",
    { packageId },
    ({ managedGooglePlayBefore }) => managedGooglePlayBefore,
  ),

  IntuneMtdConnector: {
    async prepare(tenant) {
      const target = unmarked("IntuneMtdConnector", { connectorId }, ({ connectorBefore }) => connectorBefore);
      const { inputs, changed, makeByHand } = await target.prepare(tenant);
      const waiting = (declared: State) => ({ ...declared, waitMinutes: 1 });
      return {
        inputs: waiting(inputs),
        changed: waiting(changed),
        ...(makeByHand && { makeByHand: async () => waiting(await makeByHand()) }),
      };
    },
  },

  IntuneStoreApp: marked("IntuneStoreApp"),

  LookoutConnector: ofGateway("LookoutConnector"),

  LookoutEnrollmentSettings: { ...ofGateway("LookoutEnrollmentSettings"), signsIn: true },

  LookoutEvidence: {
    async prepare(tenant) {
      const objectId = await tenant.group("Lookout pilot");
      await tenant.fixture.addConnector();
      await tenant.fixture.connectLookout();
      const inputs = { subjects: {}, intuneConnectorId: connectorId };
      return { inputs, changed: { ...inputs, enrollmentGroups: [{ objectId, displayName: "Lookout pilot" }] } };
    },
  },

  LookoutNotificationPreferences: ofGateway("LookoutNotificationPreferences"),

  LookoutSupportHandoff: {
    prepare() {
      const inputs = { tenantId: groupId(1), fullAccessGroupId: groupId(2) };
      return { inputs, changed: { ...inputs, restrictedAccessGroupId: groupId(3) } };
    },
  },

  LookoutTenantConsent: {
    async prepare({ fixture }) {
      await fixture.control("PUT", "/console/consent", { applicationId, displayName: "Lookout MTP" });
      return { inputs: { applicationId }, changed: { applicationName: "Lookout MTP" } };
    },
  },

  LookoutThreatClassifications: ofGateway("LookoutThreatClassifications"),

  LookoutThreatFeed: { ...marked("LookoutThreatFeed"), signsIn: true },

  StackBaseline: {
    async prepare({ fixture }) {
      await fixture.addConnector();
      await fixture.connectLookout();
      const inputs = { connectorId, packageId };
      return {
        inputs,
        changed: { ...inputs, diagnosticSettingsName: "lookout", gatewaySettings: ["LookoutConnector"] },
      };
    },
  },

  StagedRollout: {
    prepare() {
      const groups = Object.fromEntries(
        ["pilot", "staff"].map((key, index) => [key, { objectId: groupId(index), displayName: `Lookout ${key}` }]),
      );
      const inputs = { rings: ["pilot", "staff"], reached: "pilot", groups };
      return { inputs, changed: { ...inputs, reached: "staff" } };
    },
  },
};
