import * as fs from "node:fs";
import * as path from "node:path";

import * as pulumi from "@pulumi/pulumi";
import { stringify } from "yaml";

import { namespaceManifests, type NamespaceSpec } from "./model/namespace";

/** Stands in a file for the group's OCID until an `up` has made the group. */
const NOT_YET = "<OCID of the dynamic group, known after the first up>";

/**
 * Writes the manifests of namespaces to files, one for each, for clusters that can't be reached from here: at every
 * preview and every `up`, and again once the group's OCID is known. What else is in the folder stays.
 * @param folder made when it is not there.
 * @param deployGroupId OCID of the dynamic group whose deploy pipelines may deploy into them.
 */
export function renderNamespaces(
  folder: string,
  names: readonly string[],
  spec: NamespaceSpec,
  deployGroupId: pulumi.Input<string>,
): void {
  const write = (group: string): void => {
    fs.mkdirSync(folder, { recursive: true });
    for (const name of names) {
      const file = path.join(folder, `${name}.yaml`);
      fs.writeFileSync(
        `${file}.new`,
        namespaceManifests(name, spec, group)
          .map((each) => stringify(each))
          .join("---\n"),
      );
      fs.renameSync(`${file}.new`, file);
    }
  };
  write(NOT_YET);
  pulumi.output(deployGroupId).apply(write);
}
