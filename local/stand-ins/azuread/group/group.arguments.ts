/** An argument of azuread:index/group:Group. Source: @pulumi/azuread 6.9.1, GroupArgs. */
export interface GroupArgument {
  readonly type: "string" | "boolean" | "strings" | "object";
  /** Left out of the program, the service decides, and no difference is reported. */
  readonly computed?: true;
  /** A change needs a new group. */
  readonly replaces?: true;
  /** The stand-in knows the argument, but does not do what it asks. */
  readonly unserved?: true;
}

export const groupArguments: Readonly<Record<string, GroupArgument>> = {
  administrativeUnitIds: { type: "strings", unserved: true },
  assignableToRole: { type: "boolean", replaces: true },
  autoSubscribeNewMembers: { type: "boolean", computed: true, unserved: true },
  behaviors: { type: "strings", replaces: true, unserved: true },
  description: { type: "string" },
  displayName: { type: "string" },
  dynamicMembership: { type: "object" },
  externalSendersAllowed: { type: "boolean", computed: true, unserved: true },
  hideFromAddressLists: { type: "boolean", computed: true, unserved: true },
  hideFromOutlookClients: { type: "boolean", computed: true, unserved: true },
  mailEnabled: { type: "boolean", unserved: true },
  mailNickname: { type: "string", computed: true, replaces: true },
  members: { type: "strings", computed: true },
  onpremisesGroupType: { type: "string", computed: true, unserved: true },
  owners: { type: "strings", computed: true },
  preventDuplicateNames: { type: "boolean" },
  provisioningOptions: { type: "strings", replaces: true, unserved: true },
  securityEnabled: { type: "boolean" },
  theme: { type: "string", unserved: true },
  types: { type: "strings", replaces: true },
  visibility: { type: "string", computed: true },
  writebackEnabled: { type: "boolean", unserved: true },
};

/** Outputs that are no arguments. */
export const groupOutputTypes: Readonly<Record<string, GroupArgument["type"]>> = {
  mail: "string",
  objectId: "string",
  onpremisesDomainName: "string",
  onpremisesNetbiosName: "string",
  onpremisesSamAccountName: "string",
  onpremisesSecurityIdentifier: "string",
  onpremisesSyncEnabled: "boolean",
  preferredLanguage: "string",
  proxyAddresses: "strings",
};
