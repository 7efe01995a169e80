import { Workbook } from "@pulumi/azure-native/applicationinsights";
import * as pulumi from "@pulumi/pulumi";
import { createHash } from "node:crypto";
import type { ComponentContext } from "../components/component-error";
import type { CommonArgs } from "./args";
import { readQuery } from "./query";
import type { LogWorkspace } from "./workspace";

/** A part of the workbook: a text, or a query with its visualization. */
type Part =
  | { readonly markdown: string }
  | { readonly title: string; readonly query: string; readonly show: "table" | "timechart" | "barchart" };

/** The parts, from top to bottom. */
export const workbookParts: readonly Part[] = [
  {
    markdown:
      "# Lookout and Intune\nConnector and devices come from `LookoutIntuneHealth_CL`, which `lookout-intune record` writes: Intune's own " +
      "logs do not contain them. The numbers of devices are Lookout's, which counts an Android device with a work profile twice; they are " +
      "missing if the job has no application key.",
  },
  { title: "Current state of the connector", query: "workbook-connector", show: "table" },
  { title: "States of the connector", query: "workbook-connector-states", show: "barchart" },
  { title: "Enrollment", query: "workbook-enrollment", show: "timechart" },
  { title: "Devices by their worst open threat", query: "workbook-threats", show: "timechart" },
  {
    markdown:
      "# Intune's own logs\nIntune exports compliance and devices once a day. Microsoft documents neither the values of `ComplianceState` " +
      "nor those of `DeviceHealthThreatLevel`. The values below are those of this tenant; use them for the alert on the compliance log.",
  },
  { title: "Compliance by operating system", query: "workbook-compliance", show: "barchart" },
  { title: "Threat level and compliance", query: "workbook-threat-levels", show: "table" },
  { title: "Devices without contact with Intune for a week", query: "workbook-last-contact", show: "table" },
  {
    markdown:
      "# Changes\nMicrosoft does not document whether changes to the connector are in Intune's audit log. If they are, they appear here.",
  },
  { title: "Audit log", query: "workbook-audit", show: "table" },
  { title: "Operational log", query: "workbook-operations", show: "table" },
];

export function declareWorkbook(
  { name, resource }: ComponentContext,
  common: CommonArgs,
  workspace: LogWorkspace,
): Workbook {
  return new Workbook(
    `${name}-workbook`,
    {
      ...common,
      resourceName: uuidOf(`${pulumi.getProject()}/${pulumi.getStack()}/${name}`),
      kind: "shared",
      category: "workbook",
      displayName: "Lookout and Intune",
      sourceId: workspace.id,
      version: "Notebook/1.0",
      serializedData: workspace.id.apply(serializeWorkbook),
    },
    { parent: resource },
  );
}

/** The workbook as Azure stores it.
 *  Source: https://github.com/microsoft/Application-Insights-Workbooks/blob/master/Documentation/Programmatically.md */
export function serializeWorkbook(workspaceId: string): string {
  return JSON.stringify({
    version: "Notebook/1.0",
    items: [timeRange, ...workbookParts.map(itemOf)],
    fallbackResourceIds: [workspaceId],
    $schema: "https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json",
  });
}

const timeRange = {
  type: 9,
  name: "time range",
  content: {
    version: "KqlParameterItem/1.0",
    parameters: [
      {
        id: uuidOf("time range"),
        version: "KqlParameterItem/1.0",
        name: "TimeRange",
        label: "Time range",
        type: 4,
        isRequired: true,
        value: { durationMs: 7 * 24 * 60 * 60 * 1000 },
        typeSettings: {
          selectableValues: [1, 7, 30, 90].map((days) => ({ durationMs: days * 24 * 60 * 60 * 1000 })),
          allowCustom: true,
        },
      },
    ],
    style: "pills",
    queryType: 0,
    resourceType: "microsoft.operationalinsights/workspaces",
  },
};

function itemOf(part: Part, index: number): object {
  if ("markdown" in part) return { type: 1, name: `text ${index}`, content: { json: part.markdown } };
  return {
    type: 3,
    name: part.query,
    content: {
      version: "KqlItem/1.0",
      query: readQuery(part.query),
      size: 0,
      title: part.title,
      timeContextFromParameter: "TimeRange",
      queryType: 0,
      resourceType: "microsoft.operationalinsights/workspaces",
      visualization: part.show,
    },
  };
}

/** Derives a UUID from a text, in the format of version 4: the name of a workbook is a UUID and must stay the same. */
function uuidOf(text: string): string {
  const hex = createHash("sha256").update(text).digest("hex");
  const variant = ((parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join("-");
}
