import { quoteName } from "pulumi-lookout-intune/internal/model/hidden-characters";
import type { PendingOperation } from "pulumi-lookout-intune/internal/model/interrupted-state";
import { shellCommand } from "pulumi-lookout-intune/internal/model/shell-command";
import { printable } from "pulumi-lookout-intune/internal/model/printable";
import { wrap } from "../terminal/text";
import type { Candidate, Recovery } from "./recovery";

/** Formats the plan in lines of at most `width` columns. */
export function formatRecovery(recoveries: readonly Recovery[], width: number): string {
  const lines = recoveries.flatMap((recovery) => [titleOf(recovery.operation), ...describe(recovery)]);
  return [...lines.flatMap((line) => indented(line, width)), ""].join("\n");
}

/** The same for programs. */
export function recoveryToJson(recovery: Recovery): object {
  const { urn, type, name, operation } = recovery.operation;
  const common = { resource: name, type, urn, operation, action: recovery.action };
  switch (recovery.action) {
    case "import":
      return { ...common, id: recovery.found.id, name: recovery.found.displayName, newName: recovery.rename ?? null };
    case "undecided":
      return { ...common, reason: recovery.reason, candidates: recovery.candidates };
    case "clear":
      return { ...common, reason: recovery.reason };
    case "refresh":
      return common;
  }
}

function titleOf({ name, type, operation, inputs }: PendingOperation): string {
  const shown = typeof inputs.displayName === "string" ? ` ${quoteName(inputs.displayName)}` : "";
  return `${type.slice(type.lastIndexOf(":") + 1)} ${name}${shown}, interrupted while ${operation}`;
}

function describe(recovery: Recovery): string[] {
  switch (recovery.action) {
    case "import":
      return [
        `  Found: ${describeCandidate(recovery.found)}.`,
        recovery.recorded
          ? `  It is in the stack already. It gets its name ${quoteName(recovery.rename ?? "")} back.`
          : `  It is imported into the stack${recovery.rename === undefined ? "" : `, and gets its name ${quoteName(recovery.rename)} back`}.`,
      ];
    case "clear":
      return [`  Nothing to import. ${recovery.reason}.`];
    case "refresh":
      return ["  It is read again, and the state records what it is."];
    case "undecided":
      return [
        `  Undecided. ${recovery.reason}.`,
        ...recovery.candidates.map((candidate) => `  - ${describeCandidate(candidate)}`),
        recovery.candidates.length > 0
          ? `  If one of them is it, repeat with --adopt <id>. If none is, repeat with ${clearOption(recovery)}.`
          : `  Look for it. If it exists, run pulumi import. Then repeat with ${clearOption(recovery)}.`,
      ];
  }
}

function clearOption({ operation }: Recovery): string {
  return shellCommand`--clear ${operation.name}` ?? "--clear <its name>";
}

function describeCandidate({ id, displayName, createdAt, differences }: Candidate): string {
  const created = createdAt === undefined ? "" : `, created ${createdAt}`;
  return `${quoteName(displayName)} (${id})${created}${differences.length === 0 ? "" : `: ${differences.join("; ")}`}`;
}

function indented(line: string, width: number): string[] {
  const room = Math.max(width - 4, 40);
  if (!line.startsWith("  ")) return wrap(printable(line), room);
  return wrap(printable(line), room).map((text, index) => `${index === 0 ? "  " : "    "}${text}`);
}
