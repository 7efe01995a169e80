import { existsSync, readFileSync } from "node:fs";

/** One operation of the engine on a resource. */
export interface ResourceOperation {
  /** Name of the operation in the engine: create, update, delete, replace, same, … */
  readonly operation: string;
  readonly name: string;
  /** Class of the resource, without package and module. */
  readonly kind: string;
  readonly failed: boolean;
}

export interface PolicyFinding {
  readonly rule: string;
  readonly level: string;
  readonly resource: string | undefined;
  readonly message: string;
}

/** Result of an `up`, from the engine's event log. */
export interface UpdateOutcome {
  /** True if it ended in the preview, so that nothing was changed. */
  readonly onlyPreview: boolean;
  readonly operations: readonly ResourceOperation[];
  /** Names of the rules that evaluated a resource. */
  readonly rules: readonly string[];
  readonly findings: readonly PolicyFinding[];
  readonly nextSteps: readonly string[];
}

/** The part of the engine's events that is used here. The SDK does not declare all of it. */
interface EngineEvent {
  readonly resOutputsEvent?: { readonly metadata: StepMetadata; readonly planning?: boolean };
  readonly resOpFailedEvent?: { readonly metadata: StepMetadata };
  readonly policyEvent?: {
    readonly policyName: string;
    readonly enforcementLevel: string;
    readonly resourceUrn?: string;
    readonly message: string;
  };
  readonly policyAnalyzeSummaryEvent?: RuleNames;
  readonly policyAnalyzeStackSummaryEvent?: RuleNames;
  readonly summaryEvent?: { readonly isPreview?: boolean };
}

interface StepMetadata {
  readonly op: string;
  readonly urn: string;
  readonly type: string;
  readonly new?: { readonly custom?: boolean; readonly outputs?: Record<string, unknown> } | null;
  readonly old?: { readonly custom?: boolean } | null;
}

interface RuleNames {
  readonly passed?: readonly string[];
  readonly failed?: readonly string[];
}

const rootType = "pulumi:pulumi:Stack";

export function readOutcome(eventLog: string): UpdateOutcome {
  return outcomeOf(existsSync(eventLog) ? readFileSync(eventLog, "utf8") : "");
}

/** Reads an event log with one JSON object per line. Skips an incomplete last line of a killed run. */
export function outcomeOf(log: string): UpdateOutcome {
  const events = log
    .slice(0, log.lastIndexOf("\n") + 1)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as EngineEvent);
  const summary = events.find((event) => event.summaryEvent !== undefined)?.summaryEvent;
  const planned = events.some(({ resOutputsEvent }) => resOutputsEvent?.planning === true);
  return {
    onlyPreview: summary?.isPreview ?? (planned || events.length === 0),
    operations: operationsOf(events),
    rules: [...new Set(events.flatMap(rulesOf))].sort(),
    findings: findingsOf(events),
    nextSteps: nextStepsOf(events),
  };
}

function operationsOf(events: readonly EngineEvent[]): ResourceOperation[] {
  return events.flatMap(({ resOutputsEvent, resOpFailedEvent }) => {
    const step = resOutputsEvent?.metadata ?? resOpFailedEvent?.metadata;
    return step === undefined || !isRealResource(step) ? [] : [describe(step, resOpFailedEvent !== undefined)];
  });
}

/** Resources that exist outside Pulumi: not the stack, components or providers. */
function isRealResource({ type, new: after, old: before }: StepMetadata): boolean {
  return (after ?? before)?.custom === true && !type.startsWith("pulumi:providers:");
}

function describe({ op, urn, type }: StepMetadata, failed: boolean): ResourceOperation {
  return { operation: op, name: nameOf(urn), kind: type.slice(type.lastIndexOf(":") + 1), failed };
}

function findingsOf(events: readonly EngineEvent[]): PolicyFinding[] {
  return events.flatMap(({ policyEvent }) => {
    if (policyEvent === undefined) return [];
    const { policyName, enforcementLevel, resourceUrn, message } = policyEvent;
    const resource = resourceUrn === undefined || resourceUrn === "" ? undefined : nameOf(resourceUrn);
    // The engine puts the rule's description in front; the sentence about this case is the last one.
    const lines = message.split("\n").filter((line) => line.trim() !== "");
    return [{ rule: policyName, level: enforcementLevel, resource, message: lines.at(-1)?.trim() ?? "" }];
  });
}

function rulesOf({ policyAnalyzeSummaryEvent, policyAnalyzeStackSummaryEvent }: EngineEvent): string[] {
  const names = policyAnalyzeSummaryEvent ?? policyAnalyzeStackSummaryEvent;
  return [...(names?.passed ?? []), ...(names?.failed ?? [])];
}

function nextStepsOf(events: readonly EngineEvent[]): string[] {
  const root = events.findLast(({ resOutputsEvent }) => resOutputsEvent?.metadata.type === rootType);
  const steps = root?.resOutputsEvent?.metadata.new?.outputs?.nextSteps;
  return Array.isArray(steps) ? steps.filter((step) => typeof step === "string") : [];
}

function nameOf(urn: string): string {
  return urn.slice(urn.lastIndexOf("::") + 2);
}
