import { version } from "@pulumi/azure-native/package.json";
import { servePlugin } from "../azuread/plugin-server.js";
import { AzureNativeProvider } from "./provider.js";

servePlugin(new AzureNativeProvider(process.env), version, process.argv.slice(2));
