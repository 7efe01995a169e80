import type { Operation } from "./resource";
import { pause } from "./retry";

/** Looks the real provider wants to agree before it believes that a change has reached every replica. */
const agreeingReads = 5;

/** Looks again and again until the same good answer came five times in a row. */
export async function untilSteady(operation: Operation, look: () => Promise<boolean>): Promise<void> {
  for (let agreeing = (await look()) ? 1 : 0; agreeing < agreeingReads;) {
    await pause(operation.pollMs, operation.signal);
    agreeing = (await look()) ? agreeing + 1 : 0;
  }
}
