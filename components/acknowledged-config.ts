import * as pulumi from "@pulumi/pulumi";
import { findProblems } from "../domain";
import { describeProblems, formatProblems, lookoutConfigSchema, readNamespace } from "../domain/stack-config";
import { componentError, type Reporter } from "./component-problem";
import type { IntegrationAcknowledgedArgs } from "./integration-args";

/** The records of who entered what, as `lookout:acknowledged` of the stack's config holds them: the runbook's commands write them there. */
export function readAcknowledged(reporter: Reporter): IntegrationAcknowledgedArgs | undefined {
  const text = new pulumi.Config("lookout").get("acknowledged");
  if (text === undefined) return undefined;
  const config = { entries: { "lookout:acknowledged": text }, secretKeys: [] };
  const values = readNamespace(config, "lookout");
  const problems = describeProblems(config, "lookout", values, findProblems(lookoutConfigSchema, values));
  if (problems.length > 0) throw componentError(reporter, formatProblems(problems, []));
  return lookoutConfigSchema.parse(values).acknowledged;
}
