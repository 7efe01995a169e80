import { connect } from "node:net";

const INTERVAL_MS = 5000;
const MISSES_UNTIL_GONE = 3;

/** Calls back once the engine no longer listens, so that no plugin outlives an engine that was killed. */
export function watchEngine(address: string, onGone: () => void): void {
  const [host = "", port = ""] = address.split(/:(?=\d+$)/);
  let misses = 0;
  const timer = setInterval(() => {
    const socket = connect({ host, port: Number(port) });
    socket.once("connect", () => {
      misses = 0;
      socket.destroy();
    });
    socket.once("error", () => {
      misses += 1;
      if (misses === MISSES_UNTIL_GONE) {
        clearInterval(timer);
        onGone();
      }
    });
  }, INTERVAL_MS);
  timer.unref();
}
