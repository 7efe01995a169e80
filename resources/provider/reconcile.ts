import { isConflict, ServiceError } from "../../clients/http/service-error";
import { log } from "./diagnostics";
import { messageOf } from "./state";
import { IncompleteUpdateError, type KnownObject } from "./incomplete-update-error";
import { Claim, stillListed, type Candidate, type Created, type Target } from "./target";
import { naming, readNamed } from "./named-errors";
import { confirmationWait, waitFor } from "./wait";

// Rules for every object of every service:
// - An object that matches the desired settings gets no write. After a write, read until it shows: six reads in 13 seconds.
// - A lost response (none at all, or 500, 502, 504) proves nothing, so search for the object or read it, with the same limits.
//   A creation counts as done if exactly one object matches it, any other write if the object shows all desired settings.
// - A conflict (409) on creation means that an object exists: search for it once, then adopt or refuse it as at the start.
// - A 404 means that the object does not exist, once three reads in three seconds agree and the service does not list it. A
//   refresh then removes it from state. An update fails, because other resources may hold its id. For a deletion, it is the
//   goal. After a write, wait, and report it if it persists.
// - An error before the first write leaves the state unchanged. A later error is an IncompleteUpdateError.

/** Adopts the existing object or creates it, then reconciles it. In the result, `pending` means that the object does
 *  not exist yet and nothing was written. Undefined means that only somebody else can create it.
 *  `isKnown` means that state records the object, so it is searched for until that is confirmed. */
export async function createOrAdopt<Actual>(
  target: Target<Actual>,
  adopt: boolean,
  isKnown = false,
): Promise<KnownObject<Actual> | undefined> {
  const candidate = await findCandidate(target, adopt, isKnown);
  if (candidate !== undefined) return adoptCandidate(target, candidate);
  if (target.create === undefined) return undefined;
  await target.prepare?.(undefined);
  let created: Created<Actual>;
  try {
    created = await target.create();
  } catch (error) {
    const left = await findAfterFailure(error, target, adopt);
    if (left === undefined) throw error;
    if (!isLost(error)) return adoptCandidate(target, left);
    log(`${target.words.what(left.id)}: the answer to its creation was lost, but it is there.`);
    created = left;
  }
  const { id, actual, pending = false, adopted = false, before } = created;
  if (pending) return { id, actual, adopted: false, pending };
  const known = { id, adopted, pending: false, before };
  return write(target, { ...known, actual: actual ?? (await readNew(target, known)) }, true);
}

/** Reads an object that must exist. A single 404 proves nothing shortly after a write, so it is confirmed. Throws if the
 *  service lists the object nevertheless. */
export async function readConfirmed<Actual>(target: Target<Actual>, id: string): Promise<Actual | undefined> {
  const actual = await waitFor(
    `${target.words.service} to show ${target.words.what(id)}`,
    () => readNamed(target, id),
    (found) => found !== undefined,
    confirmationWait,
  );
  if (actual !== undefined || (await target.isListed?.(id)) !== true) return actual;
  throw stillListed(target.words.service, target.words.what(id));
}

/** Finds the object that a creation would adopt, and what it would write to it. Sends no write. */
export async function findAdoption<Actual>(
  target: Target<Actual>,
  adopt: boolean,
): Promise<{ readonly id: string; readonly actual: Actual; readonly settings: readonly string[] } | undefined> {
  const candidate = await findCandidate(target, adopt, false);
  if (candidate === undefined) return undefined;
  const actual = candidate.actual ?? (await readNamed(target, candidate.id));
  if (actual === undefined) return undefined;
  return { id: candidate.id, actual, settings: target.changes(actual).flatMap((change) => change.settings) };
}

/** Updates an existing object to the desired settings. */
export async function reconcile<Actual>(
  target: Target<Actual>,
  { id, adopted }: Pick<KnownObject<Actual>, "id" | "adopted">,
): Promise<KnownObject<Actual>> {
  const actual = await readConfirmed(target, id);
  if (actual === undefined) {
    throw new Error(
      `${target.words.gone(id)}. Run pulumi refresh, which removes it from the state, then pulumi up, which creates it again.`,
    );
  }
  await target.prepare?.(actual);
  return write(target, { id, actual, adopted, pending: false }, false);
}

/** Updates an object to the settings with which the resource leaves it behind. A missing object is not an error, and is written
 *  anyway if there is always one. */
export async function leave<Actual>(target: Target<Actual>, id: string): Promise<void> {
  const actual = await readConfirmed(target, id);
  if (actual !== undefined) {
    await write(target, { id, actual, adopted: false, pending: false }, false);
  } else if (target.isOnlyOne === true) {
    await target.create?.();
    await readNew(target, { id, adopted: false, pending: false });
  }
}

/** Deletes an object and reads until it is gone. */
export async function remove<Actual>(target: Target<Actual>, id: string): Promise<void> {
  await naming(target, id, () => target.delete?.(id));
  const goal = `${target.words.service} to delete ${target.words.what(id)}`;
  const isGone = (actual: Actual | undefined) => actual === undefined || target.isDeleted?.(actual) === true;
  if (isGone(await waitFor(goal, () => readNamed(target, id), isGone))) return;
  const { words } = target;
  throw new Error(`${words.service} accepted the deletion of ${words.what(id)}, but still shows it; ${words.advice}`);
}

