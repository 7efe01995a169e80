import { ConfigurationMode } from "pulumi-lookout-intune/internal/model/configuration-mode";
import { findProblems } from "pulumi-lookout-intune/internal/model/validation";
import { formatProblems } from "pulumi-lookout-intune/internal/stack-config/config-problem";
import { findRolloutMismatch } from "pulumi-lookout-intune/internal/stack-config/rollout-mismatch";
import { projectConfigSchema } from "pulumi-lookout-intune/internal/stack-config/schema";
import { findSharedGroups } from "pulumi-lookout-intune/internal/stack-config/shared-groups";
import { UserError } from "pulumi-lookout-intune/internal/model/user-error";
import type { ConfigEntry } from "./document";

type Values = Readonly<Record<string, unknown>>;

/** What a stack's config is made of. */
export interface StackParts {
  /** Settings of the azuread provider, by their full keys. No secrets. */
  readonly signIn: Readonly<Record<string, string>>;
  /** The config of the project, by its keys. */
  readonly project: Values;
}

/** Keys of the project, in the order in which they are written, each with what a person should know there. */
const comments: Readonly<Record<string, readonly string[]>> = {
  supportHandoff: [
    "Whether the company has a Lookout tenant: none, tied (to this Entra tenant), or separate, which cannot be used.",
    "primaryContact: { name: <name>, email: <address> } is where Lookout's support sends the link for the first sign-in.",
  ],
  accessGroups: [
    "Groups whose members may open Lookout's console; nobody may be in two of them. An existing group is looked at, never changed.",
    "restricted: no access to several configuration and enrollment modules, read-only on Security policy.",
  ],
  enrollmentGroups: [
    "Groups whose devices Lookout enrolls. The key is part of the resource's name: keep it. The name of an existing group is compared",
    "letter for letter, as Lookout does.",
  ],
  rollout: [
    "The order in which the groups are protected, and how far that went. Going on is a change of reached alone.",
  ],
  connector: ["Lookout's connector. In console mode a person enters it, led by the output runbook."],
  enrollmentSettings: ["A device that is silent for longer counts as disconnected, and so as not compliant."],
  intuneConnector: ["Intune's side. A platform that is listed is protected; one that is left out is switched off."],
  lookoutForWork: [
    "The app, assigned to the groups that are reached. On Android a person approves it in managed Google Play.",
  ],
  compliance: ["The highest threat level at which a device complies: secured, low, medium or high."],
  appProtection: ["The same for the apps on devices that are not enrolled."],
};

const signInKeys = ["azuread:tenantId", "azuread:clientId", "azuread:metadataHost", "azuread:environment"] as const;
const signInComment = [
  "Sign-in. No secret is in this file; set it with: pulumi config set --secret azuread:clientSecret",
  "or give it in the environment (ARM_CLIENT_SECRET).",
];

/** Every key that may be written, so that what was there before can make room. */
export const ownedKeys: readonly string[] = [
  ...signInKeys,
  "lookout:mode",
  ...Object.keys(comments).map((key) => `lookout-intune:${key}`),
];

/** The entries of a stack's file, in their order. Throws what the program would refuse. */
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
        "A person enters Lookout's settings, led by the output runbook, and records that in lookout:acknowledged.",
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
