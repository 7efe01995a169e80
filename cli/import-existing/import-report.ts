import { quoteName } from "pulumi-lookout-intune/internal/model/hidden-characters";
import type { ListedConditionalAccessPolicy } from "pulumi-lookout-intune/internal/clients/graph/conditional-access-policies";
import { ServiceError } from "pulumi-lookout-intune/internal/clients/http/service-error";
import type { GraphObject } from "pulumi-lookout-intune/internal/clients/graph/graph-objects";
import { printable } from "pulumi-lookout-intune/internal/model/printable";
import { wrap } from "../terminal/text";
import { titleOf, type Adoption, type Decision } from "./plan";

/** The result of an import. */
export interface ImportReport {
  readonly adoptions: readonly Adoption[];
  readonly decisions: readonly Decision[];
  /** What stays unchanged, and why. */
  readonly leftAlone: readonly string[];
  /** What to know about names: to copy them, or that two look the same. */
  readonly names?: readonly string[];
  /** A command for each Conditional Access policy that `pulumi import` can adopt. */
  readonly imports?: readonly string[];
}

/** Describes the Conditional Access policies that require a compliant device. The config cannot adopt them, because the azuread
 *  provider manages them. */
export function describeConditionalAccess(policies: readonly ListedConditionalAccessPolicy[] | ServiceError): string[] {
  if (policies instanceof ServiceError) {
    return [`Which Conditional Access policies require a compliant device could not be read: ${policies.message}`];
  }
  return policies.map(
    ({ id, displayName, state }) =>
      `The Conditional Access policy ${quoteName(displayName)} (${state}) (${id}) requires a compliant device. It stays unchanged.`,
  );
}

/** Describes policies that require a threat level on platforms that this package does not manage. */
export function describeOtherPlatforms(policies: readonly GraphObject[]): string[] {
  return policies.map(
    ({ id, displayName, "@odata.type": type }) =>
      `The policy ${quoteName(displayName ?? "")} (${id}) requires a threat level, but this package does not manage ` +
      `${type?.replace("#microsoft.graph.", "") ?? "its type"}; it stays unchanged.`,
  );
}

/** Formats the report in lines of at most `width` columns. */
export function formatImport(
  { adoptions, decisions, leftAlone, names = [], imports = [] }: ImportReport,
  width: number,
): string {
  const adopted = adoptions.flatMap(({ location, reading, changes }) => [
    `${location}: ${titleOf(location, reading)}`,
    ...changes.map((change) => `  Change because of --adopt: ${change}.`),
  ]);
  return [
    ...section(
      "Adopted. The first preview shows these as created; Intune changes only as listed here:",
      adopted,
      width,
    ),
    ...section(
      "Open decisions:",
      decisions.flatMap(({ about, found, decide, details = [] }) => [
        `${about}: ${found}`,
        ...details.map((detail) => `  ${detail}`),
        `  ${decide}`,
      ]),
      width,
    ),
    ...section("Unchanged:", leftAlone, width),
    ...section("Names:", names, width),
    // A wrapped command could not be copied.
    ...(imports.length === 0 ? [] : [importNote, ...imports.map((command) => `  ${command}`), ""]),
  ].join("\n");
}

const importNote =
  "To manage one Conditional Access policy with the stack, declare it under lookout-intune:conditionalAccess, and run its command before the first pulumi up:";

function section(title: string, lines: readonly string[], width: number): string[] {
  if (lines.length === 0) return [];
  return [title, ...lines.flatMap((line) => indented(line, width)), ""];
}

function indented(line: string, width: number): string[] {
  const deeper = line.startsWith("  ");
  const lines = wrap(printable(line), Math.max(width - 6, 40));
  return lines.map((text, index) => (deeper ? "      " : index === 0 ? "  - " : "    ") + text);
}
