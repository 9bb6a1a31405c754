import { strict as assert } from "node:assert";

import {
  platformKeys,
  withOrigins,
  withOutputs,
  type PlatformOutputs,
} from "../../../components/model/platform-outputs";

const stack = "acme/platform/dev";
const outputs = (values: Record<string, unknown>, more: Partial<PlatformOutputs> = {}): PlatformOutputs => ({
  stack,
  values,
  secrets: [],
  ...more,
});

const problem = (key: string, message = "missing; add it") => ({ key: `oci-delivery:${key}`, message });

describe("platformKeys", () => {
  it("are the settings under 'platform'", () => {
    for (const key of ["tenancy", "compartment", "registryCompartment", "networkSecurityGroups", "namespace"])
      assert.ok(platformKeys.includes(key), key);
  });
});

describe("withOutputs", () => {
  const cases: readonly { what: string; own: object; values?: Record<string, unknown>; platform: unknown }[] = [
    { what: "outputs where the file says nothing", own: {}, values: { subnet: "o" }, platform: { subnet: "o" } },
    {
      what: "the file's own value before an output, key by key",
      own: { platform: { subnet: "f" } },
      values: { subnet: "o", tenancy: "o" },
      platform: { subnet: "f", tenancy: "o" },
    },
    {
      what: "the file as it is where there is no platform stack",
      own: { platform: { subnet: "f" } },
      platform: { subnet: "f" },
    },
    {
      what: "a text in the place of an object as it is",
      own: { platform: "f" },
      values: { subnet: "o" },
      platform: "f",
    },
  ];
  for (const { what, own, values, platform } of cases) {
    it(`has ${what}`, () => {
      assert.deepEqual(withOutputs({ team: "shop", ...own }, values && outputs(values)), { team: "shop", platform });
    });
  }

  it("has no platform where neither the file nor a stack says anything of it", () => {
    assert.deepEqual(withOutputs({ team: "shop" }, undefined), { team: "shop" });
  });
});

describe("withOrigins", () => {
  const messages = (
    problems: readonly { key: string; message: string; needs?: string }[],
    own: object,
    from: PlatformOutputs | undefined,
  ): string[] =>
    withOrigins(problems, { ...own }, from, "oci-delivery").map(({ key, message }) => `${key}: ${message}`);

  it("leaves problems as they are where there is no platform stack", () => {
    assert.deepEqual(messages([problem("platform.subnet")], {}, undefined), [
      "oci-delivery:platform.subnet: missing; add it",
    ]);
  });

  it("leaves a problem of another setting as it is", () => {
    assert.deepEqual(messages([problem("team")], {}, outputs({})), ["oci-delivery:team: missing; add it"]);
  });

  it("leaves a problem of the file's own value as it is", () => {
    const own = { platform: { subnet: "x" } };

    assert.deepEqual(messages([problem("platform.subnet", "got 'x'")], own, outputs({ subnet: "y" })), [
      "oci-delivery:platform.subnet: got 'x'",
    ]);
  });

  it("names the output that would do for what is missing", () => {
    assert.deepEqual(messages([problem("platform.subnet")], {}, outputs({})), [
      "oci-delivery:platform.subnet: missing; add it, or an output 'subnet' to stack 'acme/platform/dev'",
    ]);
  });

  it("names the output that would do for what another setting needs", () => {
    const needing = { ...problem("services[0].build.private", "got true; add the subnet"), needs: "subnet" };

    assert.deepEqual(messages([needing], {}, outputs({})), [
      "oci-delivery:services[0].build.private: got true; add the subnet, or an output 'subnet' to stack 'acme/platform/dev'",
    ]);
  });

  it("names the output that a wrong value is, also within a list", () => {
    const wrong = problem("platform.networkSecurityGroups[1]", "got 'x'; change the value");

    assert.deepEqual(messages([wrong], {}, outputs({ networkSecurityGroups: ["a", "x"] })), [
      "oci-delivery:platform.networkSecurityGroups[1]: got 'x'; change the value; it is output 'networkSecurityGroups' " +
        "of stack 'acme/platform/dev', and 'platform.networkSecurityGroups' in the stack file would replace it",
    ]);
  });

  it("says once that an output is a secret, and nothing of its absence", () => {
    assert.deepEqual(messages([problem("platform.tenancy")], {}, outputs({}, { secrets: ["tenancy"] })), [
      "oci-delivery:platform.tenancy: output 'tenancy' of stack 'acme/platform/dev' is a secret, and this one shows in " +
        "names and statements; export it as it is, or set 'platform.tenancy' in the stack file",
    ]);
  });

  it("says nothing of a secret output in whose place the file has a value", () => {
    assert.deepEqual(messages([], { platform: { tenancy: "x" } }, outputs({}, { secrets: ["tenancy"] })), []);
  });

  it("says once that a stack can't be read, and nothing of what it would have", () => {
    const found = [problem("platform.tenancy"), problem("team")];

    assert.deepEqual(messages(found, {}, outputs({}, { failure: "unknown stack" })), [
      "oci-delivery:team: missing; add it",
      "oci-delivery:platformStack: got 'acme/platform/dev', which can't be read: unknown stack; correct the name, " +
        "bring that stack up first, or give the ids under 'platform'",
    ]);
  });
});
