import { chmodSync, mkdirSync } from "node:fs";
import { relative, resolve } from "node:path";
import { checkout } from "./checkout";

/** Makes a folder, and those above it, for this user alone: a local run keeps a passphrase, state and a tenant's data. `.local`
 *  itself becomes private whichever command makes the first folder in it, also where an older release made it. */
export function makePrivateFolder(folder: string, local: string = checkout.local): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const below = relative(local, resolve(folder));
  if (!/^\.\.(?:[\\/]|$)/.test(below) && below !== resolve(folder)) chmodSync(local, 0o700);
}
