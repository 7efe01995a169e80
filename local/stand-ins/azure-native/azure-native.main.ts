import { version } from "@pulumi/azure-native/package.json";
import { servePlugin } from "../plugin/plugin-server";
import { AzureNativeProvider } from "./azure-native.provider";

servePlugin(new AzureNativeProvider(process.env), version, process.argv.slice(2));
