import { runScript, sayOnStdout } from "../output";
import { prepareToolchain } from "./prepare";

runScript(async () => {
  sayOnStdout("Toolchain");
  await prepareToolchain(sayOnStdout);
  return 0;
});
