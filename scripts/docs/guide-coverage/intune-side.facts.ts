import { people } from "../../../model/integration/steps";
import { proven, type GuideSection } from "./fact";

/** Intune's side of the connection, with the article that the guide sends its reader to. */
export const intuneSide: GuideSection = {
  title: "Configure Intune to use Lookout",
  facts: [
    {
      fact: "Intune's side comes after Lookout's.",
      step: "intune-connector",
      where: [{ setting: "lookout-intune:intuneConnector.whenNotConnected" }, { action: "intune-connection" }],
      by: "this package",
      proof: [
        ...proven(
          "resources/intune-mtd-connector/intune-mtd-connector",
          "waits for Lookout and continues once it has connected",
        ),
        ...proven(
          "end-to-end/console-stack",
          "first outputs a runbook for a person and continues without Intune's connector",
        ),
      ],
    },
    {
      fact: "An Endpoint Security Manager, or a role with Mobile Threat Defense read and modify, adds the connector.",
      step: "intune-connector",
      where: [{ action: "intune-add" }, { output: "runbook" }, { command: "status" }, { command: "doctor" }],
      by: people.intune,
      proof: [
        ...proven(
          "model/connector-stage",
          "shows who, where, what to choose, and that the portal may word it differently",
        ),
        ...proven(
          "components/next-steps/next-steps",
          "name who adds Intune's connector and where, in both modes, as long as nobody has added it",
        ),
        ...proven(
          "components/lookout-intune-integration",
          "names Intune's own Add in its runbook, in both modes, as long as nobody has added the connector",
        ),
      ],
    },
    {
      fact: "Tenant administration > Connectors and tokens > Mobile Threat Defense > Add > Lookout for Work > Create.",
      step: "intune-connector",
      where: [
        { action: "intune-add" },
        { setting: "lookout-intune:intuneConnector.whenMissing" },
        { command: "status" },
      ],
      by: people.intune,
      proof: [
        ...proven(
          "resources/intune-mtd-connector/intune-mtd-connector-stages",
          "names the step in a run that continues, which records the stage",
        ),
        ...proven(
          "local/tenant/graph/connectors.routes",
          "appears once an administrator has added it, and is set up some time after Lookout's side was connected",
        ),
        ...proven(
          "local/start/intune-addition",
          "prints the step and performs it in the tenant, in its own line, and only once",
        ),
      ],
    },
    {
      fact: "Its settings open once Lookout has made contact.",
      step: "intune-connector",
      where: [{ action: "intune-connection" }, { output: "intunePartnerState" }],
      by: "Lookout",
      proof: proven(
        "components/next-steps/next-steps",
        "wait for Lookout's contact, and report a connector that fails or has an unknown state, also once it is configured",
      ),
    },
    {
      fact: "Compliance uses Lookout's data for Android and for iOS once the toggle of each is on.",
      step: "intune-connector",
      where: [
        { setting: "lookout-intune:intuneConnector.android.enabled" },
        { setting: "lookout-intune:intuneConnector.ios.enabled" },
      ],
      by: "this package",
      proof: [
        ...proven(
          "resources/intune-mtd-connector/intune-mtd-connector",
          "adopts the connector, switches on what is declared, and shows its state",
          "reports a platform that was never declared as soon as somebody switches it on",
        ),
      ],
    },
    {
      fact: "App Sync for iOS devices is on.",
      step: "intune-connector",
      where: [{ setting: "lookout-intune:intuneConnector.ios.appSync" }, { rule: "intune-ios-app-sync-on" }],
      by: "this package",
      proof: [
        ...proven(
          "resources/intune-mtd-connector/intune-mtd-connector",
          "adopts the connector, switches on what is declared, and shows its state",
        ),
        ...proven("components/required-settings", "are warned of: App Sync that is off where iOS is on"),
      ],
    },
    {
      fact: "Further toggles: app inventory of personal iOS devices, unsupported versions, app protection, days until unresponsive.",
      step: "intune-connector",
      where: [
        { setting: "lookout-intune:intuneConnector.ios.personalAppInventory" },
        { setting: "lookout-intune:intuneConnector.blockUnsupportedOsVersions" },
        { setting: "lookout-intune:intuneConnector.android.appProtection" },
        { setting: "lookout-intune:intuneConnector.ios.appProtection" },
        { setting: "lookout-intune:intuneConnector.unresponsiveAfterDays" },
        { docs: "docs/managed-properties.md#intunemtdconnector" },
      ],
      by: "this package",
      proof: proven(
        "resources/intune-mtd-connector/intune-mtd-connector",
        "does not change an undeclared threshold",
        "finds no difference in what it returned itself",
        "logs what it will switch for the whole tenant: everything the first time, then what changes, and nothing without a change",
      ),
    },
    {
      fact: "Intune shows the connection's status and when it last synchronized.",
      step: "intune-connector",
      where: [{ output: "intunePartnerState" }, { output: "intuneLastHeartbeat" }, { command: "status" }],
      by: "Intune",
      proof: proven("cli/status/evaluate-steps", "depends on the connector's state in Intune"),
    },
    {
      fact: "The app is added and assigned before the rules of compliance and Conditional Access exist.",
      step: "app",
      where: [{ action: "app" }, { docs: "docs/conditional-access.md#steps" }],
      by: "this package",
      proof: [
        ...proven(
          "model/integration/order",
          "has the app assigned before any rule requires it, and the rules before Conditional Access",
        ),
        ...proven(
          "end-to-end/protection-stack",
          "adds and assigns the app before it creates any rule that requires it, and Conditional Access after all of them",
        ),
      ],
    },
  ],
};
