import type { ConfiguredService } from "./provider-configuration";
import { IncompleteUpdateError } from "./incomplete-update-error";
import type { ResourceProvider, State } from "./provider";
import { isPresent } from "./state";

/** Confirms for a destroy the tenant of objects whose state does not record it. */
const confirmationVariable = "LOOKOUT_INTUNE_CONFIRM_TENANT";

/** Another tenant than the one in state, or a removal that nobody confirmed. Nothing was sent. */
export class TenantRefusal extends Error {}

/** Wraps a provider so that its state records in which tenant the object is, and read, update and delete refuse another
 *  tenant before their first request. A connector's id is equal in all tenants, and in another tenant a policy would
 *  appear to be gone. */
export function withTenant(
  type: string,
  provider: ResourceProvider,
  service: Pick<ConfiguredService<unknown>, "namesTenant" | "tenantId">,
  usesService: (inputs: State) => boolean = () => true,
): ResourceProvider {
  const signedInTenant = async () => (await service.tenantId())?.toLowerCase();

  async function requireTenant(id: string, state: State): Promise<string | undefined> {
    const tenant = await signedInTenant();
    const recorded = tenantIn(state);
    if (recorded === undefined || tenant === undefined || recorded === tenant) return recorded ?? tenant;
    throw new TenantRefusal(
      `${type} ${id} is in the tenant ${recorded}, but the credentials sign in to ${tenant}, and nothing was sent. ` +
        "Sign in to the first (ARM_TENANT_ID or azuread:tenantId, and the matching client).",
    );
  }

  async function requireRemovable(id: string, state: State): Promise<void> {
    const tenant = await requireTenant(id, state);
    if (tenantIn(state) === undefined && tenant !== undefined) requireConfirmation(type, id, tenant);
  }

  return {
    ...provider,

    async diff(id, olds, news) {
      const difference = await provider.diff(id, olds, news);
      // State of an older release: one update records the tenant, and writes to no service.
      const records = service.namesTenant() && usesService(news);
      return tenantIn(olds) !== undefined || !records ? difference : { ...difference, changes: true };
    },

    async create(inputs) {
      const tenant = await signedInTenant();
      const { id, outs } = await recorded(tenant, () => provider.create(inputs));
      return { id, outs: withTenantId(outs, tenant) };
    },

    async read(id, props) {
      const tenant = await requireTenant(id, props);
      const read = await provider.read(id, props);
      // A refresh proves nothing about state without a tenant, so only an update records it.
      return read.props === undefined || tenantIn(props) === undefined
        ? read
        : { ...read, props: withTenantId(read.props, tenant) };
    },

    async update(id, olds, news) {
      const tenant = await requireTenant(id, olds);
      const { outs } = await recorded(tenant, () => provider.update(id, olds, news));
      return { outs: withTenantId(outs, tenant) };
    },

    async delete(id, props) {
      await requireRemovable(id, props);
      await provider.delete(id, props);
    },

    async previewRemoval(id, props) {
      await requireRemovable(id, props);
      return provider.previewRemoval?.(id, props) ?? { exists: undefined, changes: [] };
    },
  };
}

function tenantIn({ tenantId }: State): string | undefined {
  return typeof tenantId === "string" ? tenantId.toLowerCase() : undefined;
}

function withTenantId(state: State, tenantId: string | undefined): State {
  return { ...state, tenantId: tenantId ?? null };
}

function requireConfirmation(type: string, id: string, tenant: string): void {
  const confirmed = process.env[confirmationVariable]?.trim().toLowerCase();
  if (confirmed === tenant) return;
  const given = isPresent(confirmed) ? ` ${confirmationVariable} names ${String(confirmed)}.` : "";
  throw new TenantRefusal(
    `${type} ${id}: the state was written by an older release and does not record its tenant, and nothing was sent. ` +
      `Run pulumi up once, which records it, or set ${confirmationVariable}=${tenant} if it is in the tenant that you sign in to.${given}`,
  );
}

/** A partial failure records the tenant too. */
async function recorded<T>(tenant: string | undefined, act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    if (error instanceof IncompleteUpdateError && error.properties !== undefined) {
      error.properties = withTenantId(error.properties, tenant);
    }
    throw error;
  }
}
