import { once } from "node:events";
import { printableJson } from "pulumi-lookout-intune/internal/model/printable";
import type { EnrollmentEntry } from "pulumi-lookout-intune/internal/model/enrollment/lists";
import type { EnrollmentObservation } from "./collect-enrollment";

/** Writes an observation as one JSON object. Streams the entries, so that none has to be kept in memory:
 *  `{"entries": [...], "at": ..., "summary": ..., "openThreats": ..., "unknown": [...]}`. */
export interface JsonWriter {
  put(entry: EnrollmentEntry): Promise<void>;
  end(observation: EnrollmentObservation & { readonly failing: boolean }): void;
  /** Closes the object with the error, so that the output stays valid JSON. */
  fail(problem: string): void;
}

export function writeJson(out: NodeJS.WritableStream): JsonWriter {
  let separator = '{\n  "entries": [\n    ';
  let begun = false;

  function close(members: object): void {
    const opening = begun ? "\n  ]," : '{\n  "entries": [],';
    out.write(`${opening}${printableJson(members, 2).slice(1)}\n`);
  }
  return {
    async put(entry) {
      begun = true;
      const goesOn = out.write(separator + printableJson(entry));
      separator = ",\n    ";
      if (!goesOn) await once(out, "drain");
    },
    end: ({ failing, at, summary, openThreats, unknown }) => {
      close({ failing, at, summary, openThreats, unknown });
    },
    fail: (problem) => {
      close({ problems: [problem] });
    },
  };
}
