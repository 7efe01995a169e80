import { isMap } from "../../model/maps";
import { canonicalJson } from "../../model/revision";
import {
  fromPointer,
  hideTexts,
  secretInputsKey,
  textsToHide,
  valueAtSteps,
  type Steps,
} from "../../model/secret-values";
import { hidingFromDiagnostics } from "./diagnostics";
import { IncompleteUpdateError } from "./incomplete-update-error";
import type { CheckFailure, ResourceProvider, State } from "./provider";
import { isPresent } from "./state";
import { wrapProviders, type Providers } from "./wrap-providers";

/** How Pulumi marks a secret among properties. Source: sdk/go/common/resource/properties.go of github.com/pulumi/pulumi */
const signature = { "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270" } as const;

/** Outputs that no input is part of: what a service decides, statuses, counts and times. Every other output that is not an input is
 *  derived from the inputs. */
const neverDerived: readonly string[] = [
  "added",
  "adopted",
  "connected",
  "connectorStage",
  "consentStatus",
  "consoleStatus",
  "devices",
  "elementsCount",
  "elementsUploadedAt",
  "everRecorded",
  "feedId",
  "found",
  "handoffStatus",
  "intune",
  "lastHeartbeat",
  "objectId",
  "observedAt",
  "partnerState",
  "pendingSince",
  "publishingState",
  "remoteId",
  "stackId",
  "statuses",
  "tenantId",
];

/** Inputs that a check derives from others and that need not show their values. Whatever else a check adds is a default. */
const addedByCheck: readonly string[] = ["domainsCount", "domainsDigest", "protected"];

/** Wraps the providers that the engine calls, so that a secret input stays secret in everything that they return and log. */
export function keepSecrets(providers: Providers): Providers {
  return wrapProviders(providers, withSecrets);
}

function withSecrets(provider: ResourceProvider): ResourceProvider {
  return {
    ...provider,

    async check(olds, news) {
      const [before, after] = [split(olds), split(news)];
      const { inputs, failures } = await hiding([before, after], () => provider.check(before.state, after.state));
      return { inputs: after.markInputs(inputs), failures: failures.map((failure) => after.hide(failure)) };
    },

    async diff(id, olds, news) {
      const [before, after] = [split(olds), split(news)];
      const difference = await hiding([before, after], () => provider.diff(id, before.state, after.state));
      // One update marks what is now secret, or no longer is. It writes nothing to a service.
      const isSame = canonicalJson(before.paths) === canonicalJson(after.paths);
      return isSame ? difference : { ...difference, changes: true };
    },

    async create(inputs) {
      const given = split(inputs);
      const { id, outs } = await hiding([given], () => provider.create(given.state), given);
      return { id, outs: given.markOutputs(outs) };
    },

    async read(id, props) {
      const stored = split(props);
      const { props: found, inputs, ...read } = await hiding([stored], () => provider.read(id, stored.state));
      return {
        ...read,
        ...(found && { props: stored.markOutputs(found, inputs) }),
        ...(inputs && { inputs: stored.markInputs(inputs) }),
      };
    },

    async update(id, olds, news) {
      const [before, after] = [split(olds), split(news)];
      const { outs } = await hiding([before, after], () => provider.update(id, before.state, after.state), after);
      return { outs: after.markOutputs(outs) };
    },

    delete(id, props) {
      const stored = split(props);
      return hiding([stored], () => provider.delete(id, stored.state));
    },
  };
}

/** A state, and the paths of its secrets, which are no part of it. */
interface SplitState {
  readonly state: State;
  readonly paths: readonly Steps[];
  /** The texts that messages must not show. */
  readonly hidden: readonly string[];
  /** Marks the secrets in inputs: those at the paths, and what a check derived from them. */
  markInputs(inputs: State): State;
  /** Marks the secrets in outputs: the inputs at the paths, and whatever is derived from inputs. Default of `inputs`: this state.
   *  The engine itself marks outputs that were secret before. */
  markOutputs(outputs: State, inputs?: State): State;
  /** Leaves out the name of a secret property, because the engine would print the value beside it. */
  hide(failure: CheckFailure): CheckFailure;
}

function split({ [secretInputsKey]: given, ...state }: State): SplitState {
  const paths = Array.isArray(given) ? (given as string[]).map(fromPointer) : [];
  const hidden = paths.flatMap((path) => textsToHide(valueAtSteps(state, path), path));
  const shows = (value: unknown) => {
    const text = JSON.stringify(value);
    return hideTexts(text, hidden) !== text;
  };
  const mark = (found: State, inputs: State, isDerived: (name: string, value: unknown) => boolean): State => {
    if (paths.length === 0) return found;
    const entries = Object.entries(found).map(([name, value]): [string, unknown] => {
      if (name in inputs) return [name, markAt(value, pathsBelow(paths, name))];
      return [name, name !== "__provider" && isPresent(value) && isDerived(name, value) ? secret(value) : value];
    });
    return { ...Object.fromEntries(entries), [secretInputsKey]: given };
  };
  return {
    state,
    paths,
    hidden,
    markInputs: (inputs) => mark(inputs, state, (name, value) => addedByCheck.includes(name) || shows(value)),
    markOutputs: (outputs, inputs = state) => mark(outputs, inputs, (name) => !neverDerived.includes(name)),
    hide({ property, reason }) {
      const steps = property.split(/[.[]/);
      const isSecret = paths.some((path) => path.every((step, at) => at >= steps.length || steps[at] === step));
      const shown = hideTexts(reason, hidden);
      return isSecret ? { property: "", reason: `a secret input is wrong: ${shown}` } : { property, reason: shown };
    },
  };
}

function secret(value: unknown): unknown {
  return isPresent(value) ? { ...signature, value } : value;
}

function pathsBelow(paths: readonly Steps[], step: string): Steps[] {
  return paths.flatMap(([first, ...rest]) => (first === step ? [rest] : []));
}

function markAt(value: unknown, paths: readonly Steps[]): unknown {
  if (paths.length === 0) return value;
  if (!isMap(value) || paths.some((path) => path.length === 0)) return secret(value);
  return Object.fromEntries(
    Object.entries(value).map(([step, member]) => [step, markAt(member, pathsBelow(paths, step))]),
  );
}

/** Runs an operation whose logs and errors show no secret value. `recording` marks what a partial failure records. */
async function hiding<T>(
  states: readonly SplitState[],
  act: () => Promise<T>,
  recording?: Pick<SplitState, "markOutputs">,
): Promise<T> {
  if (states.every(({ paths }) => paths.length === 0)) return act();
  const hidden = states.flatMap((state) => state.hidden);
  const hide = (text: string) => hideTexts(text, hidden);
  try {
    return await hidingFromDiagnostics(hide, act);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    if (error instanceof IncompleteUpdateError) {
      error.hide(hide);
      if (error.properties !== undefined && recording !== undefined) {
        error.properties = recording.markOutputs(error.properties);
      }
    }
    error.message = hide(error.message);
    // The engine shows the stack of an error in check, diff, read and delete, and it repeats the message.
    if (error.stack !== undefined) error.stack = hide(error.stack);
    throw error;
  }
}
