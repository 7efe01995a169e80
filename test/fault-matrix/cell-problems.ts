import { compareContents, type TenantContent } from "../end-to-end/kills/tenant-content";
import { verdicts, type Verdict } from "./matrix-cell";

/** What no message for people has in it. */
const unclear =
  /undefined|\[object |\bNaN\b|TypeError|Cannot read|is not a function|Unexpected (token|end|non)|\.js:\d+|ZodError|Invalid input/;

/** What is not as it should be in a cell. */
export class CellProblems {
  readonly texts: string[] = [];
  private readonly found: Verdict[] = [];

  add(verdict: Verdict, text: string): void {
    this.found.push(verdict);
    this.texts.push(text.length <= 600 ? text : `${text.slice(0, 600)}…`);
  }

  /** Reads what an operation told people, and what it left in state. */
  readMessages(messages: readonly string[], state: unknown, secrets: readonly string[]): void {
    const told = messages.join("\n");
    const kept = JSON.stringify(state ?? {});
    if (secrets.some((secret) => told.includes(secret) || kept.includes(secret))) this.add("credential", told);
    if (unclear.test(told)) this.add("unclear", told);
  }

  compare(when: string, expected: TenantContent, actual: TenantContent, as?: Verdict): void {
    const { missing, surplus } = compareContents(expected, actual);
    const isTwice = surplus.some((line) => expected.includes(line));
    const kind = missing.length > 0 && surplus.length > 0 ? "wrong" : isTwice ? "duplicated" : "lost";
    const lines = [
      ...missing.map((line) => `${when} the tenant lacks ${line}`),
      ...surplus.map((line) => `${when} the tenant has also ${line}`),
    ];
    for (const line of lines) this.add(as ?? kind, line);
  }

  worst(): Verdict | undefined {
    return this.found.toSorted((a, b) => verdicts.indexOf(b) - verdicts.indexOf(a))[0];
  }
}
