import { performance } from "node:perf_hooks";
import timers from "node:timers/promises";

/** How many times faster than the machine's clock that of this process runs. */
const rate = 100;

/** Whether the deadline of a whole exchange is as near as the clock is fast. Otherwise it has the machine's time, so that a busy
 *  machine is not taken for a slow service. */
export const deadlines = { areFast: false };

runClockFast();

/** Whether a timer is axios' own limit of a connection. */
function isOfConnection(handle: () => void): boolean {
  return handle.name === "handleTimeout";
}

/** Makes this process' clock run faster: its time, and every pause that is as long as the code says. The limits of a connection
 *  itself stay in the machine's time. Whoever imports this first is a process of its own, because nothing is put back. */
function runClockFast(): void {
  const [realNow, realElapsed] = [Date.now, performance.now.bind(performance)];
  const [started, startedElapsed] = [realNow(), realElapsed()];
  const now = () => Math.round(started + (realElapsed() - startedElapsed) * rate);
  const elapsed = () => startedElapsed + (realElapsed() - startedElapsed) * rate;
  globalThis.Date = new Proxy(Date, {
    construct: (target, given: unknown[], newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget) as Date,
    get: (target, key, receiver) => (key === "now" ? now : (Reflect.get(target, key, receiver) as unknown)),
  });
  performance.now = elapsed;

  const { setTimeout: realTimeout, setInterval: realInterval } = globalThis;
  const faster = <Timer extends typeof setTimeout | typeof setInterval>(real: Timer): Timer =>
    Object.assign(
      (handle: () => void, ms = 0, ...given: []) => real(handle, isOfConnection(handle) ? ms : ms / rate, ...given),
      Object.fromEntries(Object.getOwnPropertySymbols(real).map((symbol) => [symbol, Reflect.get(real, symbol)])),
    ) as unknown as Timer;
  globalThis.setTimeout = faster(realTimeout);
  globalThis.setInterval = faster(realInterval);

  const { setTimeout: realPause } = timers;
  Object.assign(timers, {
    setTimeout: <T>(ms = 0, value?: T, options?: object) => realPause(ms / rate, value, options),
  });
  AbortSignal.timeout = (ms) => {
    const controller = new AbortController();
    realTimeout(
      () => {
        controller.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError"));
      },
      deadlines.areFast ? ms / rate : ms,
    ).unref();
    return controller.signal;
  };
}
