import { printableText } from "../model/printable";

/** A wait that is longer than this, in ms, is announced. */
export const silentWaitMs = 5000;

type Listener = (line: string) => void;

const toErrorStream: Listener = (line) => {
  console.error(line);
};
let listener = toErrorStream;

/** Logs what this process waits for. Never waits itself: who waits for the engine to take a message can wait for
 *  everybody else. */
export function announceWait(line: string): void {
  listener(printableText(line));
}

/** Announces a pause before it begins, if it is long. */
export function announcePause(ms: number, why: string): void {
  if (ms > silentWaitMs) announceWait(`${why}; waiting ${Math.round(ms / 1000)} seconds.`);
}

/** Captures the announcements, until the returned function is called. */
export function captureWaits(onWait: Listener): () => void {
  listener = onWait;
  return () => {
    listener = toErrorStream;
  };
}
