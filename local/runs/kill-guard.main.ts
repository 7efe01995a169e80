import { setTimeout as sleep } from "node:timers/promises";

// Ends a pulumi whose starter was killed: `kill-guard.main.js <process id> <group | process> [ms between signals]`. A killed
// process can do nothing, but its end closes the standard input of this one. What arrives there says that pulumi has ended.

const [, , id = "", kind, between = "10000"] = process.argv;
const pid = Number(id);

void (async () => {
  for await (const chunk of process.stdin) if (String(chunk) !== "") return;
  // Pulumi stops gracefully at the first interrupt and immediately at the second.
  for (const signal of ["SIGINT", "SIGINT", "SIGKILL"] as const) {
    if (!send(signal)) return;
    for (let waited = 0; waited < Number(between); waited += 100) {
      if (!send(0)) return;
      await sleep(100);
    }
  }
})();

/** Whether the process was there. Only the last signal goes to all that it started. */
function send(signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(signal === "SIGKILL" && kind === "group" ? -pid : pid, signal);
    return true;
  } catch {
    return false;
  }
}
