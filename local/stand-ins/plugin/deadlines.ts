/** Ends what runs: each operation when its time is over, and all of them when the engine cancels. */
export interface Deadlines {
  /** A signal that ends an operation after this many seconds. */
  after(seconds: number): AbortSignal;
  cancel(): void;
}

export function createDeadlines(): Deadlines {
  const canceled = new AbortController();
  return {
    after(seconds) {
      const outOfTime = new AbortController();
      const reason = new Error(
        `It was not finished within ${seconds} s. Check whether the tenant answers, or allow more time with customTimeouts.`,
      );
      setTimeout(() => {
        outOfTime.abort(reason);
      }, seconds * 1000).unref();
      return AbortSignal.any([canceled.signal, outOfTime.signal]);
    },
    cancel() {
      canceled.abort(new Error("The operation was canceled."));
    },
  };
}
