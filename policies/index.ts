import { PolicyPack } from "@pulumi/policy";
import { rules } from "./rules";

// The pack's constructor reads package.json from the working directory, which some language hosts set to the program's.
process.chdir(__dirname);

new PolicyPack("lookout-intune", { policies: rules.map(({ policy }) => policy) });
