// The parts of the two packages that import each other by name, as sources. The rules look through the names: who may import what
// is the same question, and a file is not dead that only the command needs.
import { fileURLToPath } from "node:url";

const checkout = fileURLToPath(new URL(".", import.meta.url));

export default {
  resolve: {
    alias: {
      "pulumi-lookout-intune/internal": checkout,
      "lookout-intune/internal": `${checkout}cli`,
    },
  },
};
