import { ConfigurationMode } from "pulumi-lookout-intune/internal/model/configuration-mode";
import { findProblems } from "pulumi-lookout-intune/internal/model/validation";
import { formatProblems } from "pulumi-lookout-intune/internal/stack-config/config-problem";
import { findRolloutMismatch } from "pulumi-lookout-intune/internal/stack-config/rollout-config";
import { projectConfigSchema } from "pulumi-lookout-intune/internal/stack-config/stack-config.schema";
import { findSharedGroups } from "pulumi-lookout-intune/internal/stack-config/shared-groups";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import type { ConfigEntry } from "./document";

type Values = Readonly<Record<string, unknown>>;

/** The parts of a stack's config. */
export interface StackParts {
  /** Settings of the azuread provider by full key. No secrets. */
  readonly signIn: Readonly<Record<string, string>>;
  /** The config of the project by key. */
  readonly project: Values;
}

/** Keys of the project in file order, each with its comment. */
const comments: Readonly<Record<string, readonly string[]>> = {
  supportHandoff: [
    "Whether you have a Lookout tenant: none, tied (to this Entra tenant), or separate, which cannot be used.",
    "primaryContact: { name: <name>, email: <address> } is where Lookout's support sends the link for the first sign-in.",
  ],
  accessGroups: [
    "Groups whose members may open Lookout's console. A user may be in one of them only. Existing groups are read, never changed.",
    "restricted: no access to several configuration and enrollment modules, read-only on Security policy.",
  ],
  enrollmentGroups: [
    "Groups whose devices Lookout enrolls. The key is part of the resource's name: keep it. Names of existing groups must match",
    "exactly, as in Lookout.",
  ],
  rollout: [
    "The order in which the groups are protected, and the last one reached. To continue the rollout, change only reached.",
  ],
  connector: ["Lookout's connector. In console mode you enter it by hand; the output runbook has the steps."],
  enrollmentSettings: ["A device without contact for longer counts as disconnected, and therefore as not compliant."],
  intuneConnector: ["Intune's side. A listed platform is protected; a platform that is not listed is switched off."],
  lookoutForWork: ["The app, assigned to the reached groups. On Android you approve it in managed Google Play."],
  compliance: ["The highest threat level of a compliant device: secured, low, medium or high."],
  appProtection: ["The same for apps on devices that are not enrolled."],
};

const signInKeys = ["azuread:tenantId", "azuread:clientId", "azuread:metadataHost", "azuread:environment"] as const;
const signInComment = [
  "Sign-in. This file contains no secret; set it with: pulumi config set --secret azuread:clientSecret",
  "or in the environment (ARM_CLIENT_SECRET).",
];

/** All keys that this command owns, so that a write can replace them. */
export const ownedKeys: readonly string[] = [
  ...signInKeys,
  "lookout:mode",
  ...Object.keys(comments).map((key) => `lookout-intune:${key}`),
];

/** The entries of a stack's file in order. Throws if the program would refuse them. */
export function entriesOf({ signIn, project }: StackParts): ConfigEntry[] {
  refuseProblems(project);
  const ofSignIn = signInKeys.flatMap((key) => (signIn[key] === undefined ? [] : [{ key, value: signIn[key] }]));
  const ofProject = Object.entries(comments).flatMap(([key, comment]) =>
    project[key] === undefined ? [] : [{ key: `lookout-intune:${key}`, value: project[key], comment }],
  );
  return [
    ...ofSignIn.map((entry, index) => (index === 0 ? { ...entry, comment: signInComment } : entry)),
    {
      key: "lookout:mode",
      value: ConfigurationMode.Console,
      comment: [
        "You enter Lookout's settings by hand (steps in the output runbook), and record that in lookout:acknowledged.",
      ],
    },
    ...ofProject,
  ];
}

function refuseProblems(project: Values): void {
  const problems = [
    ...findProblems(projectConfigSchema, project).map(({ path, message }) => ({
      key: `lookout-intune:${path}`,
      message,
    })),
    ...findSharedGroups(project),
    ...findRolloutMismatch(project),
  ];
  if (problems.length > 0) throw new UserError([formatProblems(problems, [])]);
}
