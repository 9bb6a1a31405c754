import { strict as assert } from "node:assert";
import * as fs from "node:fs";
import * as path from "node:path";

import * as providerConfig from "@pulumi/oci/config/vars";
import { parse } from "yaml";
import type { z } from "zod";

import { STRATEGIES } from "../components/model/deploy-schema";
import { namesOf } from "../components/model/names";
import { settingsSchema } from "../components/model/settings-schema";
import { AUTOMATIC_TAGS } from "../components/model/tags";
import { settingsReference } from "./settings-reference";

const ROOT = path.join(__dirname, "..");
const read = (file: string): string => fs.readFileSync(path.join(ROOT, file), "utf8");

const settings = settingsReference().map((row) => row.split("`")[1] as string);
const shape: Readonly<Record<string, z.ZodType>> = settingsSchema.shape;
const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };

/** What other stacks and people can ask a stack for: its outputs, and what is within them. */
const outputs = ["index.ts", "components/service-delivery.ts", "components/model/operations.ts"].flatMap((file) =>
  [...read(file).matchAll(/^ +(?:readonly |\.\.\..*\{ )?(\w+)\??:/gm)].map(([, name]) => name as string),
);

const takes = (setting: string, value: unknown): boolean => shape[setting]?.safeParse(value).success === true;

/** What may stand as code where the checklist says how something is done here; each tells whether a text is one of its own. */
const kinds: Readonly<Record<string, (text: string) => boolean>> = {
  setting: (text) => settings.some((each) => each === text || each.endsWith(`.${text}`)),
  "setting with a value": (text) => {
    if (!text.includes(": {")) return false;
    const [[key, value]] = Object.entries(parse(text) as object) as [[string, object]];
    return takes(key, value) || Object.keys(value).every((inner) => settings.includes(`${key}.${inner}`));
  },
  "value of a setting": (text) =>
    (STRATEGIES as readonly string[]).includes(text) ||
    takes("protection", { except: [text] }) ||
    takes("access", { wait: text }),
  "setting of the provider": (text) => text.startsWith("oci:") && (text === "oci:" || text.slice(4) in providerConfig),
  "command of this project": (text) => scripts[/^npm run (\S+)/.exec(text)?.[1] ?? ""] !== undefined,
  "preview or up with the policies": (text) => /^pulumi (preview|up) --policy-pack policies$/.test(text),
  "secret to set": (text) => {
    const key = /^pulumi config set --secret --path 'oci-delivery:(\S+)'$/.exec(text)?.[1];
    return key !== undefined && settings.includes(key.replace(/\[\d+\]/g, "[]"));
  },
  output: (text) => outputs.includes(text.replace("pulumi stack output ", "")),
  "tag that OCI sets": (text) => (AUTOMATIC_TAGS as readonly string[]).includes(text),
  "beginning of names": (text) => namesOf("<team>", "<environment>").project.startsWith(text),
  "the command itself": (text) => text === "up",
};

/** All that stands as code in the parts of the checklist that say how something is done here. */
const named = [...read("docs/first-real-up.md").matchAll(/_Here:_([^]*?)(?=\n- \[ \]|\n\n|$)/g)].flatMap(([, here]) =>
  [...(here as string).matchAll(/`([^`]+)`/g)].map(([, text]) => (text as string).replace(/\s+/g, " ")),
);

describe("the checklist before a first real up", () => {
  it("names only settings, values, commands and outputs that there are", () => {
    const isKnown = (text: string): boolean => Object.values(kinds).some((is) => is(text));

    assert.ok(named.length > 50);
    assert.deepEqual(
      named.filter((text) => !isKnown(text)),
      [],
    );
  });
});
