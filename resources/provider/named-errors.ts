import { ServiceError, SignInError } from "../../clients/http/service-error";
import type { Target } from "./target";

/** A service calls an object by its id alone, so its errors get the name by which people know the object. */
export async function naming<Actual, T>(
  { words }: Pick<Target<Actual>, "words">,
  id: string,
  act: () => Promise<T> | undefined,
): Promise<T | undefined> {
  try {
    return await act();
  } catch (error) {
    // A sign-in that failed says nothing about the object.
    if (!(error instanceof ServiceError) || error instanceof SignInError) throw error;
    throw new ServiceError(`${words.what(id)}: ${error.message}`, error.status, error.code, error.property);
  }
}

/** Reads an object; its errors name it. */
export function readNamed<Actual>(target: Target<Actual>, id: string): Promise<Actual | undefined> {
  return naming(target, id, () => target.read(id));
}
