import assert from "node:assert/strict";
import type { DynamicType } from "../../../model/resource-types";
import type { TenantOptions } from "../../../local/tenant/tenant-options";
import { graphToken } from "../../local/tenant/tenant-under-test";
import type { ProviderProcess } from "../provider/provider-process";
import { Fixture } from "../provider/provider-under-test";

export type State = Record<string, unknown>;
export type Answer = State & { readonly id: string };

/** A tenant of its own, and a person in its consoles. */
export class IntuneTenant {
  constructor(readonly fixture: Fixture) {}

  async graph<T = Answer>(method: "GET" | "POST" | "PATCH" | "DELETE", path: string, data?: object): Promise<T> {
    const headers = { Authorization: `Bearer ${await graphToken(this.fixture.tenant)}` };
    const answer = await this.fixture.tenant.http.request<T>({ method, url: path, data, headers });
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.status} ${JSON.stringify(answer.data)}`);
    return answer.data;
  }

  /** A security group; members are given by their object ids. */
  async group(displayName: string, members: readonly string[] = [], more: object = {}): Promise<string> {
    const reference = (id: string) => `${this.fixture.tenant.tenant.connection.baseUrl}/v1.0/directoryObjects/${id}`;
    const { id } = await this.graph("POST", "/v1.0/groups", {
      ...{ displayName, mailEnabled: false, securityEnabled: true, mailNickname: displayName.replace(/\W/g, "") },
      ...(members.length === 0 ? {} : { "members@odata.bind": members.map(reference) }),
      ...more,
    });
    return id;
  }
}

/** A resource that stands for an object in Intune, on a tenant of its own. */
export class IntuneFixture extends IntuneTenant {
  private constructor(
    fixture: Fixture,
    private current: ProviderProcess,
  ) {
    super(fixture);
  }

  get provider(): ProviderProcess {
    return this.current;
  }

  /** Goes on with a new process, as the engine does in the next run. */
  async restart(): Promise<void> {
    this.current.kill();
    this.current = await this.fixture.provider();
  }

  static async start(type: DynamicType, options: Partial<TenantOptions> = {}): Promise<IntuneFixture> {
    const fixture = await Fixture.start(type, options);
    return new IntuneFixture(fixture, await fixture.provider());
  }

  end(): Promise<void> {
    return this.fixture.end();
  }

  async checked(news: State): Promise<State> {
    const { inputs, failures } = await this.provider.check(news);
    assert.deepEqual(failures, []);
    return inputs;
  }

  /** Every reason for which inputs are refused, after the property. */
  async refusals(news: State): Promise<string[]> {
    const { failures } = await this.provider.check(news);
    return failures.map(({ property, reason }) => `${property}: ${reason}`);
  }

  /** Everything that was sent to change something below a path since the last call, as `METHOD end of the path`. */
  writes(path: string): string[] {
    const seen = this.fixture.tenant.requests().slice(this.counted);
    this.counted += seen.length;
    return seen
      .filter((request) => request.method !== "GET" && request.path.includes(path))
      .map((request) => `${request.method} ${request.path.split("?")[0]?.split("/").at(-1) ?? ""}`);
  }
  private counted = 0;

  /** What the last request of a method held. */
  lastBody(method: string): unknown {
    return this.fixture.tenant.requests().findLast((request) => request.method === method)?.body;
  }

  /** What an update to these inputs sends, as `METHOD end of the path`; afterwards nothing is left to do. */
  async sentBy(path: string, id: string, olds: State, news: State): Promise<string[]> {
    const inputs = await this.checked(news);
    assert.equal((await this.provider.diff(id, olds, inputs)).changes, true);
    this.writes(path);
    const outs = await this.provider.update(id, olds, inputs);
    const writes = this.writes(path);
    assert.equal((await this.provider.diff(id, outs, inputs)).changes, false);
    assert.deepEqual((await this.provider.read(id, outs)).inputs, inputs);
    return writes;
  }

  /** Creates, and finds no difference in what it returned itself, nor after a refresh. */
  async created(news: State): Promise<{ id: string; outs: State; inputs: State }> {
    const inputs = await this.checked(news);
    const { id, outs } = await this.provider.create(inputs);
    assert.equal((await this.provider.diff(id, outs, inputs)).changes, false, "its own outputs differ");
    const read = await this.provider.read(id, outs);
    assert.deepEqual(read.inputs, inputs, "a refresh changes the inputs");
    assert.equal((await this.provider.diff(id, read.props, inputs)).changes, false, "a refresh shows a difference");
    return { id, outs, inputs };
  }
}
