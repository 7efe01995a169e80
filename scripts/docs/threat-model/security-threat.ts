import type { Proof } from "../guide-coverage/fact";

/** What is worth protecting. */
export const assets = {
  credentials:
    "The credentials of a run: of Entra and Azure, Lookout's application key, Pulumi's access token or passphrase",
  protection: "The protection of the phones: connector, policies, risks, who may open Lookout's console",
  tenant: "The rest of the tenant: what is in it and is not this stack's",
  people: "Names: of people, devices and groups in outputs, reports and state",
  machine: "The machine: where Pulumi or the command runs, and the terminal and the browser of who reads their output",
} as const;
export type Asset = keyof typeof assets;

/** Who may want to harm it, and what they control. */
export const actors = {
  author:
    "The author of a change: writes the stack's config, and files of the project, and sees the output of a preview",
  member: "A member of the tenant: chooses names of groups, devices, apps and policies",
  service: "A host that is asked, or somebody on the way to it: chooses every answer",
  neighbor: "Another user of the machine: reads and writes in shared folders",
  supplier: "A supplier: publishes a package or a download under a name that is used",
} as const;
export type Actor = keyof typeof actors;

/** What somebody could try, what holds it, and the tests that fail when it no longer does. */
export interface Threat {
  readonly threat: string;
  readonly actor: Actor;
  readonly asset: Asset;
  readonly heldBy: string;
  readonly proof: readonly Proof[];
}
