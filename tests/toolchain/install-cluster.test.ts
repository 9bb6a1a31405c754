import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import { buildLanguageHost } from "../../toolchain/build-language-host";
import { clusterVersions } from "../../toolchain/cluster-commands";
import { clusterPlace, type ClusterPlace } from "../../toolchain/place";
import { Machine, VERSION } from "./machine";

const { kubernetes, etcd } = clusterVersions();

/** Shell lines of a fake `go install`, which writes both programs as Go names them. */
function writesCluster(version = kubernetes): string {
  const write = (name: string, says: string): string =>
    `printf '#!/bin/sh\\necho ${says}\\n' > "$GOBIN/${name}"; chmod 755 "$GOBIN/${name}"`;
  return [write("server", `etcd Version: ${etcd}`), write("kube-apiserver", `Kubernetes v${version}`)].join("\n");
}

/** A machine that has the engine. */
function machineWithEngine(name: string): { machine: Machine; place: ClusterPlace } {
  const machine = new Machine(`cluster-${name}`);
  machine.putEngine();
  buildLanguageHost(VERSION, machine.place.languageHost);
  return { machine, place: clusterPlace({ PULUMI_HOME: path.dirname(machine.place.versions) }) };
}

describe("toolchain --cluster", function () {
  this.timeout(30_000);

  it("builds API server and etcd once, from the modules as pinned, with the version in the server", async () => {
    const { machine, place } = machineWithEngine("empty");
    machine.installGo(writesCluster());

    const first = await machine.run("--cluster");
    const again = await machine.run("--cluster");

    assert.match(first.stderr, /^API server .*: building it and etcd from their Go modules, .*: \d+\.\d s, done$/m);
    assert.match(again.stderr, /^API server \S+ is here$/m);
    const version = "k8s.io/component-base/version";
    const [major, minor] = kubernetes.split(".");
    const variables = [
      `-X ${version}.gitVersion=v${kubernetes}`,
      `-X ${version}.gitMajor=${major}`,
      `-X ${version}.gitMinor=${minor}`,
      `-X ${version}.gitTreeState=archive`,
    ];
    assert.deepEqual(machine.goCalls(), [
      `0 -mod=readonly install -trimpath -v -tags osusergo,grpcnotrace -ldflags -s -w ${variables.join(" ")} ` +
        "go.etcd.io/etcd/server/v3 k8s.io/kubernetes/cmd/kube-apiserver",
    ]);
    assert.deepEqual(fs.readdirSync(place.bin).sort(), ["etcd", "kube-apiserver"]);
  });

  it("fails when there is no Go, and says what does without", async () => {
    const { machine } = machineWithEngine("no-go");

    const { code, stderr } = await machine.run("--cluster");

    assert.equal(code, 1);
    assert.match(
      stderr,
      /^toolchain: API server \S+: it is built from its Go module, and no 'go' is on PATH; install Go 1\.25 or newer .*, then run 'npm run toolchain -- --cluster'; without '--cluster' the sandbox keeps Kubernetes' objects itself$/m,
    );
  });

  it("fails when Go brings another version, and leaves nothing", async () => {
    const { machine, place } = machineWithEngine("other-version");
    machine.installGo(writesCluster("0.0.0"));

    const { code, stderr } = await machine.run("--cluster");

    assert.equal(code, 1);
    assert.match(stderr, /it brought no API server and etcd that answer with the pinned versions/);
    assert.deepEqual([fs.existsSync(place.bin), machine.stagings()], [false, []]);
  });

  it("is not done where it is not asked for", async () => {
    const { machine, place } = machineWithEngine("not-asked");
    machine.installGo(writesCluster());

    await machine.run();

    assert.deepEqual([fs.existsSync(place.bin), machine.goCalls()], [false, []]);
  });
});
