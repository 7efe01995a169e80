import { once } from "node:events";
import type { EnrollmentEntry } from "pulumi-lookout-intune/internal/model/enrollment/lists";
import type { Look } from "./collect";

/** Writes a look as one JSON object, its entries as they come, so that none has to be kept:
 *  `{"entries": [...], "at": ..., "summary": ..., "openThreats": ..., "unknown": [...]}`. */
export interface JsonWriter {
  put(entry: EnrollmentEntry): Promise<void>;
  end(look: Look & { readonly failing: boolean }): void;
  /** Closes the object with what went wrong, so that it stays JSON. */
  fail(problem: string): void;
}

export function writeJson(out: NodeJS.WritableStream): JsonWriter {
  let separator = '{\n  "entries": [\n    ';
  let begun = false;

  function close(members: object): void {
    const opening = begun ? "\n  ]," : '{\n  "entries": [],';
    out.write(`${opening}${JSON.stringify(members, null, 2).slice(1)}\n`);
  }
  return {
    async put(entry) {
      begun = true;
      const goesOn = out.write(separator + JSON.stringify(entry));
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
