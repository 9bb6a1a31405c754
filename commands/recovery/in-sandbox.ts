import * as path from "node:path";

import { configurationOf } from "../../sandbox/plugins/oci";
import { runEngine } from "../engine";
import type { Sandbox } from "../sandbox-process";
import {
  knownStacks,
  labelOf,
  readCheckpoint,
  stackCopy,
  stackFolder,
  type StackId,
  type Workspace,
} from "../workspace";
import { ociFinder } from "./finder";
import type { Interrupted } from "./recover-stack";

/** A stack of the sandbox, looked up there with the key that opens nothing else. */
export function interruptedInSandbox(workspace: Workspace, sandbox: Sandbox, id: StackId): Interrupted {
  const name = labelOf(id);
  const others = knownStacks(workspace).filter((each) => labelOf(each) !== name);
  const recorded = others.flatMap((each) => readCheckpoint(workspace, each)?.resources ?? []);
  return {
    name,
    engine: (args) => runEngine(workspace, sandbox, args, { output: "collect" }),
    place: ["--stack", id.stack, "-C", stackFolder(workspace, id.project)],
    refresh: ["--config-file", stackCopy(workspace, id)],
    finder: ociFinder((provider) => ({
      endpoint: sandbox.api,
      configuration: configurationOf({ ...(provider as Record<string, string>), privateKeyPath: workspace.keyFile }),
    })),
    others: new Set(recorded.flatMap((resource) => resource.id ?? [])),
    backups: path.join(workspace.folder, "backups"),
  };
}
