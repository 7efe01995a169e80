import type { DeclaredSetting, ReportData, SettingRecord } from "./data";

/** Removes the names in records and the email addresses, the only personal data of a report. Keeps the domain of each address,
 *  because auditors ask for it. */
export function withoutNames(data: ReportData): ReportData {
  const nobody = (text: string) => text.replace(/^.* recorded that revision /, "Somebody recorded that revision ");
  return {
    ...data,
    steps: data.steps.map((step) => ({
      ...step,
      evidence: step.evidence.map((one) => (one.from === "record" ? { ...one, text: nobody(one.text) } : one)),
    })),
    settings: data.settings.map((setting) => ({
      ...withoutAddresses(setting),
      recorded: setting.recorded && { ...setting.recorded, by: null },
    })),
  };
}

function withoutAddresses(setting: SettingRecord): SettingRecord {
  const { declared, addresses } = setting;
  const hide = (text: string) =>
    addresses.reduce((hidden, address, index) => hidden.replaceAll(address, hiddenAddress(address, index)), text);
  const hideIn = ({ part, label, values }: DeclaredSetting): DeclaredSetting => ({
    part: part === null ? null : hide(part),
    label,
    values: values.map(hide),
  });
  return { ...setting, declared: declared?.map(hideIn) ?? null, addresses: addresses.map(hiddenAddress) };
}

/** Numbered, so that two recipients of one domain stay distinct. */
function hiddenAddress(address: string, index: number): string {
  return `address ${index + 1} at ${address.slice(address.lastIndexOf("@") + 1)}`;
}
