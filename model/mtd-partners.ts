/** Intune's ids of Mobile Threat Defense partners. Graph gives a connector no name, so the id is the only way to
 *  identify it. Microsoft publishes no list. Both sources agree on these ids:
 *  https://github.com/microsoft/Microsoft365DSC and https://github.com/maester365/maester. Ids on which they disagree
 *  are left out. Ids in national clouds are unknown, so every use of this table can be overridden. */
export const mtdPartners = {
  "Lookout for Work": "2c7790de-8b02-4814-85cf-e0c59380dee8",
  "Defender for Endpoint": "fc780465-2017-40d4-a0c5-307022471b92",
  Zimperium: "08a8455c-48dd-45ff-ad82-7211355354f3",
  "Better Mobile": "860d3ab4-8fd1-45f5-89cd-ecf51e4f92e5",
  "Check Point Harmony": "d3ddeae8-441f-4681-b80f-aef644f7195a",
  "Symantec SEP Mobile": "28fd67fd-b179-4629-a8b0-dad420b697c7",
  Pradeo: "8d0ed095-8191-4bd3-8a41-953b22d51ff7",
  Sophos: "870b252b-0ef0-4707-8847-50fc571472b3",
  "Jamf Trust": "1f58d6d2-02cc-4c80-b008-1bfe7396a10a",
  "CrowdStrike Falcon": "29ee2d98-e795-475f-a0f8-0802dc3384a9",
  SentinelOne: "bb13fe25-ce1f-45aa-b278-cabbc6b9072e",
  "Trend Micro": "4928f0f6-2660-4f69-b4c5-5170ec921f7b",
  CylancePROTECT: "a447eca6-a986-4d3f-9838-5862bf50776c",
} as const;
export type MtdPartner = keyof typeof mtdPartners;

export const defaultMtdPartner: MtdPartner = "Lookout for Work";

export function isMtdPartner(name: string): name is MtdPartner {
  return Object.hasOwn(mtdPartners, name);
}
