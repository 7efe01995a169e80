import type { ConditionalAccessPolicy } from "pulumi-lookout-intune/internal/clients/graph/conditional-access";
import { ServiceError } from "pulumi-lookout-intune/internal/clients/http/service-error";
import type { GraphObject } from "pulumi-lookout-intune/internal/clients/graph/objects";
import { printable, wrap } from "../terminal/text";
import { titleOf, type Adoption, type Decision } from "./plan";
import { keyFor } from "./rings";

/** What an import came to. */
export interface ImportReport {
  readonly adoptions: readonly Adoption[];
  readonly decisions: readonly Decision[];
  /** What is left as it is, and why. */
  readonly leftAlone: readonly string[];
}

/** The Conditional Access policies that ask for a compliant device. They cannot be adopted by a config: `pulumi import` takes
 *  them over, into a program of one's own. */
export function describeConditionalAccess(policies: readonly ConditionalAccessPolicy[] | ServiceError): string[] {
  if (policies instanceof ServiceError) {
    return [`Which Conditional Access policies require a compliant device could not be read: ${policies.message}`];
  }
  return policies.map(
    ({ id, displayName, state }) =>
      `The Conditional Access policy "${displayName}" (${state}) requires a compliant device. It stays as it is; to manage it, too: ` +
      `pulumi import azuread:index/conditionalAccessPolicy:ConditionalAccessPolicy ${keyFor(displayName)} /identity/conditionalAccess/policies/${id}`,
  );
}

/** Policies that ask for a threat level on devices that this product does not manage. */
export function describeOtherPlatforms(policies: readonly GraphObject[]): string[] {
  return policies.map(
    ({ id, displayName, "@odata.type": type }) =>
      `The policy "${displayName ?? ""}" (${id}) asks for a threat level, but ${type?.replace("#microsoft.graph.", "") ?? "its type"} is none ` +
      "that this product manages; it stays as it is.",
  );
}

/** The report for people, in lines that keep to a width. */
export function formatImport({ adoptions, decisions, leftAlone }: ImportReport, width: number): string {
  const taken = adoptions.flatMap(({ place, reading, changes }) => [
    `${place}: ${titleOf(place, reading)}`,
    ...changes.map((change) => `  As you asked, this changes: ${change}.`),
  ]);
  return [
    ...section(
      "Taken over. The first preview shows them as created; in Intune nothing changes but what is said here:",
      taken,
      width,
    ),
    ...section(
      "To decide:",
      decisions.flatMap(({ about, found, decide }) => [`${about}: ${found}`, `  ${decide}`]),
      width,
    ),
    ...section("Left as it is:", leftAlone, width),
  ].join("\n");
}

function section(title: string, lines: readonly string[], width: number): string[] {
  if (lines.length === 0) return [];
  return [title, ...lines.flatMap((line) => indented(line, width)), ""];
}

function indented(line: string, width: number): string[] {
  const deeper = line.startsWith("  ");
  const lines = wrap(printable(line), Math.max(width - 6, 40));
  return lines.map((text, index) => (deeper ? "      " : index === 0 ? "  - " : "    ") + text);
}
