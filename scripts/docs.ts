import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { checkout } from "../local/checkout";
import { writePages } from "./docs/docs-pages";
import { runScript, printToStdout as print } from "../local/output";

/** `npm run docs`: generates the pages from the model's rules and the policy pack. */
runScript(async () => {
  for (const [file, text] of Object.entries(await writePages())) {
    const path = join(checkout.root, "docs", file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    print(`docs/${file}`);
  }
  return 0;
});
