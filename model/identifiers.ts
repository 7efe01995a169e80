import { z } from "zod";

const guidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** Whether a text is a GUID (8-4-4-4-12 hexadecimal digits), as Entra and Intune use for ids. */
export function isGuid(value: string): boolean {
  return guidPattern.test(value);
}

/** An Entra or Intune id. A resource path such as `/groups/<guid>` is refused, because Intune and Lookout expect the
 *  bare GUID. */
export const guidSchema = z
  .string()
  .refine(
    isGuid,
    "an object id is a GUID, such as 11111111-2222-3333-4444-555555555555; use the object id, not a path",
  );
