import { dynamicTypes, deletesAdoptedObject, ObjectRemoval } from "pulumi-lookout-intune/schemas";
import { yaml } from "../framework/documentation";
import { resourceRule } from "../framework/rule";
import { connectorGuide } from "../framework/sources";

export const objectsRetained = resourceRule({
  id: "intune-objects-retained",
  title: "Removal keeps what existed before",
  demand: "Removing a resource neither deletes the Intune connector nor an adopted object.",
  severity: "high",
  tags: ["intune", "connector"],
  source: connectorGuide,
  why:
    "It is not documented what deleting the connector does at Lookout, and only Lookout can restore it. A policy or app that existed before the stack belongs to " +
    "somebody else.",
  fix: "Leave onRemoval out: what the stack adopted is then restored to what it was, and only what the stack created is deleted.",
  bad: yaml("lookout-intune:intuneConnector:\n  onRemoval: delete"),
  good: yaml("lookout-intune:intuneConnector:\n  onRemoval: keep"),
  types: [
    dynamicTypes.IntuneMtdConnector,
    dynamicTypes.IntuneAppProtectionPolicy,
    dynamicTypes.IntuneCompliancePolicy,
    dynamicTypes.IntuneIosAppConfiguration,
    dynamicTypes.IntuneStoreApp,
  ],
  validate: ({ props }, report) => {
    if (!deletesAdoptedObject(props.onRemoval)) return;
    report(`onRemoval is delete, which cannot be undone. Leave it out, or set it to keep.`);
  },
  remediate: ({ props }) => (deletesAdoptedObject(props.onRemoval) ? { onRemoval: ObjectRemoval.Keep } : {}),
});
