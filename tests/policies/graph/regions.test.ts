import { strict as assert } from "node:assert";

import { Region } from "oci-common";

import { regionOfId, regionOfRegistry } from "../../../policies/graph/regions";

describe("regions", () => {
  it("are told by the registry's host as OCI's own client has them", () => {
    const known = Region.values().filter(({ realm }) => realm.realmId === "oc1");

    assert.ok(known.length > 30);
    for (const { regionId, regionCode } of known)
      for (const name of [regionId, regionCode]) assert.equal(regionOfRegistry(`${name}.ocir.io`), regionId);
  });

  it("are told by OCIDs, with the region or its key", () => {
    assert.equal(regionOfId("ocid1.cluster.oc1.eu-frankfurt-1.a"), "eu-frankfurt-1");
    assert.equal(regionOfId("ocid1.cluster.oc1.iad.a"), "us-ashburn-1");
  });

  it("are unknown for other hosts, and for OCIDs without one", () => {
    for (const host of ["", "ocir.io", "docker.io", "fra.ocir.io.example.com", "xxx.ocir.io"])
      assert.equal(regionOfRegistry(host), undefined, host);
    for (const id of ["", "ocid1.compartment.oc1..a", "ocid1.cluster.oc1.xxx.a"])
      assert.equal(regionOfId(id), undefined, id);
  });
});
