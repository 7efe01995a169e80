import { runScript, printToStdout } from "../output";
import { prepareToolchain } from "./prepare";

runScript(async () => {
  printToStdout("Toolchain");
  await prepareToolchain(printToStdout);
  return 0;
});
