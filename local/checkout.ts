import { join, resolve } from "node:path";

/** Folders of the checkout that the scripts were compiled in. */
const root = resolve(__dirname, "../..");

export const checkout = {
  root,
  /** Everything of a local run: tenant state, Pulumi's state and home, request log. Not in git. */
  local: join(root, ".local"),
  goModules: {
    cli: join(root, "local/toolchain/pulumi-cli"),
    languageHost: join(root, "local/toolchain/language-host"),
  },
  standIns: join(root, "dist/local/stand-ins"),
  /** The compiled command `lookout-intune`, as cli/package.json names it. */
  command: join(root, "cli/dist/main.js"),
} as const;
