import { isMap } from "../../model/maps";
import type { State } from "./provider";

/** Key of the serialized provider, which the engine keeps among inputs and outputs. */
const providerKey = "__provider";

/** State without the serialized provider, for comparisons and requests. */
export function withoutProvider(state: State): State {
  return Object.fromEntries(Object.entries(state).filter(([key]) => key !== providerKey));
}

/** Copies the serialized provider of `from`, if it has one, to the state. */
export function keepProvider(from: State, state: State): State {
  return providerKey in from ? { ...state, [providerKey]: from[providerKey] } : state;
}

/** The given members of a state that have a value. */
export function pick(state: State, keys: readonly string[]): State {
  return Object.fromEntries(keys.flatMap((key) => (isPresent(state[key]) ? [[key, state[key]]] : [])));
}

/** A copy whose maps, inner ones too, have no member without a value. */
export function withoutNulls<T>(value: T): T {
  if (Array.isArray(value)) return value.map((member: unknown) => withoutNulls(member)) as T;
  if (!isMap(value)) return value;
  const present = Object.entries(value).filter(([, member]) => isPresent(member));
  return Object.fromEntries(present.map(([key, member]) => [key, withoutNulls(member)])) as T;
}

/** Whether the engine would keep the value. It drops undefined and writes "none" as null. */
export function isPresent(value: unknown): boolean {
  return value !== undefined && value !== null;
}

/** A copy without undefined members, which the engine could not store. */
export function asState(value: object): State {
  return JSON.parse(JSON.stringify(value)) as State;
}

/** The message of an error, as text for people. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
