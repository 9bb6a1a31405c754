import * as fs from "node:fs";
import * as path from "node:path";

import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";

import { namespaceManifests, PULL_SECRET, type NamespaceSpec } from "./model/namespace";

/** Stands in a file for the group's OCID until an `up` has made the group. */
const NOT_YET = "<OCID of the dynamic group, known after the first up>";

/**
 * Writes the manifests of namespaces to files, one for each, for clusters that can't be reached from here: at every
 * preview and every `up`, and again once the group's OCID is known. What else is in the folder stays.
 * @param folder made when it is not there.
 * @param deployGroupId OCID of the dynamic group whose deploy pipelines may deploy into them.
 * @param pullHost host of the registry that a pull secret is for. The files name that secret and say how it is made: a
 * credential stands in no file. @default - none is needed
 */
export function renderNamespaces(
  folder: string,
  names: readonly string[],
  spec: NamespaceSpec,
  deployGroupId: pulumi.Input<string>,
  pullHost?: pulumi.Input<string>,
): void {
  const given = pullHost === undefined ? spec : { ...spec, pullSecret: PULL_SECRET };
  const write = (group: string, host?: string): void => {
    fs.mkdirSync(folder, { recursive: true });
    for (const name of names) {
      const file = path.join(folder, `${name}.yaml`);
      fs.writeFileSync(
        `${file}.new`,
        namespaceManifests(name, given, group)
          .map((each) => stringify(each))
          .join("---\n") + (host === undefined ? "" : pullCommand(name, host)),
      );
      fs.renameSync(`${file}.new`, file);
    }
  };
  const host = pullHost === undefined ? {} : { host: pullHost };
  write(NOT_YET);
  pulumi.output({ group: deployGroupId, ...host }).apply((known) => write(known.group, known.host));
}

function pullCommand(namespace: string, host: string): string {
  return (
    `# the secret that images are pulled with; it is in no file:\n` +
    `# kubectl create secret docker-registry ${PULL_SECRET} -n ${namespace} --docker-server=${host} ` +
    "--docker-username='<namespace of the tenancy>/<user>' --docker-password=\"$TOKEN\"\n"
  );
}
