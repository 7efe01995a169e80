import assert from "node:assert/strict";
import fc from "fast-check";
import { addConnectorStep, describeAddConnectorStep } from "../../model/add-connector-step";
import {
  connectorFailureOf,
  ConnectorStage,
  connectorStageOf,
  connectorUseOf,
  workingPartnerStates,
} from "../../model/connector-stage";

const stages = {
  neverConfigured: "to be added",
  notSetUp: "waiting for contact",
  unavailable: "waiting for contact",
  available: "set up",
  enabled: "set up",
  unresponsive: "set up",
  error: "set up",
} as const;

describe("The stage of Intune's connector", () => {
  it("is to be added where Graph has none, and goes by the partner state elsewhere", () => {
    assert.equal(connectorStageOf(undefined), "to be added");
    for (const [partnerState, stage] of Object.entries(stages)) {
      assert.equal(connectorStageOf({ partnerState }), stage, partnerState);
    }
  });

  it("is unknown for any other value of Graph, so that no new value ever counts as a good state", () => {
    const others = fc.oneof(
      fc.string(),
      fc.constantFrom(null, undefined, "unknownFutureValue", "toString", "__proto__"),
    );
    fc.assert(
      fc.property(others, (partnerState) => {
        fc.pre(!Object.hasOwn(stages, String(partnerState)));
        assert.equal(connectorStageOf({ partnerState }), ConnectorStage.Unknown);
        assert.deepEqual([connectorUseOf(partnerState), connectorFailureOf(partnerState)], [undefined, undefined]);
      }),
    );
  });

  it("leaves room for a connector that is set up and fails: unresponsive and error", () => {
    assert.deepEqual(
      Object.keys(stages).filter((state) => connectorFailureOf(state) !== undefined),
      ["unresponsive", "error"],
    );
    assert.deepEqual(workingPartnerStates, ["available", "enabled"]);
  });
});

describe("The step that adds the connector in Intune", () => {
  it("shows who, where, what to choose, and that the portal may word it differently", () => {
    assert.match(
      describeAddConnectorStep(),
      /^An Endpoint Security Manager .*Read and Modify of Mobile Threat Defense, signs in to https:\/\/intune\.microsoft\.com, opens Tenant administration > Connectors and tokens > Mobile Threat Defense > Add, chooses Lookout for Work .*may word it differently\), and then Create\. .*contact/,
    );
  });

  it("names another partner where the connector is another one's", () => {
    assert.match(describeAddConnectorStep("Zimperium"), /chooses Zimperium/);
    assert.equal(addConnectorStep("Zimperium").title, "Add the Zimperium connector in Intune");
  });
});
