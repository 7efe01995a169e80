/** Endpoints of a Microsoft cloud. Source: https://learn.microsoft.com/graph/deployments */
export interface Cloud {
  /** Display name. */
  readonly title: string;
  /** Origin of Microsoft Graph; also the audience of its tokens. */
  readonly graph: string;
  /** Origin of Entra sign-in. */
  readonly login: string;
  /** Origin of Azure Resource Manager. */
  readonly resourceManager: string;
  /** Audience of tokens for log ingestion in Azure Monitor.
   *  Source:
   *  https://github.com/Azure/azure-sdk-for-net/blob/main/sdk/monitor/Azure.Monitor.Ingestion/src/LogsIngestionAudience.cs */
  readonly logsIngestion: string;
}

const global: Cloud = {
  title: "Global (and GCC)",
  graph: "https://graph.microsoft.com",
  login: "https://login.microsoftonline.com",
  resourceManager: "https://management.azure.com",
  logsIngestion: "https://monitor.azure.com",
};
const usGovernmentL4: Cloud = {
  title: "US Government L4 (GCC High)",
  graph: "https://graph.microsoft.us",
  login: "https://login.microsoftonline.us",
  resourceManager: "https://management.usgovcloudapi.net",
  logsIngestion: "https://monitor.azure.us",
};
const usGovernmentL5: Cloud = {
  title: "US Government L5 (DoD)",
  graph: "https://dod-graph.microsoft.us",
  login: "https://login.microsoftonline.us",
  resourceManager: "https://management.usgovcloudapi.net",
  logsIngestion: "https://monitor.azure.us",
};
const china: Cloud = {
  title: "China (21Vianet)",
  graph: "https://microsoftgraph.chinacloudapi.cn",
  login: "https://login.chinacloudapi.cn",
  resourceManager: "https://management.chinacloudapi.cn",
  logsIngestion: "https://monitor.azure.cn",
};

/** Clouds by every name that the azuread provider accepts as `environment`. A token is valid in one cloud only. */
export const cloudsByEnvironment: Readonly<Record<string, Cloud>> = {
  global,
  public: global,
  usgovernment: usGovernmentL4,
  usgovernmentl4: usGovernmentL4,
  dod: usGovernmentL5,
  usgovernmentl5: usGovernmentL5,
  china,
};

/** The azuread provider's default for `environment`. */
export const defaultEnvironment = "public";
