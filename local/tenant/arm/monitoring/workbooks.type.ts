import { z } from "zod";
import type { ArmApi, ArmResourceType } from "../resource-type";
import { resourceType, tracked, withoutProperty } from "./monitoring-resource";

/** Workbooks. Source: https://learn.microsoft.com/rest/api/application-insights/workbooks */
export function workbooks(api: ArmApi): ArmResourceType {
  return resourceType(api, {
    type: "Microsoft.Insights/workbooks",
    apiVersion: "2023-06-01",
    body: z.strictObject({
      ...tracked,
      kind: z.literal("shared").optional(),
      properties: z.strictObject({
        displayName: z.string().min(1),
        category: z.string().min(1),
        serializedData: z.string().refine(isJson, "it is no JSON"),
        sourceId: z.string().optional(),
        version: z.string().optional(),
        description: z.string().optional(),
      }),
    }),
    // Returned only if the request asks for it.
    shown: (workbook, { query }) =>
      query.canFetchContent === "true" ? workbook : withoutProperty(workbook, "serializedData"),
  });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
