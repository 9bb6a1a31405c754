import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import * as fs from "node:fs";
import * as os from "node:os";
import * as path from "node:path";

import { main } from "../../buildspec/cli";
import { lint } from "../../buildspec/lint";
import { type BuildSpec, commandsOf, specOf } from "../../buildspec/model";
import { parse } from "../../buildspec/parse";
import { shellcheck } from "../../buildspec/shellcheck";
import { TEMPLATES, templateText } from "../../buildspec/templates";
import { TEMPLATE_NAMES } from "../../buildspec/templates/names";
import { codesOf } from "./fixtures";

/** Runs the command line in this process. */
function run(...args: readonly string[]): { code: number; out: string; err: string } {
  let out = "";
  let err = "";
  const code = main(args, { out: (text) => void (out += text), err: (text) => void (err += text) });
  return { code, out, err };
}

function specIn(text: string): BuildSpec {
  const { tree } = parse(Buffer.from(text));
  assert.ok(tree !== undefined);
  return specOf(tree);
}

/** Names of the steps, with what each does that matters here. */
function stepsOf(spec: BuildSpec): readonly string[] {
  return spec.steps.map((step) => step.name?.text ?? "");
}

describe("the templates", () => {
  for (const name of TEMPLATE_NAMES) {
    describe(name, () => {
      const text = templateText(TEMPLATES[name]);
      const spec = specIn(text);

      it("lints without an error, a warning or a note", () => assert.deepEqual(codesOf(text), []));

      it("has scripts that bash takes", () => {
        for (const { command } of commandsOf(spec)) {
          const { status, stderr } = spawnSync("bash", ["-n"], { input: command.text, encoding: "utf8" });

          assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
        }
      });

      it("has scripts without a finding of ShellCheck, where this machine has it", () => {
        const { scripts } = lint(Buffer.from(text));

        assert.deepEqual([...shellcheck(scripts).found.values()], []);
      });

      it("tests, then scans, then builds the images", () => {
        const kinds = stepsOf(spec).flatMap((step) => /^(Test|Scan|Image)/.exec(step)?.[0] ?? []);

        assert.deepEqual([...new Set(kinds)], ["Test", "Scan", "Image"]);
        assert.deepEqual(
          kinds,
          kinds.toSorted((a, b) => "TSI".indexOf(a[0] as string) - "TSI".indexOf(b[0] as string)),
        );
      });

      it("gives a manifest, and images that it tags by run and commit", () => {
        const outputs = spec.outputArtifacts.map((each) => `${each.name?.text} ${each.type}`);
        const images = name === "multi-image" ? ["image-api", "image-worker"] : ["image"];

        assert.deepEqual(outputs, [...images.map((image) => `${image} DOCKER_IMAGE`), "manifest BINARY"]);
        for (const { location, type } of spec.outputArtifacts) {
          if (type !== "DOCKER_IMAGE") continue;
          const image = location?.text.replace(":latest", "") ?? "";
          for (const tag of [`${image}:latest`, `"${image}:build-\${BUILDRUN_HASH}"`, `"${image}:gitsha-\${GIT_SHA}"`])
            assert.ok(
              commandsOf(spec).some(({ command }) => command.text.includes(`--tag ${tag}`)),
              tag,
            );
        }
      });

      it("exports what the default tag takes, the commit, and the digest of each image", () => {
        const exported = spec.exportedVariables.map((each) => each.text);
        const digests = name === "multi-image" ? ["API_DIGEST", "WORKER_DIGEST"] : ["IMAGE_DIGEST"];

        assert.deepEqual(exported, ["BUILDRUN_HASH", "GIT_SHA", ...digests]);
      });
    });
  }

  it("make tags and digests out of what the service and podman say", () => {
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "buildspec-"));
    try {
      const podman = '#!/bin/bash\nif [ "$1" = image ]; then echo sha256:abc; else echo "$@" >> "$0.calls"; fi\n';
      fs.writeFileSync(path.join(folder, "podman"), podman, { mode: 0o755 });
      const scripts = commandsOf(specIn(templateText(TEMPLATES.node)))
        .filter(({ name }) => /^(Tags|Image)/.test(name?.text ?? ""))
        .map(({ command }) => command.text);

      const { status, stdout, stderr } = spawnSync("bash", ["-e"], {
        input: scripts.join("\n"),
        encoding: "utf8",
        env: {
          PATH: `${folder}:${process.env["PATH"]}`,
          OCI_BUILD_RUN_ID: "ocid1.devopsbuildrun.oc1.iad.amaaaaaaexample1234567",
          OCI_PRIMARY_SOURCE_COMMIT_HASH: "0123456789abcdef",
        },
      });

      assert.deepEqual(
        { status, stdout, stderr },
        { status: 0, stdout: "build-1234567 gitsha-0123456\napp@sha256:abc\n", stderr: "" },
      );
      assert.equal(
        fs.readFileSync(path.join(folder, "podman.calls"), "utf8"),
        "build --tag app:latest --tag app:build-1234567 --tag app:gitsha-0123456 " +
          "--label org.opencontainers.image.revision=0123456789abcdef .\n",
      );
    } finally {
      fs.rmSync(folder, { recursive: true });
    }
  });
});

describe("oci-buildspec init", () => {
  let folder: string;
  beforeEach(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "buildspec-"))));
  afterEach(() => fs.rmSync(folder, { recursive: true }));

  it("writes the template to the standard output", () => {
    const { code, out, err } = run("init", "--template", "go", "--output", "-");

    assert.deepEqual({ code, out, err }, { code: 0, out: templateText(TEMPLATES.go), err: "" });
  });

  it("writes it to a file, and replaces that by --force alone", () => {
    const file = path.join(folder, "build_spec.yaml");
    const first = run("init", "--template", "go", "--output", file);
    const again = run("init", "--template", "node", "--output", file);

    assert.deepEqual(first, { code: 0, out: `${file}: written; its first lines say what to adapt\n`, err: "" });
    assert.equal(again.code, 2);
    assert.equal(
      again.err,
      `oci-buildspec: '${file}' is there already; name another file by --output, or replace it by --force\n`,
    );
    assert.match(fs.readFileSync(file, "utf8"), /a Go service/);
    assert.equal(run("init", "--template", "node", "--output", file, "--force").code, 0);
    assert.match(fs.readFileSync(file, "utf8"), /a Node\.js service/);
  });

  it("fails when the folder is not there", () => {
    const { code, err } = run("init", "--template", "go", "--output", path.join(folder, "no", "spec"));

    assert.equal(code, 2);
    assert.match(err, /can't be written \(ENOENT\); name another file by --output\n$/);
  });

  for (const args of [[], ["--template", "cobol"]]) {
    it(`fails when it gets '${args.join(" ")}', and says the templates or the option`, () => {
      const { code, err } = run("init", ...args);

      assert.equal(code, 2);
      assert.match(err, /--template <name>/);
    });
  }
});
