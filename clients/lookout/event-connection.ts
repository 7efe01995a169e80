import type { LookoutApi } from "./lookout-api";
import { createFrameReader, type StreamFrame } from "./event-frames";

/** The connection was silent for longer than allowed. */
interface Silence {
  readonly is: "silence";
}

/** Reads one connection to the event stream until it is closed, is silent for too long, or the signal is aborted. Rejects
 *  when the connection cannot be opened or breaks. */
export async function* readConnection(
  api: LookoutApi,
  path: string,
  silenceMs: number,
  signal?: AbortSignal,
): AsyncGenerator<StreamFrame | Silence> {
  const closing = new AbortController();
  const until = signal === undefined ? closing.signal : AbortSignal.any([closing.signal, signal]);
  const request = { method: "GET", path, headers: { Accept: "text/event-stream" } } as const;
  const reader = createFrameReader();
  try {
    const bytes = (await api.open(request, until))[Symbol.asyncIterator]();
    for (;;) {
      const next = await nextWithin(bytes, silenceMs);
      if (next === "silence") {
        yield { is: "silence" };
        return;
      }
      if (next.done === true) return;
      yield* reader.read(next.value);
    }
  } catch (error) {
    if (signal?.aborted !== true) throw error;
  } finally {
    closing.abort();
  }
}

async function nextWithin<T>(iterator: AsyncIterator<T>, ms: number): Promise<IteratorResult<T> | "silence"> {
  const next = iterator.next();
  let timer: NodeJS.Timeout | undefined;
  const silence = new Promise<"silence">((resolve) => {
    timer = setTimeout(resolve, ms, "silence");
  });
  try {
    const first = await Promise.race([next, silence]);
    // The caller then closes the connection, which rejects the pending read.
    if (first === "silence") next.catch(() => undefined);
    return first;
  } finally {
    clearTimeout(timer);
  }
}
