import { strict as assert } from "node:assert";

import { iamOf } from "../../components/model/iam";
import { iamText } from "../../components/model/iam-text";
import { planOf } from "../../components/model/plan";
import { settingsSchema } from "../../components/model/settings-schema";
import { Lab } from "./lab";

const isIam = ({ kind }: { readonly kind: string }): boolean => kind.startsWith("oci:Identity/");

describe("a stack whose IAM somebody else makes, through the real engine", function () {
  this.timeout(120_000);
  let lab: Lab;

  before(async () => {
    lab = await Lab.open("access");
    await lab.prepare("prod");
    lab.configure("prod", { "oci-delivery:access": { existing: true, approvers: "Approvers" } });
  });
  after(() => lab.close());

  it("comes up without a group, a policy or a wait, and says where to look", async () => {
    const { code, output } = await lab.run("up", "prod");

    assert.equal(code, 0, output);
    assert.match(output, /makes no dynamic group and no policy: .*'npm run explain -- access prod' prints it/);
    assert.doesNotMatch(output, /waiting/);
    const objects = await lab.objects();
    assert.ok(objects.length > 5);
    assert.deepEqual(objects.filter(isIam), []);
  });

  it("has in its outputs what is to be made", async () => {
    const { output } = await lab.outputs("prod");

    const { "oci:region": region, "oci:ignoreDefinedTags": ignored, ...own } = lab.configuration("prod");
    assert.ok(ignored);
    const settings = Object.entries(own).filter(([key]) => !key.startsWith("oci:"));
    const { names, needs } = planOf(settingsSchema.parse(Object.fromEntries(settings)), String(region));
    const { iamToMake } = JSON.parse(output) as { iamToMake: string };
    assert.match(iamToMake, /Allow group Approvers to use devops-deployment in compartment id /);
    assert.equal(iamToMake, iamText(iamOf(names, needs)));
  });

  it("makes groups and policies, and nothing else, once it is to make them itself", async () => {
    lab.configure("prod", { "oci-delivery:access": { wait: "0s" } });

    const { code, output, steps } = await lab.run("up", "prod");

    assert.equal(code, 0, output);
    assert.ok(steps.length > 0);
    assert.deepEqual(
      steps.filter(({ op, type }) => op !== "create" || !type.startsWith("oci:Identity/")),
      [],
    );
    assert.equal((await lab.objects()).filter(isIam).length, steps.length);
    assert.doesNotMatch((await lab.outputs("prod")).output, /iamToMake/);
  });

  it("leaves nothing behind when it is destroyed", async () => {
    const { code, output } = await lab.run("destroy", "prod", "--ignore-protect");

    assert.equal(code, 0, output);
    assert.deepEqual(await lab.objects(), []);
  });
});
