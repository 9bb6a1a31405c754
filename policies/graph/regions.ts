/**
 * `Record<region key, region>` of the commercial realm, for hosts of registries that have the key.
 * @see the package oci-common 2.137.0, `lib/region.js`, read 2026-11-25
 */
const KEYS: Readonly<Record<string, string>> = {
  aga: "us-saltlake-2",
  ams: "eu-amsterdam-1",
  arn: "eu-stockholm-1",
  auh: "me-abudhabi-1",
  bog: "sa-bogota-1",
  bom: "ap-mumbai-1",
  cdg: "eu-paris-1",
  cwl: "uk-cardiff-1",
  dxb: "me-dubai-1",
  fra: "eu-frankfurt-1",
  gru: "sa-saopaulo-1",
  hsg: "ap-batam-1",
  hyd: "ap-hyderabad-1",
  iad: "us-ashburn-1",
  icn: "ap-seoul-1",
  jbp: "ap-kulai-2",
  jed: "me-jeddah-1",
  jnb: "af-johannesburg-1",
  kix: "ap-osaka-1",
  lej: "af-casablanca-1",
  lhr: "uk-london-1",
  lin: "eu-milan-1",
  mad: "eu-madrid-1",
  mel: "ap-melbourne-1",
  mrs: "eu-marseille-1",
  mty: "mx-monterrey-1",
  mtz: "il-jerusalem-1",
  nrq: "eu-turin-1",
  nrt: "ap-tokyo-1",
  onm: "ap-delhi-1",
  ord: "us-chicago-1",
  orf: "eu-madrid-3",
  phx: "us-phoenix-1",
  qro: "mx-queretaro-1",
  ruh: "me-riyadh-1",
  scl: "sa-santiago-1",
  sin: "ap-singapore-1",
  sjc: "us-sanjose-1",
  syd: "ap-sydney-1",
  vap: "sa-valparaiso-1",
  vcp: "sa-vinhedo-1",
  xsp: "ap-singapore-2",
  yny: "ap-chuncheon-1",
  yul: "ca-montreal-1",
  yyz: "ca-toronto-1",
  zrh: "eu-zurich-1",
};

/**
 * Region of an OCID, e.g. `eu-frankfurt-1`, whether it names the region or its key. Undefined for one that names none, as
 * those of IAM, and for a key that is not in the table.
 * @see facts 8
 */
export function regionOfId(ocid: string): string | undefined {
  return regionOf(/^ocid1\.[a-z]+\.oc\d+\.([a-z0-9-]+)\./.exec(ocid)?.[1]);
}

/** Region of a host of OCI's registry, `<region or key>.ocir.io`; undefined for other hosts. @see facts 3.4 */
export function regionOfRegistry(host: string): string | undefined {
  return regionOf(/^([a-z0-9-]+)\.ocir\.io$/.exec(host)?.[1]);
}

function regionOf(named: string | undefined): string | undefined {
  if (named === undefined) return undefined;
  return /-\d+$/.test(named) ? named : KEYS[named];
}
