import type { EnrollmentSummary } from "pulumi-lookout-intune/internal/model/enrollment/join";
import { enrollmentListNames, enrollmentLists } from "pulumi-lookout-intune/internal/model/enrollment/lists";
import { enrollmentStates } from "pulumi-lookout-intune/internal/model/enrollment/records";
import type { Terminal } from "../terminal/terminal";
import { redraw, watch } from "../watch";
import type { EnrollmentObservation } from "./collect-enrollment";
import { formatCounts, logProgress } from "./enrollment-report";

export interface WatchEnrollment {
  readonly observe: () => Promise<EnrollmentObservation>;
  readonly intervalMs: number;
  readonly json: boolean;
  readonly signal: AbortSignal;
  readonly isEnough: (observation: EnrollmentObservation) => boolean;
}

/** Redraws the counts on a terminal. Otherwise prints one line per change, or one line of JSON per observation. */
export function watchEnrollment(options: WatchEnrollment, terminal: Terminal): Promise<EnrollmentObservation> {
  const { intervalMs, json } = options;
  const show = (observation: EnrollmentObservation, before: EnrollmentObservation | undefined): void => {
    if (json) terminal.printJsonLine(observation);
    else if (terminal.interactive)
      redraw(`${drawBar(observation.summary, terminal)}${formatCounts(observation, terminal)}\n`, intervalMs, terminal);
    else {
      const line = describeCounts(observation.summary);
      if (before === undefined || line !== describeCounts(before.summary))
        terminal.print(`${observation.at}  ${line}\n`);
    }
  };
  return watch({ ...options, show }, terminal);
}

/** All counts above zero, on one line. */
function describeCounts(summary: EnrollmentSummary): string {
  const { devices, lists } = summary;
  const states = enrollmentStates.flatMap((state) => {
    const count = Object.values(devices?.[state] ?? {}).reduce((sum, one) => sum + one, 0);
    return count > 0 ? `${state} ${count}` : [];
  });
  // Two of the lists are states, which are already counted.
  const others = enrollmentListNames.filter((list) => list !== "pending" && list !== "disconnected");
  const more = others.flatMap((list) => {
    const count = lists[list] ?? 0;
    return count > 0 ? `${enrollmentLists[list].title.toLowerCase()} ${count}` : [];
  });
  return [logProgress(summary), ...states, ...more].filter((text) => text !== "").join(", ") || "nothing is known";
}

/** Draws a progress bar of the enrolled phones. */
function drawBar(summary: EnrollmentSummary, { paint, width }: Terminal): string {
  const text = logProgress(summary);
  const [done = 0, all = 0] = text.match(/[\d,]+/g)?.map((found) => Number(found.replaceAll(",", ""))) ?? [];
  if (all === 0) return "";
  const room = Math.max(10, Math.min(40, width - text.length - 2));
  const filled = Math.round((done / all) * room);
  return `${paint("green", "█".repeat(filled))}${paint("dim", "░".repeat(room - filled))}  ${text}\n\n`;
}