/** Finds the object to adopt; undefined if there is none. Reports it if only somebody else can create one. */
async function findCandidate<Actual>(
  target: Target<Actual>,
  adopt: boolean,
  isKnown: boolean,
): Promise<Candidate<Actual> | undefined> {
  const goal = `${target.words.service} to show an object that may be there`;
  const find = () => findDistinct(target);
  const isFound = (found: readonly Candidate<Actual>[]) => found.length > 0;
  const isDoubted = isKnown || target.createReplaces === true;
  const candidates = isDoubted ? await waitFor(goal, find, isFound, confirmationWait) : await find();
  if (candidates.length === 0) await target.reportMissing?.();
  return chooseCandidate(target, candidates, adopt);
}

/** Each candidate once, although a list that changes while its pages are read may have an object twice. */
async function findDistinct<Actual>(target: Target<Actual>): Promise<readonly Candidate<Actual>[]> {
  const found = await target.find();
  return found.filter(({ id }, index) => found.findIndex((other) => other.id === id) === index);
}

/** Chooses the candidate to adopt; undefined if there are no candidates. */
function chooseCandidate<Actual>(
  target: Target<Actual>,
  candidates: readonly Candidate<Actual>[],
  adopt: boolean,
): Candidate<Actual> | undefined {
  const claimedAs = (reason: Claim) => candidates.find(({ claim }) => claim === reason);
  const own = claimedAs(Claim.Own) ?? claimedAs(Claim.Same);
  if (own !== undefined || candidates.length === 0) return own;
  const named = candidates.filter(({ claim }) => claim === Claim.Named);
  const [only, ...others] = named.length > 0 ? named : candidates;
  if (adopt && others.length === 0) return only;
  throw new Error(target.refusal?.(candidates, adopt));
}

async function adoptCandidate<Actual>(
  target: Target<Actual>,
  { id, claim, note, ...known }: Candidate<Actual>,
): Promise<KnownObject<Actual>> {
  if (note !== undefined) log(note);
  const actual = known.actual ?? (await readNamed(target, id));
  if (actual === undefined)
    throw new Error(`${target.words.what(id)} disappeared while it was adopted; run this again.`);
  await target.prepare?.(actual);
  const adopted = claim !== Claim.Own;
  const before = known.before ?? (adopted ? target.capture?.(actual) : undefined);
  return write(target, { id, actual, adopted, pending: false, before }, false);
}

/** Finds the object after a failed creation: created despite the error, or already there before. */
async function findAfterFailure<Actual>(
  error: unknown,
  target: Target<Actual>,
  adopt: boolean,
): Promise<Candidate<Actual> | undefined> {
  if (isConflict(error)) return chooseCandidate(target, await findDistinct(target), adopt);
  if (!isLost(error)) return undefined;
  const goal = `${target.words.service} to show an object whose creation got no answer`;
  // There was no candidate before, so one that matches the settings now is the created object.
  const findCreated = async () => (await findDistinct(target)).filter(({ claim }) => claim !== Claim.Other);
  const found = await waitFor(goal, findCreated, (candidates) => candidates.length > 0).catch(() => []);
  return found.length === 1 ? found[0] : undefined;
}

/** Reads a new object until it shows. */
async function readNew<Actual>(target: Target<Actual>, created: Omit<KnownObject<Actual>, "actual">): Promise<Actual> {
  const { id } = created;
  const incomplete = (problem: string) =>
    new IncompleteUpdateError(`${target.words.what(id)} was created, but ${problem}`, {
      ...created,
      actual: undefined,
    });
  const goal = `${target.words.service} to show ${target.words.what(id)}, which was just created`;
  const read = () => readNamed(target, id);
  const actual = await waitFor(goal, read, (object) => object !== undefined).catch((error: unknown) => {
    throw incomplete(`could not be verified: ${messageOf(error)}`);
  });
  if (actual === undefined) throw incomplete(`${target.words.service} does not show it yet; run this again`);
  return actual;
}

/** Writes what differs from the desired settings. `written` means that this run has already written to the object. */
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
      await naming(target, object.id, () => target.write(change, object.actual));
    }
  } catch (error) {
    if (!sent) throw error;
    const isExpected = isLost(error) ? isAsDesired(target) : () => true;
    const actual = await waitFor(goalOf(target, object.id), () => readNamed(target, object.id), isExpected).catch(
      () => undefined,
    );
    if (isLost(error) && isAsDesired(target)(actual)) return { ...object, actual };
    throw new IncompleteUpdateError(messageOf(error), { ...object, actual: actual ?? object.actual });
  }
  return verify(target, object);
}

function goalOf<Actual>({ words }: Target<Actual>, id: string): string {
  return `${words.service} to show the change of ${words.what(id)}`;
}

function isAsDesired<Actual>(target: Target<Actual>): (actual: Actual | undefined) => boolean {
  return (actual) => actual !== undefined && target.changes(actual).length === 0;
}

async function verify<Actual>(target: Target<Actual>, before: KnownObject<Actual>): Promise<KnownObject<Actual>> {
  const { words } = target;
  const goal = goalOf(target, before.id);
  const actual = await waitFor(goal, () => readNamed(target, before.id), isAsDesired(target)).catch(
    (error: unknown) => {
      throw new IncompleteUpdateError(`the change was sent, but could not be verified: ${messageOf(error)}`, before);
    },
  );
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

/** Whether the service may have carried out the request although no response confirms it. */
function isLost(error: unknown): boolean {
  return error instanceof ServiceError && error.mayHaveSucceeded;
}
