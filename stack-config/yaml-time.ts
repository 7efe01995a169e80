const goTime = /^(\d{4}-\d{2}-\d{2}) (\d{2}:\d{2}:\d{2}(?:\.\d+)?) ([+-]\d{2})(\d{2}) \S+$/;

/** Restores a time from the stack file. YAML has a type for times, and Pulumi passes `at: 2026-01-31T09:00:00Z` to the program in
 *  Go's format: `2026-01-31 09:00:00 +0000 UTC`. Returns any other value unchanged. */
export function readYamlTime(value: unknown): unknown {
  const [, date, time, hours, minutes] = (typeof value === "string" ? goTime.exec(value) : null) ?? [];
  if (date === undefined || time === undefined || hours === undefined || minutes === undefined) return value;
  return `${date}T${time}${hours === "+00" && minutes === "00" ? "Z" : `${hours}:${minutes}`}`;
}

/** Restores a date such as `expiresOn: 2027-01-31`, which YAML reads as midnight. */
export function readYamlDay(value: unknown): unknown {
  const time = readYamlTime(value);
  return typeof time === "string" ? time.replace(/T00:00:00Z$/, "") : time;
}
