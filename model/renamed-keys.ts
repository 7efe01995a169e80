import { isMap } from "./maps";
import type { DynamicType } from "./resource-types";

/** What has another name now in the state of a resource, by its path there; the members of a list have the path of the list. */
interface RenamedInState {
  readonly keys: Readonly<Record<string, string>>;
  /** Values that one of a few words stands for. */
  readonly words?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}

/** State of an older release is read by the names of today, and the next update writes it anew. */
export const renamedInState: Readonly<Partial<Record<DynamicType, RenamedInState>>> = {
  LookoutEvidence: {
    keys: {
      "devices.lookedAt": "sampleSize",
      lookedAt: "observedAt",
      looks: "evidenceSources",
      "looks.at": "source",
      "looks.made": "observed",
      seenRisks: "observedRisks",
      "seenRisks.shownBy": "source",
    },
    words: { "findings.verdict": { look: "review" } },
  },
  LookoutSupportHandoff: { keys: { organisation: "organization" } },
  LookoutTenantConsent: { keys: { lookedAt: "observedAt" } },
};

/** Keys of the stack's config that have another name now. They are refused. */
export const renamedConfigKeys: Readonly<Record<string, string>> = {
  "lookout-intune:supportHandoff.organisation": "lookout-intune:supportHandoff.organization",
};

type Values = Readonly<Record<string, unknown>>;

/** A resource's inputs or outputs by the names of today; the same object where none is old. */
export function withPresentNames<State extends Values>(type: DynamicType, state: State): State {
  const names = renamedInState[type];
  return names !== undefined && hasOldName(names, state, "") ? (rename(names, state, "") as State) : state;
}

function hasOldName(names: RenamedInState, value: unknown, path: string): boolean {
  if (Array.isArray(value)) return value.some((member) => hasOldName(names, member, path));
  if (!isMap(value)) return wordOf(names, value, path) !== undefined;
  return Object.entries(value).some(([key, member]) => {
    const keyPath = keyPathOf(path, key);
    return keyPath in names.keys || hasOldName(names, member, keyPath);
  });
}

function rename(names: RenamedInState, value: unknown, path: string): unknown {
  if (Array.isArray(value)) return value.map((member) => rename(names, member, path));
  if (!isMap(value)) return wordOf(names, value, path) ?? value;
  return Object.fromEntries(
    Object.entries(value).map(([key, member]) => {
      const keyPath = keyPathOf(path, key);
      return [names.keys[keyPath] ?? key, rename(names, member, keyPath)];
    }),
  );
}

/** The word of today for an old one; undefined for everything else. */
function wordOf({ words }: RenamedInState, value: unknown, path: string): string | undefined {
  return typeof value === "string" ? words?.[path]?.[value] : undefined;
}

function keyPathOf(path: string, key: string): string {
  return path === "" ? key : `${path}.${key}`;
}
