import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";

import { STRATEGIES } from "../../../components/model/deploy-schema";
import { operationsOf } from "../../../components/model/operations";

const ids = { pipeline: "PIPELINE", stages: { approve: "APPROVE", shift: "SHIFT" } };

/** What the OCI CLI is given when a command is pasted into a shell as it is. */
function argumentsOf(command: string): string[] {
  const { stdout, stderr, status } = spawnSync("sh", ["-c", `oci() { printf '%s\\n' "$@"; }\n${command}`], {
    encoding: "utf8",
  });
  assert.deepEqual([status, stderr], [0, ""], command);
  return stdout.trimEnd().split("\n");
}

describe("operationsOf", () => {
  it("goes back by the traffic shift where the pipeline can't be run again", () => {
    assert.deepEqual(argumentsOf(operationsOf("blue-green", ids).back), [
      ...["devops", "deployment", "create-single-stage-redeployment"],
      ...["--pipeline-id", "PIPELINE", "--stage-id", "SHIFT"],
      ...["--previous-deployment-id", "<deployment before>"],
    ]);
  });

  it("goes back by the digest before everywhere else", () => {
    const { deploy, back } = operationsOf("rolling", ids);

    assert.equal(back, `${deploy}  # with digest and hash of the version before`);
    const given = argumentsOf(deploy).at(-1) ?? "";
    assert.deepEqual(
      (JSON.parse(given) as { items: { name: string }[] }).items.map(({ name }) => name),
      ["IMAGE_DIGEST", "BUILDRUN_HASH"],
    );
  });

  it("has an approval where somebody is asked, by the stage that asks", () => {
    assert.deepEqual(argumentsOf(operationsOf("blue-green", ids).approve ?? ""), [
      ...["devops", "deployment", "approve", "--deployment-id", "<deployment>"],
      ...["--stage-id", "APPROVE", "--action", "APPROVE", "--reason", "<why>"],
    ]);
    assert.ok(!("approve" in operationsOf("helm", { pipeline: "PIPELINE", stages: {} })));
  });

  for (const strategy of STRATEGIES) {
    const commands = Object.entries<string>({ ...operationsOf(strategy, ids) });

    it(`has no command that a shell takes apart, and no query, for '${strategy}'`, () => {
      for (const [name, command] of commands) {
        const given = argumentsOf(command);
        assert.equal(given[0], "devops", name);
        assert.ok(!given.includes("--query") && !command.includes("\\"), command);
      }
    });

    it(`takes nothing down, on no way, for '${strategy}'`, () => {
      const asked = commands.map(([, command]) => argumentsOf(command).slice(0, 3).join(" "));

      assert.deepEqual(
        asked.filter((each) => !/^devops deployment (?:create-\S+|approve|list)$/.test(each)),
        [],
      );
    });
  }
});
