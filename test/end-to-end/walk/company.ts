import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { AxiosInstance } from "axios";
import { lookoutConsentUrl, lookoutConsoleUrl } from "../../../model/lookout-endpoints";
import type { Workspace } from "../stack-workspace";
import type { RunbookTask } from "./runbook-task";

/** Somebody of the company, as Entra knows them before anything is set up. */
interface Person {
  readonly id: string;
  readonly mail: string;
}

type Name = "ada" | "bo" | "pat" | "eve";
const domain = "local.onmicrosoft.com";

/** Client id of Lookout's application in the local tenant. */
export const lookoutApplicationId = "11111111-2222-4333-8444-555555555555";

/** The people of a company, and Lookout's support, at work on the local tenant. Each act fails as it would in a real tenant when what it
 *  needs was not done before: nobody signs in to Lookout's console without the consent and a group, and Lookout finds no phone of
 *  somebody who is in no enrollment group. So an order of steps that cannot be followed fails here. */
export class Company {
  /** What Lookout's support received: roles by the object id of their group. */
  private rolesOfGroups: Readonly<Record<string, "full" | "restricted">> | undefined;
  private consented = false;
  /** The one phone, and whether its owner activated the app on it. */
  private readonly phone = { guid: randomUUID(), activated: false };

  private constructor(
    private readonly people: Readonly<Record<Name, Person>>,
    private readonly graph: AxiosInstance,
    private readonly controls: AxiosInstance,
  ) {}

  /** The company as it is before the first step: people with accounts, and one of them has a phone that Intune manages. */
  static async open({ graph, controls }: Workspace): Promise<Company> {
    const createEmployee = async (name: Name): Promise<Person> => {
      const mail = `${name}@${domain}`;
      const { data } = await graph.post<{ id: string }>("/v1.0/users", {
        accountEnabled: true,
        displayName: name,
        mail,
        mailNickname: name,
        passwordProfile: { password: randomUUID() },
        userPrincipalName: mail,
      });
      return { id: data.id, mail };
    };
    const people = {
      ada: await createEmployee("ada"),
      bo: await createEmployee("bo"),
      pat: await createEmployee("pat"),
      eve: await createEmployee("eve"),
    };
    await controls.put("/graph/managed-devices", {
      "@odata.type": "#microsoft.graph.managedDevice",
      deviceName: "Pat's iPhone",
      operatingSystem: "iOS",
      userId: people.pat.id,
      userPrincipalName: people.pat.mail,
    });
    return new Company(people, graph, controls);
  }

  /** Ada runs Lookout's console, Bo has restricted access to it, Pat has the phone, and Eve is the emergency account. */
  async join(name: Name, groupId: string): Promise<void> {
    await this.graph.post(`/v1.0/groups/${groupId}/members/$ref`, {
      "@odata.id": `${this.graph.defaults.baseURL ?? ""}/v1.0/directoryObjects/${this.people[name].id}`,
    });
  }

  /** The id of the one group of that name. */
  async groupNamed(displayName: string): Promise<string> {
    const { data } = await this.graph.get<{ value: { id: string; displayName: string }[] }>("/v1.0/groups");
    const [group, ...others] = data.value.filter((one) => one.displayName === displayName);
    assert.ok(group !== undefined && others.length === 0, `there is not one group "${displayName}"`);
    return group.id;
  }

  /** Lookout's support reads a mail and makes the tenant. */
  receiveMail(mail: string): void {
    assert.match(mail, /^To: enterprisesupport@lookout\.com\n/);
    const idAfter = (label: RegExp) =>
      new RegExp(`${label.source}[^]*?([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})`).exec(mail)?.[1];
    const [full, restricted] = [idAfter(/Full access group, object ID/), idAfter(/Restricted access group, object ID/)];
    assert.ok(full !== undefined && restricted !== undefined && full !== restricted, mail);
    assert.match(mail, new RegExp(this.people.ada.mail), "support answers the primary contact");
    this.rolesOfGroups = { [full]: "full", [restricted]: "restricted" };
  }

  /** The Global Administrator opens the link that support mails, and accepts. */
  async consent(url: string): Promise<void> {
    assert.equal(url, lookoutConsentUrl);
    assert.ok(this.rolesOfGroups, "nobody has a link before support was told the ids");
    await this.controls.put("/console/consent", { applicationId: lookoutApplicationId, displayName: "Lookout" });
    this.consented = true;
  }

