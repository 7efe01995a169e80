import { ServiceError } from "../../clients/http/service-error";
import { log } from "./diagnostics";
import { messageOf } from "./state";
import { IncompleteUpdateError, type KnownObject } from "./incomplete-update-error";
import { Claim, type Candidate, type Created, type Target } from "./target";
import { waitFor } from "./wait";

// What holds for every object of every service:
// - An object that is as desired is sent nothing. What was written is read until it shows, six times in 13 seconds.
// - A lost answer (none at all, or 500, 502, 504) says nothing. The object is then searched for, or read, just as long. A creation
//   counts as done if exactly one object answers to it, any other write if the object shows all that is desired.
// - A conflict (409) with a creation says that something is there: it is searched for once, and taken over or refused as at the start.
// - A 404 says that the object is not there. In a refresh it then leaves the state; in an update it ends the run, as other resources
//   may hold its id; in a deletion it is the goal. After a write it is waited out, and reported if it stays.
// - An error before the first write leaves the state as it was. One after it is an IncompleteUpdateError.

/** Takes over the object that is there or creates it, and makes it as desired. `pending` in what it gives back says that it is not
 *  there yet and nothing was written; undefined says that only somebody else can create it. */
export async function createOrAdopt<Actual>(
  target: Target<Actual>,
  adopt: boolean,
): Promise<KnownObject<Actual> | undefined> {
  const candidate = choose(target, await target.find(), adopt);
  if (candidate !== undefined) return takeOver(target, candidate);
  if (target.create === undefined) return undefined;
  await target.prepare?.(undefined);
  let created: Created<Actual>;
  try {
    created = await target.create();
  } catch (error) {
    const left = await findAfter(error, target, adopt);
    if (left === undefined) throw error;
    if (!isLost(error)) return takeOver(target, left);
    if (left.note !== undefined) log(left.note);
    created = left;
  }
  const { id, actual, pending = false } = created;
  if (pending) return { id, actual, adopted: false, pending };
  const known = { id, actual: actual ?? (await readNew(target, id)), adopted: false, pending: false };
  return write(target, known, true);
}

/** Makes an object that is there as desired. */
export async function reconcile<Actual>(
  target: Target<Actual>,
  { id, adopted }: Pick<KnownObject<Actual>, "id" | "adopted">,
): Promise<KnownObject<Actual>> {
  const actual = await target.read(id);
  if (actual === undefined) {
    throw new Error(
      `${target.words.gone(id)}. Run pulumi refresh, which takes it out of the state, then pulumi up, which creates it anew.`,
    );
  }
  await target.prepare?.(actual);
  return write(target, { id, actual, adopted, pending: false }, false);
}

/** Makes an object as the settings say that it is left behind. A missing object is not an error. */
export async function leave<Actual>(target: Target<Actual>, id: string): Promise<void> {
  const actual = await target.read(id);
  if (actual !== undefined) await write(target, { id, actual, adopted: false, pending: false }, false);
}

/** Deletes an object and reads until it is gone. */
export async function remove<Actual>(target: Target<Actual>, id: string): Promise<void> {
  await target.delete?.(id);
  const isGone = (seen: Actual | undefined) => seen === undefined || target.isDeleted?.(seen) === true;
  if (isGone(await waitFor(() => target.read(id), isGone))) return;
  const { words } = target;
  throw new Error(`${words.service} accepted the deletion of ${words.what(id)}, but still shows it; ${words.advice}`);
}

/** The candidate to take over; undefined when there is none at all. */
function choose<Actual>(
  target: Target<Actual>,
  candidates: readonly Candidate<Actual>[],
  adopt: boolean,
): Candidate<Actual> | undefined {
  const own = candidates.find(({ claim }) => claim === Claim.Own);
  if (own !== undefined || candidates.length === 0) return own;
  const named = candidates.filter(({ claim }) => claim === Claim.Named);
  const [only, ...others] = named.length > 0 ? named : candidates;
  if (adopt && others.length === 0) return only;
  throw new Error(target.refusal?.(candidates, adopt));
}

