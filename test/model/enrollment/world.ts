import fc from "fast-check";
import type { GroupMember, LookoutRecord, ManagedDevice } from "../../../model/enrollment/records";

/** A person with phones, from which follows what each of the services knows. */
export interface PersonFixture {
  readonly inGroup: boolean;
  readonly phones: readonly Phone[];
}

export interface Phone {
  readonly platform: "ANDROID" | "IOS";
  readonly managed: boolean;
  /** Undefined for a phone that Lookout does not know. */
  readonly inLookout?: {
    /** Which id of the phone Lookout shows; `foreign` is one that nobody else knows. */
    readonly shows: "intune" | "entra" | "foreign" | "none";
    readonly profiles: readonly [Profile] | readonly [Profile, Profile];
  };
}

export interface Profile {
  readonly activation: "ACTIVATED" | "PENDING" | "DEACTIVATED";
  readonly protection: "PROTECTED" | "DISCONNECTED";
  readonly security: "SECURE" | "THREATS_LOW" | "THREATS_HIGH";
}

const profile: fc.Arbitrary<Profile> = fc.record({
  activation: fc.constantFrom("ACTIVATED", "PENDING", "DEACTIVATED"),
  protection: fc.constantFrom("PROTECTED", "DISCONNECTED"),
  security: fc.constantFrom("SECURE", "THREATS_LOW", "THREATS_HIGH"),
});
const phone: fc.Arbitrary<Phone> = fc.record({
  platform: fc.constantFrom("ANDROID", "IOS"),
  managed: fc.boolean(),
  inLookout: fc.option(
    fc.record({
      shows: fc.constantFrom("intune", "entra", "foreign", "none"),
      profiles: fc.oneof(fc.tuple(profile), fc.tuple(profile, profile)),
    }),
    { nil: undefined },
  ),
});
export const peopleArbitrary: fc.Arbitrary<PersonFixture[]> = fc.array(
  fc.record({ inGroup: fc.boolean(), phones: fc.array(phone, { maxLength: 3 }) }),
  { maxLength: 6 },
);

export const addressOf = (person: number) => `Person${person}@contoso.example`;
export const intuneId = (person: number, at: number) => `intune-${person}-${at}`;
export const guidOf = (person: number, at: number, profileAt: number) => `lookout-${person}-${at}-${profileAt}`;

export function membersOf(people: readonly PersonFixture[]): GroupMember[] {
  return people.flatMap(({ inGroup }, person) =>
    inGroup
      ? [{ id: `user-${person}`, kind: "user", addresses: [addressOf(person)], deviceId: null, nested: false } as const]
      : [],
  );
}

export function managedOf(people: readonly PersonFixture[]): ManagedDevice[] {
  return people.flatMap(({ phones }, person) =>
    phones.flatMap(({ managed, platform }, at) =>
      managed
        ? {
            id: intuneId(person, at),
            entraDeviceId: `entra-${person}-${at}`,
            ownerId: `USER-${person}`,
            ownerAddresses: [],
            name: `phone ${person}-${at}`,
            operatingSystem: platform === "IOS" ? "iPadOS" : "AndroidEnterprise",
            partnerReportedState: "unknown",
            lastSync: "2026-01-10T08:00:00Z",
          }
        : [],
    ),
  );
}

/** Records in the order of their devices, the second profile behind the first. */
export function recordsOf(people: readonly PersonFixture[]): LookoutRecord[] {
  return people.flatMap(({ phones }, person) =>
    phones.flatMap(({ platform, inLookout }, at) =>
      (inLookout?.profiles ?? []).map((one, profileAt): LookoutRecord => {
        const ids = { intune: intuneId(person, at), entra: `entra-${person}-${at}`, foreign: "foreign", none: null };
        return {
          guid: guidOf(person, at, profileAt),
          parentGuid: profileAt === 0 ? null : guidOf(person, at, 0),
          oid: null,
          ownerAddress: addressOf(person).toLowerCase(),
          platform,
          profile: profileAt === 0 ? "PERSONAL" : "WORK",
          externalId: ids[inLookout?.shows ?? "none"],
          ...one,
          disconnectedAt: null,
          checkedInAt: null,
          updatedAt: null,
        };
      }),
    ),
  );
}
