import assert from "node:assert/strict";
import type { EnrollmentEntry } from "../../../model/enrollment/lists";
import type { EnrollmentObservation } from "lookout-intune/internal/enrollment/collect-enrollment";
import type { TenantOptions } from "../../../local/tenant/tenant-options";
import { graphToken, startTenantUnderTest, type TenantUnderTest } from "../../local/tenant/tenant-under-test";
import { environmentFor, runCommand, type Finished } from "../command-process";

export const groupName = "Lookout pilot";

/** What `--json` writes. */
export type JsonResult = EnrollmentObservation & {
  readonly failing: boolean;
  readonly entries: readonly EnrollmentEntry[];
};

/** A tenant with an enrollment group, and the command run on it. */
export class Ring {
  private constructor(
    readonly tenant: TenantUnderTest,
    readonly groupId: string,
  ) {}

  /** `later` are options of the tenant once the group is there. */
  static async start(options: Partial<TenantOptions> = {}, later?: Partial<TenantOptions>): Promise<Ring> {
    const tenant = await startTenantUnderTest(options);
    const groupId = await createGroup(tenant, groupName);
    if (later === undefined) return new Ring(tenant, groupId);
    await tenant.tenant.stop();
    return new Ring(await startTenantUnderTest(later, tenant.folder), groupId);
  }

  async control(method: "POST" | "PUT", path: string, data: unknown, expected = 204): Promise<void> {
    const answer = await this.tenant.http.request<unknown>({ method, url: `/_tenant${path}`, data });
    assert.equal(answer.status, expected, JSON.stringify(answer.data));
  }

  enroll(fleet: object): Promise<void> {
    return this.control("POST", "/fleet", { overMs: 0, groupName, ...fleet });
  }

  pass(advanceMs: number): Promise<void> {
    return this.control("POST", "/clock", { advanceMs });
  }

  /** Runs the command on the group; nothing it writes may hold a credential. */
  async run(args: readonly string[] = [], changes: NodeJS.ProcessEnv = {}): Promise<Finished> {
    const env = { ...environmentFor(this.tenant), ...changes };
    const finished = await runCommand(["enrollment", "--group", groupName, ...args], env);
    const { clientSecret, lookoutApplicationKey } = this.tenant.tenant.connection;
    for (const secret of [clientSecret, lookoutApplicationKey, "eyJ"]) {
      assert.ok(!(finished.stdout + finished.stderr).includes(secret));
    }
    return finished;
  }

  async collect(
    args: readonly string[] = [],
    changes: NodeJS.ProcessEnv = {},
  ): Promise<JsonResult & { code: unknown }> {
    const { code, stdout, stderr } = await this.run(["--json", ...args], changes);
    assert.notEqual(stdout, "", stderr);
    return { ...(JSON.parse(stdout) as JsonResult), code };
  }

  dispose(): Promise<void> {
    return this.tenant.dispose();
  }
}

export async function createGroup(tenant: TenantUnderTest, displayName: string): Promise<string> {
  return post(tenant, "/groups", { displayName, mailEnabled: false, mailNickname: "ring", securityEnabled: true });
}

/** Sends to Graph and gives the id of what was made. */
export async function post(tenant: TenantUnderTest, path: string, body: object): Promise<string> {
  const headers = { Authorization: `Bearer ${await graphToken(tenant)}` };
  const { data, status } = await tenant.http.post<{ id?: string } | undefined>(`/v1.0${path}`, body, { headers });
  assert.ok(status < 300, JSON.stringify(data));
  return data?.id ?? "";
}