async function takeOver<Actual>(
  target: Target<Actual>,
  { id, claim, note, ...found }: Candidate<Actual>,
): Promise<KnownObject<Actual>> {
  if (note !== undefined) log(note);
  const actual = found.actual ?? (await target.read(id));
  if (actual === undefined) throw new Error(`${target.words.what(id)} disappeared while it was taken over; run again.`);
  await target.prepare?.(actual);
  return write(target, { id, actual, adopted: claim !== Claim.Own, pending: false }, false);
}

/** What a creation that failed may have left, or has met. */
async function findAfter<Actual>(
  error: unknown,
  target: Target<Actual>,
  adopt: boolean,
): Promise<Candidate<Actual> | undefined> {
  if (error instanceof ServiceError && error.status === 409) return choose(target, await target.find(), adopt);
  if (!isLost(error)) return undefined;
  // There was no candidate before, so one that answers to the settings is what was created.
  const findCreated = async () => (await target.find()).filter(({ claim }) => claim !== Claim.Other);
  const found = await waitFor(findCreated, (seen) => seen.length > 0).catch(() => []);
  return found.length === 1 ? found[0] : undefined;
}

/** A new object, once it shows. */
async function readNew<Actual>(target: Target<Actual>, id: string): Promise<Actual> {
  const incomplete = (problem: string) =>
    new IncompleteUpdateError(`${target.words.what(id)} was created, but ${problem}`, {
      ...{ id, actual: undefined, adopted: false, pending: false },
    });
  const read = () => target.read(id);
  const actual = await waitFor(read, (seen) => seen !== undefined).catch((error: unknown) => {
    throw incomplete(`could not be verified: ${messageOf(error)}`);
  });
  if (actual === undefined) throw incomplete(`${target.words.service} does not show it yet; run again`);
  return actual;
}

/** Writes what is not as desired. `written` says whether this run wrote to the object already. */
async function write<Actual>(
  target: Target<Actual>,
  object: KnownObject<Actual> & { readonly actual: Actual },
  written: boolean,
): Promise<KnownObject<Actual>> {
  let sent = written;
  try {
    const changes = target.changes(object.actual);
    if (changes.length === 0) return object;
    for (const change of changes) {
      sent = true;
      await target.write(change, object.actual);
    }
  } catch (error) {
    if (!sent) throw error;
    const isEnough = isLost(error) ? isAsDesired(target) : () => true;
    const actual = await waitFor(() => target.read(object.id), isEnough).catch(() => undefined);
    if (isLost(error) && isAsDesired(target)(actual)) return { ...object, actual };
    throw new IncompleteUpdateError(messageOf(error), { ...object, actual: actual ?? object.actual });
  }
  return verify(target, object);
}

function isAsDesired<Actual>(target: Target<Actual>): (actual: Actual | undefined) => boolean {
  return (actual) => actual !== undefined && target.changes(actual).length === 0;
}

async function verify<Actual>(target: Target<Actual>, before: KnownObject<Actual>): Promise<KnownObject<Actual>> {
  const { words } = target;
  const actual = await waitFor(() => target.read(before.id), isAsDesired(target)).catch((error: unknown) => {
    throw new IncompleteUpdateError(`the change was sent, but could not be verified: ${messageOf(error)}`, before);
  });
  if (actual === undefined) {
    throw new IncompleteUpdateError(
      `${words.what(before.id)} disappeared after it was changed; ${words.advice}`,
      before,
    );
  }
  const left = target.changes(actual).map(({ difference }) => difference);
  if (left.length === 0) return { ...before, actual };
  throw new IncompleteUpdateError(`${left.join("; ")}; ${words.advice}`, { ...before, actual });
}

/** Whether the service may have done what was asked, although no answer says so. */
function isLost(error: unknown): boolean {
  return error instanceof ServiceError && error.mayHaveHappened;
}
