import { strict as assert } from "node:assert";

import * as pulumi from "@pulumi/pulumi";

import { kubeconfigOf, readPlatform } from "../../components/platform";

const STACK = "acme/platform/dev";
/** Sets mocks in which the platform stack exports that; undefined for a stack that is not there. */
async function mockPlatform(
  outputs: Record<string, unknown> | undefined,
  preview: boolean,
  secretOutputNames: string[] = [],
): Promise<void> {
  await pulumi.runtime.setMocks(
    {
      newResource: ({ type, name, inputs }) => {
        assert.deepEqual([type, inputs], ["pulumi:pulumi:StackReference", { name: STACK }]);
        return { id: name, state: { name, outputs, secretOutputNames } };
      },
      call: ({ token }) => {
        assert.equal(token, "pulumi:pulumi:readStackOutputs");
        // as gRPC carries what the engine answers
        if (!outputs) throw Object.assign(new Error(), { details: `unknown stack "${STACK}"` });
        return {};
      },
    },
    "oci-delivery",
    "dev",
    preview,
  );
}

describe("readPlatform", () => {
  for (const preview of [true, false]) {
    describe(preview ? "in a preview" : "in an update", () => {
      it("has the plain values of the outputs that there are settings for", async () => {
        const values = { tenancy: "ocid1.tenancy.oc1..a", networkSecurityGroups: ["a", "b"] };
        await mockPlatform({ ...values, bastion: "10.0.0.1" }, preview);

        assert.deepEqual(await readPlatform(STACK), { stack: STACK, values, secrets: [] });
      });

      it("has the names of secret ones alone", async () => {
        await mockPlatform({ tenancy: "ocid1.tenancy.oc1..a" }, preview, ["tenancy"]);

        assert.deepEqual(await readPlatform(STACK), { stack: STACK, values: {}, secrets: ["tenancy"] });
      });

      it("says why a stack can't be read, and makes no reference to it", async () => {
        await mockPlatform(undefined, preview);

        const { failure, ...rest } = (await readPlatform(STACK)) ?? {};

        assert.match(String(failure), /unknown stack "acme\/platform\/dev"/);
        assert.deepEqual(rest, { stack: STACK, values: {}, secrets: [] });
      });
    });
  }

  for (const kubeconfig of ["apiVersion: v1", { apiVersion: "v1" }]) {
    it(`keeps a kubeconfig that is ${typeof kubeconfig} a secret, and gives it for the platform's cluster alone`, async () => {
      await mockPlatform({ cluster: "ours", kubeconfig }, false, ["kubeconfig"]);

      const platform = await readPlatform(STACK);

      const given = kubeconfigOf(platform, "ours");
      const text = typeof kubeconfig === "string" ? kubeconfig : '{"apiVersion":"v1"}';
      assert.deepEqual([await valueOf(given), given && (await pulumi.isSecret(given))], [text, true]);
      assert.equal(kubeconfigOf(platform, "another"), undefined);
      assert.equal(kubeconfigOf({ stack: STACK, values: {}, secrets: [] }, undefined), undefined);
      assert.deepEqual(platform?.secrets, []);
    });
  }

  it("reads nothing where no stack is named", async () => {
    assert.equal(await readPlatform(undefined), undefined);
  });
});

async function valueOf(output: pulumi.Output<string> | undefined): Promise<unknown> {
  return (output as unknown as { promise(): Promise<unknown> } | undefined)?.promise();
}
