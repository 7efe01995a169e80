import { chmodSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { defaultMtdPartner, mtdPartners } from "../../../model/mtd-partners";
import { dynamicTypes, type DynamicType } from "../../../model/resource-types";
import { revisionOf } from "../../../model/revision";

/** What a stack holds, as far as a report reads it. */
export interface StackInAFolder {
  /** Object ids of the enrollment groups; the rollout has reached the pilot. */
  readonly groupIds: { readonly pilot: string; readonly staff: string };
  /** Lines that `pulumi policy analyze` writes, and how it ends. */
  readonly policies?: { readonly events: readonly object[]; readonly code: number };
}

const settings = { daysUntilDisconnected: 30 };
const acknowledgement = { revision: revisionOf(settings), by: "ann@contoso.example", at: "2026-10-02T08:05:00Z" };

/** Puts a `pulumi` into a folder that answers for a stack: with an acknowledged set of settings, evidence and a rollout. It
 *  does not prove that the real command answers so; the tests with the real engine do. */
export function putStack(folder: string, { groupIds, policies }: StackInAFolder): void {
  const write = (name: string, content: string) => {
    writeFileSync(join(folder, name), content);
  };
  write("state.json", JSON.stringify({ version: 3, deployment: deployment(groupIds) }));
  write("policies.ndjson", (policies?.events ?? []).map((event) => `${JSON.stringify(event)}\n`).join(""));
  write(
    "pulumi",
    [
      "#!/bin/sh",
      'case "$1 $2" in',
      `"stack export") exec /bin/cat '${folder}/state.json' ;;`,
      `"config --json") echo '{}' ;;`,
      `"policy analyze") /bin/cat '${folder}/policies.ndjson'; exit ${policies?.code ?? 0} ;;`,
      '*) echo "unexpected: $*" >&2; exit 1 ;;',
      "esac",
      "",
    ].join("\n"),
  );
  chmodSync(join(folder, "pulumi"), 0o700);
}

function deployment(groupIds: StackInAFolder["groupIds"]): object {
  const groups = {
    pilot: { objectId: groupIds.pilot, displayName: "Lookout pilot" },
    staff: { objectId: groupIds.staff, displayName: "Lookout staff" },
  };
  const rollout = { rings: ["pilot", "staff"], reached: "pilot", groups };
  const declared = { ...settings, mode: "console", adopt: false, acknowledgement };
  const subjects = {
    enrollmentSettings: {
      revision: acknowledgement.revision,
      consoleStatus: "acknowledged",
      acknowledgedSettings: settings,
      acknowledgedAt: acknowledgement.at,
    },
  };
  return {
    manifest: { time: "2026-11-25T09:00:00Z" },
    resources: [
      {
        urn: "urn:pulumi:prod::lookout-intune::pulumi:pulumi:Stack::lookout-intune-prod",
        type: "pulumi:pulumi:Stack",
        outputs: { enrollmentGroupIds: groupIds, protectedRings: ["pilot"] },
      },
      resource("StagedRollout", "lookout-rollout", rollout, { ...rollout, protected: groups }),
      resource("LookoutEnrollmentSettings", "lookout-enrollment-settings", declared, {
        ...declared,
        revision: acknowledgement.revision,
        consoleStatus: "acknowledged",
        acknowledgedSettings: settings,
        pendingSettings: [],
      }),
      resource("LookoutEvidence", "lookout-evidence", {
        subjects,
        intuneConnectorId: mtdPartners[defaultMtdPartner],
      }),
    ],
  };
}

function resource(type: DynamicType, name: string, inputs: object, outputs: object = inputs): object {
  const token = dynamicTypes[type];
  const urn = `urn:pulumi:prod::lookout-intune::${token}::${name}`;
  return { urn, type: token, id: name, custom: true, modified: "2026-11-25T09:00:00Z", inputs, outputs };
}
