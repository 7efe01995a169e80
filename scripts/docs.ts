import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { checkout } from "./checkout";
import { writePages } from "./docs/pages";
import { runScript, sayOnStdout as say } from "./say";

/** `npm run docs`: writes the pages that are generated from the domain's rules. */
runScript(async () => {
  const folder = join(checkout.root, "docs");
  mkdirSync(folder, { recursive: true });
  for (const [file, text] of Object.entries(await writePages())) {
    writeFileSync(join(folder, file), text);
    say(`docs/${file}`);
  }
  return 0;
});
