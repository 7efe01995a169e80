import { canonicalJson } from "../../domain";
import { ServiceError } from "../../services/http/service-error";
import { lookUntil } from "../pauses";
import { tell } from "../progress";
import { messageOf } from "../state";
import type { GatewayObject, GatewayObjects, LookoutSettingsKind } from "./kind";

/** The gateway's object exists, but is not known to hold what was asked. */
export class NotVerified<Settings> extends Error {
  override readonly name = "NotVerified";

  constructor(
    message: string,
    readonly remoteId: string,
    /** The settings as they were last seen, if they were. */
    readonly seen?: Settings,
  ) {
    super(message);
  }
}

/** Creates the object, or takes over one that is there: with exactly these settings it is what an interrupted run left,
 *  and taking it changes nothing; with others it is somebody's, and only `adopt` allows to overwrite it. */
export async function createOrAdopt<Settings extends object>(
  kind: LookoutSettingsKind<Settings>,
  objects: GatewayObjects<Settings>,
  settings: Settings,
  adopt: boolean,
): Promise<string> {
  const taken = await takeOver(kind, objects, settings, adopt);
  if (taken !== undefined) return taken;
  try {
    const remoteId = await objects.create(settings);
    await verify(kind, objects, remoteId, settings);
    return remoteId;
  } catch (error) {
    const unclear = error instanceof ServiceError && (error.mayHaveHappened || error.status === 409);
    if (!unclear) throw error;
    const left = await takeOver(kind, objects, settings, adopt);
    if (left === undefined) throw error;
    return left;
  }
}

async function takeOver<Settings extends object>(
  kind: LookoutSettingsKind<Settings>,
  objects: GatewayObjects<Settings>,
  settings: Settings,
  adopt: boolean,
): Promise<string | undefined> {
  const found = await objects.list();
  const same = found.find((object) => areEqual(kind, object.settings, settings));
  if (same !== undefined) {
    tell(
      `${kind.type}: ${kind.title} is already there with exactly these settings, as an interrupted run leaves it; it is taken over unchanged.`,
    );
    return same.remoteId;
  }
  const [only, ...others] = found;
  if (only === undefined) return undefined;
  if (!adopt || others.length > 0) throw new Error(refusal(kind, settings, found));
  await replaceAndVerify(kind, objects, only.remoteId, settings);
  return only.remoteId;
}

function refusal<Settings extends object>(
  kind: LookoutSettingsKind<Settings>,
  settings: Settings,
  found: readonly GatewayObject<Settings>[],
): string {
  if (found.length > 1) {
    const ids = found.map(({ remoteId }) => remoteId).join(", ");
    return `Lookout has ${found.length} of ${kind.title} (${ids}), none with these settings; remove all but one, then run again`;
  }
  const differences = found.flatMap((object) => findDifferences(kind, object.settings, settings));
  return (
    `${kind.title} is already there with other settings (${differences.join("; ")}). Set adopt: true to overwrite them with ` +
    "these, or remove what is there"
  );
}

/** Sends the settings unless they are there already, and reads them back. */
export async function replaceAndVerify<Settings extends object>(
  kind: LookoutSettingsKind<Settings>,
  objects: GatewayObjects<Settings>,
  remoteId: string,
  settings: Settings,
): Promise<void> {
  const current = await objects.get(remoteId);
  if (current === undefined) {
    throw new Error(`${kind.title} is gone from Lookout; run pulumi refresh and then pulumi up to make it again`);
  }
  if (areEqual(kind, current, settings)) return;
  try {
    await objects.replace(remoteId, settings);
  } catch (error) {
    if (error instanceof ServiceError && error.mayHaveHappened) {
      throw new NotVerified(error.message, remoteId, current);
    }
    throw error;
  }
  await verify(kind, objects, remoteId, settings);
}

async function verify<Settings extends object>(
  kind: LookoutSettingsKind<Settings>,
  objects: GatewayObjects<Settings>,
  remoteId: string,
  settings: Settings,
): Promise<void> {
  let seen: Settings | undefined;
  try {
    seen = await lookUntil(
      () => objects.get(remoteId),
      (found) => found !== undefined && areEqual(kind, found, settings),
      5,
      1000,
    );
  } catch (error) {
    throw new NotVerified(`the settings were sent, but could not be verified: ${messageOf(error)}`, remoteId);
  }
  if (seen === undefined) {
    throw new NotVerified(`the gateway took the settings, but answers that ${kind.title} is not there`, remoteId);
  }
  const differences = findDifferences(kind, seen, settings);
  if (differences.length > 0) {
    throw new NotVerified(
      `the gateway took the settings, but holds others: ${differences.join("; ")}; ask whoever runs the gateway`,
      remoteId,
      seen,
    );
  }
}

/** Deletes the object and makes sure that it is gone. */
export async function deleteAndVerify<Settings extends object>(
  kind: LookoutSettingsKind<Settings>,
  objects: GatewayObjects<Settings>,
  remoteId: string,
): Promise<void> {
  await objects.delete(remoteId);
  const seen = await lookUntil(
    () => objects.get(remoteId),
    (found) => found === undefined,
    5,
    1000,
  );
  if (seen !== undefined) {
    throw new Error(`the gateway took the deletion, but ${kind.title} is still there; ask whoever runs the gateway`);
  }
}

function areEqual<Settings extends object>(kind: LookoutSettingsKind<Settings>, a: Settings, b: Settings): boolean {
  return canonicalJson(kind.normalise(a)) === canonicalJson(kind.normalise(b));
}

function findDifferences<Settings extends object>(
  kind: LookoutSettingsKind<Settings>,
  there: Settings,
  wanted: Settings,
): string[] {
  const [left, right] = [kind.normalise(there), kind.normalise(wanted)] as Record<string, unknown>[];
  return Object.entries(right ?? {})
    .filter(([property, value]) => canonicalJson(left?.[property]) !== canonicalJson(value))
    .map(([property, value]) => `${property} is ${JSON.stringify(left?.[property])}, wanted ${JSON.stringify(value)}`);
}
