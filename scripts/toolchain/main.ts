import { runScript, sayOnStdout } from "../say";
import { prepareToolchain } from "./prepare";

runScript(async () => {
  sayOnStdout("Toolchain");
  await prepareToolchain(sayOnStdout);
  return 0;
});
