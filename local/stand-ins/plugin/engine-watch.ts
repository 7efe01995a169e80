import { connect } from "node:net";

const intervalMs = 5000;
const missesUntilGone = 3;

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
      if (misses === missesUntilGone) {
        clearInterval(timer);
        onGone();
      }
    });
  }, intervalMs);
  timer.unref();
}
