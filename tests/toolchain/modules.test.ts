import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { PROJECT } from "../../commands/workspace";
import { CLUSTER_MODULE, clusterVersions } from "../../toolchain/cluster-commands";
import { ENGINE_MODULE } from "../../toolchain/engine-commands";

interface Manifest {
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
}

const goMod = fs.readFileSync(path.join(ENGINE_MODULE, "go.mod"), "utf8");
const goSum = fs.readFileSync(path.join(ENGINE_MODULE, "go.sum"), "utf8");
const project = manifest("package.json");
const pack = manifest("policies", "package.json");
const lock = JSON.parse(fs.readFileSync(path.join(PROJECT, "package-lock.json"), "utf8")) as {
  packages: Record<string, { version?: string }>;
};
const packageVersions = { ...project.dependencies, ...project.devDependencies };

function manifest(...names: string[]): Manifest {
  return JSON.parse(fs.readFileSync(path.join(PROJECT, ...names), "utf8")) as Manifest;
}

/** Version of a module that go.mod requires, without `v`. */
function required(module: string): string | undefined {
  return new RegExp(`^\\s*(?:require )?${module} v(\\S+)`, "m").exec(goMod)?.[1];
}

describe("pinned versions", () => {
  const engine = required("github.com/pulumi/pulumi/pkg/v3");

  it("has an exact version of the engine's Go module", () => {
    assert.match(engine ?? "none", /^\d+\.\d+\.\d+$/);
  });

  const same = [
    { what: "the Go SDK that the engine is built with", version: required("github.com/pulumi/pulumi/sdk/v3") },
    { what: "npm's 'pulumi', which looks for the engine", version: packageVersions["pulumi"] },
    { what: "npm's 'pulumi' in the lock file", version: lock.packages["node_modules/pulumi"]?.version },
    { what: "npm's '@pulumi/pulumi', which programs import", version: packageVersions["@pulumi/pulumi"] },
    { what: "npm's '@pulumi/pulumi' in the lock file", version: lock.packages["node_modules/@pulumi/pulumi"]?.version },
    { what: "npm's '@pulumi/pulumi' of the policy pack", version: pack.dependencies?.["@pulumi/pulumi"] },
  ];
  for (const { what, version } of same) {
    it(`has the engine's version for ${what}`, () => {
      assert.equal(version, engine);
    });
  }

  for (const module of ["github.com/pulumi/pulumi/pkg/v3", "github.com/pulumi/pulumi/sdk/v3"]) {
    it(`has the checksum of ${module}`, () => {
      assert.match(goSum, new RegExp(`^${module} v${engine} h1:`, "m"));
    });
  }

  it("builds the engine's own command", () => {
    assert.match(goMod, /^tool github\.com\/pulumi\/pulumi\/pkg\/v3\/cmd\/pulumi$/m);
  });

  describe("of the API server", () => {
    const { kubernetes, etcd } = clusterVersions();
    const clusterMod = fs.readFileSync(path.join(CLUSTER_MODULE, "go.mod"), "utf8");
    const clusterSum = fs.readFileSync(path.join(CLUSTER_MODULE, "go.sum"), "utf8");

    it("are exact", () => {
      assert.deepEqual(
        [kubernetes, etcd].filter((version) => !/^\d+\.\d+\.\d+$/.test(version)),
        [],
      );
    });

    it("are the same for the modules that are published with it", () => {
      const replaced = [...clusterMod.matchAll(/^\s+(k8s\.io\/\S+) => \1 (\S+)$/gm)].map(([, , version]) => version);

      assert.ok(replaced.length >= 29, clusterMod);
      assert.deepEqual([...new Set(replaced)], [kubernetes.replace(/^1\./, "v0.")]);
    });

    it("have checksums", () => {
      for (const module of [`k8s.io/kubernetes v${kubernetes}`, `go.etcd.io/etcd/server/v3 v${etcd}`])
        assert.ok(clusterSum.includes(`\n${module} h1:`), module);
    });
  });

  it("has one version for each package that the project and the policy pack both name", () => {
    const drift = Object.entries({ ...pack.dependencies, ...pack.devDependencies }).filter(
      ([name, version]) => name in packageVersions && packageVersions[name] !== version,
    );

    assert.deepEqual(drift, []);
  });

  it("has no range of versions", () => {
    const ranges = [project, pack]
      .flatMap(({ dependencies, devDependencies }) => Object.entries({ ...dependencies, ...devDependencies }))
      .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version));

    assert.deepEqual(ranges, []);
  });
});