  /** Somebody enters the runbook's values in Lookout's console. */
  async enter(task: RunbookTask): Promise<void> {
    const recipient = /^Signed in as (\S+)$/.exec(task.fields[0]?.tab ?? "")?.[1];
    const who = Object.values(this.people).find(({ mail }) => mail === (recipient ?? this.people.ada.mail));
    assert.ok(who, `${recipient ?? ""} is nobody of the company`);
    const role = await this.signIn(who, task.url);
    if (recipient === undefined) assert.equal(role, "full", `only the role Full reaches ${task.path}`);
    await this.controls.put(`/console/${task.form}`, task.body);
  }

  /** The role with which somebody comes into Lookout's console. */
  private async signIn(person: Person, url: string): Promise<"full" | "restricted"> {
    assert.equal(url, lookoutConsoleUrl);
    assert.ok(this.consented, "Bad Login Error: nobody gave the consent");
    for (const [groupId, role] of Object.entries(this.rolesOfGroups ?? {})) {
      if ((await this.membersOf(groupId)).includes(person.id)) return role;
    }
    return assert.fail(`${person.mail} is not authorized: in none of the groups that Lookout knows`);
  }

  /** An administrator of Intune adds the connector. */
  async addConnector(): Promise<void> {
    await this.controls.put("/console/intune-add", { partner: "Lookout for Work" });
  }

  /** Waits until Intune shows that Lookout made contact. */
  async awaitContact(): Promise<void> {
    for (let attempt = 0; attempt < 40; attempt += 1) {
      const { data } = await this.graph.get<{ value: { partnerState: string }[] }>(
        "/beta/deviceManagement/mobileThreatDefenseConnectors",
      );
      if (data.value.some(({ partnerState }) => ["available", "enabled"].includes(partnerState))) return;
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
    assert.fail("Lookout made no contact with Intune");
  }

  /** An administrator of Intune approves the app in managed Google Play, and synchronizes. */
  async approveApp(packageId: string): Promise<void> {
    await this.controls.put("/managed-google-play", { approved: [packageId] });
  }

  /** Pat opens Lookout for Work and activates it, once Intune installed it and Lookout found the phone. */
  async activatePhone(): Promise<void> {
    assert.ok(await this.hasApp(this.people.pat), "no Lookout for Work is assigned to a group of Pat's");
    assert.ok(
      await this.isEnrolled(this.people.pat),
      "Lookout finds nobody's phone by the groups that its connector names",
    );
    await this.saveDevice("PENDING");
    await this.saveDevice("ACTIVATED");
    this.phone.activated = true;
  }

  /** Whether it came to that. */
  get hasActivePhone(): boolean {
    return this.phone.activated;
  }

  private async saveDevice(status: "PENDING" | "ACTIVATED"): Promise<void> {
    await this.controls.put("/devices", {
      guid: this.phone.guid,
      email: this.people.pat.mail,
      platform: "IOS",
      activation_status: status,
      ...(status === "ACTIVATED" && {
        protection_status: "PROTECTED",
        security_status: "SECURE",
        checkin_time: new Date().toISOString(),
        details: { external_id: this.phone.guid },
      }),
    });
  }

  /** Lookout's poll: members of the groups whose names its connector holds, letter for letter. */
  private async isEnrolled({ id }: Person): Promise<boolean> {
    if (!this.consented) return false;
    const { data } = await this.controls.get<{
      connectors: { settings: { enrollmentGroupNames: string[]; deviceStatusSync: boolean } }[];
    }>("/lookout");
    const names = data.connectors.flatMap(({ settings }) => settings.enrollmentGroupNames);
    const groups = await this.graph.get<{ value: { id: string; displayName: string }[] }>("/v1.0/groups");
    for (const group of groups.data.value.filter(({ displayName }) => names.includes(displayName))) {
      if ((await this.membersOf(group.id)).includes(id)) return true;
    }
    return false;
  }

  private async hasApp({ id }: Person): Promise<boolean> {
    const { data } = await this.graph.get<{
      value: { displayName: string; assignments?: { target: { groupId?: string } }[] }[];
    }>("/beta/deviceAppManagement/mobileApps?$expand=assignments");
    const assigned = data.value.flatMap(({ assignments = [] }) => assignments.map(({ target }) => target.groupId));
    for (const groupId of assigned.filter((one) => one !== undefined)) {
      if ((await this.membersOf(groupId)).includes(id)) return true;
    }
    return false;
  }

  private async membersOf(groupId: string): Promise<string[]> {
    const { data } = await this.graph.get<{ value: { id: string }[] }>(`/v1.0/groups/${groupId}/members`);
    return data.value.map(({ id }) => id);
  }
}
