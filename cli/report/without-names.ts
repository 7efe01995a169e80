import type { ReportData } from "./data";

/** Takes out who recorded what: the only people whom a report names. */
export function withoutNames(data: ReportData): ReportData {
  const nobody = (text: string) => text.replace(/^.* recorded that revision /, "Somebody recorded that revision ");
  return {
    ...data,
    steps: data.steps.map((step) => ({
      ...step,
      evidence: step.evidence.map((one) => (one.from === "record" ? { ...one, text: nobody(one.text) } : one)),
    })),
    settings: data.settings.map((setting) => ({
      ...setting,
      recorded: setting.recorded && { ...setting.recorded, by: null },
    })),
  };
}
