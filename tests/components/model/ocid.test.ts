import { strict as assert } from "node:assert";

import { realmOf, regionOf } from "../../../components/model/ocid";

describe("OCIDs", () => {
  const ocids = [
    { what: "of IAM, which names no region", ocid: "ocid1.tenancy.oc1..abc2", realm: "oc1", region: undefined },
    {
      what: "with a region",
      ocid: "ocid1.vaultsecret.oc1.eu-frankfurt-1.abc2",
      realm: "oc1",
      region: "eu-frankfurt-1",
    },
    {
      what: "with a region of three words, in a government's realm",
      ocid: "ocid1.subnet.oc2.us-gov-ashburn-1.abc2",
      realm: "oc2",
      region: "us-gov-ashburn-1",
    },
    { what: "with a region's key", ocid: "ocid1.subnet.oc1.fra.abc2", realm: "oc1", region: undefined },
    { what: "with more than a region", ocid: "ocid1.subnet.oc1.eu-frankfurt-1x.abc2", realm: "oc1", region: undefined },
    { what: "of a realm with two digits", ocid: "ocid1.tenancy.oc19..abc2", realm: "oc19", region: undefined },
    { what: "of another version", ocid: "ocid2.subnet.oc1.eu-frankfurt-1.abc2", realm: undefined, region: undefined },
    {
      what: "with something before it",
      ocid: " ocid1.subnet.oc1.eu-frankfurt-1.a",
      realm: undefined,
      region: undefined,
    },
    { what: "that is a region alone", ocid: "eu-frankfurt-1", realm: undefined, region: undefined },
    { what: "that is empty", ocid: "", realm: undefined, region: undefined },
  ];
  for (const { what, ocid, realm, region } of ocids) {
    it(`finds ${realm ? `realm '${realm}'` : "no realm"} in one ${what}`, () => {
      assert.equal(realmOf(ocid), realm);
    });

    it(`finds ${region ? `region '${region}'` : "no region"} in one ${what}`, () => {
      assert.equal(regionOf(ocid), region);
    });
  }
});
