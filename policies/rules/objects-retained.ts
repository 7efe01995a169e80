import { ConnectorRemoval, dynamicTypes, deletesAdoptedObject, ObjectRemoval } from "pulumi-lookout-intune/schemas";
import { yaml } from "../framework/documentation";
import { resourceRule } from "../framework/rule";
import { connectorGuide } from "../framework/sources";

export const objectsRetained = resourceRule({
  id: "intune-objects-retained",
  title: "Removal leaves what was there before",
  demand: "Removing a resource neither deletes the Intune connector nor an object that was taken over.",
  severity: "high",
  tags: ["intune", "connector"],
  source: connectorGuide,
  why:
    "It is not documented what deleting the connector does at Lookout, and only Lookout can restore it. A policy or app that existed before the stack belongs to " +
    "somebody else.",
  fix: "Leave onRemoval out: the connector is then switched off, and objects go only if the stack made them.",
  bad: yaml("lookout-intune:intuneConnector:\n  onRemoval: delete"),
  good: yaml("lookout-intune:intuneConnector:\n  onRemoval: switchOff"),
  types: [
    dynamicTypes.IntuneMtdConnector,
    dynamicTypes.IntuneAppProtectionPolicy,
    dynamicTypes.IntuneCompliancePolicy,
    dynamicTypes.IntuneIosAppConfiguration,
    dynamicTypes.IntuneStoreApp,
  ],
  validate: ({ type, props }, report) => {
    if (!deletesAdoptedObject(props.onRemoval)) return;
    report(`onRemoval is delete, which cannot be taken back. Set it to ${safeRemoval(type)}, or leave it out.`);
  },
  remediate: ({ type, props }) => (deletesAdoptedObject(props.onRemoval) ? { onRemoval: safeRemoval(type) } : {}),
});

function safeRemoval(type: string): string {
  return type === dynamicTypes.IntuneMtdConnector ? ConnectorRemoval.SwitchOff : ObjectRemoval.DeleteCreated;
}
