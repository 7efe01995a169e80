import * as pulumi from "@pulumi/pulumi";
import { findProblems } from "../model/validation";
import { formatProblems } from "../stack-config/config-problem";
import { readNamespace } from "../stack-config/raw-config";
import { describeProblems } from "../stack-config/read-config";
import { lookoutConfigSchema } from "../stack-config/stack-config.schema";
import { componentError, type ComponentContext } from "./component-error";
import type { IntegrationAcknowledgedArgs } from "./integration-args";

/** Reads the acknowledgements from `lookout:acknowledged` in the stack config, where the runbook's commands write them. */
export function readAcknowledged(context: ComponentContext): IntegrationAcknowledgedArgs | undefined {
  const text = new pulumi.Config("lookout").get("acknowledged");
  if (text === undefined) return undefined;
  const config = { entries: { "lookout:acknowledged": text }, secretKeys: [] };
  const values = readNamespace(config, "lookout");
  const problems = describeProblems(config, "lookout", values, findProblems(lookoutConfigSchema, values));
  if (problems.length > 0) throw componentError(context, formatProblems(problems, []));
  return lookoutConfigSchema.parse(values).acknowledged;
}
