import { hideTexts, textsToHide, valueAtSteps } from "pulumi-lookout-intune/internal/model/secret-values";
import type { Path } from "../stack/secrets";
import type { StackResource, Values } from "../stack/stack-state";
import type { ReportData } from "./data";

/** A choice such as `low`: hidden beside its setting, but as a word anywhere else. */
const choice = /^[a-z][A-Za-z]*$/;

/** Hides in every text what the state holds as secret, because a report has many readers. Settings with a part that is secret are
 *  not in it, so numbers and choices stay. */
export function withoutSecrets(data: ReportData, resources: readonly StackResource[]): ReportData {
  const texts = resources.flatMap(({ inputs, outputs, secrets }) => [
    ...textsAt(inputs, secrets.inputs),
    ...textsAt(outputs, secrets.outputs),
  ]);
  return texts.length === 0 ? data : (hideIn(data, texts) as ReportData);
}

function textsAt(values: Values, paths: readonly Path[]): string[] {
  return paths
    .flatMap((path) => stringsIn(valueAtSteps(values, path.map(String))))
    .flatMap((text) => textsToHide(text));
}

/** The texts of one line. A runbook has sentences that are no secret. */
function stringsIn(value: unknown): string[] {
  if (typeof value === "string") return value.includes("\n") || choice.test(value) ? [] : [value];
  return Array.isArray(value) ? value.flatMap(stringsIn) : [];
}

function hideIn(value: unknown, texts: readonly string[]): unknown {
  if (typeof value === "string") return hideTexts(value, texts);
  if (Array.isArray(value)) return value.map((member) => hideIn(member, texts));
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, hideIn(member, texts)]));
}
