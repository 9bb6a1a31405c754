import { z } from "zod";

import { chart, instances, kubernetesName, version } from "./deploy-fields";
import { ocid, text } from "./fields";
import { nearest } from "./nearest";
import { name, stageSchema, type StageSettings } from "./stage-schema";

const FILES = ["KUBERNETES_MANIFEST", "GENERIC_FILE", "DEPLOYMENT_SPEC", "COMMAND_SPEC", "JOB_SPEC"] as const;
const file = z.enum(FILES, `one of ${FILES.map((each) => `'${each}'`).join(", ")}`);

const artifact = z.union(
  [
    z.strictObject({ commands: text(/\S/, "a command specification") }),
    z.strictObject({ type: file, text: text(/\S/, "a text") }),
    z.strictObject({ type: file, path: text(/^(?!\/)\S+$/, "a path"), version: text(/\S/, "a version").optional() }),
    z.strictObject({ chart, version }),
    z.strictObject({ helmCommand: text(/\S/, "a Helm command") }),
  ],
  "{ commands }, { type, text }, { type, path, version }, { chart, version } or { helmCommand }",
);

const environment = z.union(
  [z.strictObject({ instances }), z.strictObject({ function: ocid("fnfunc") })],
  "{ instances } or { function }",
);

/** What is there without being declared. */
const GIVEN = { environments: ["cluster"], artifacts: ["image", "manifest"] } as const;

/** Of the strategy `stages`: a pipeline of any stages, and what they name. */
export const declaredFields = {
  namespaces: z
    .array(kubernetesName, "a list of names")
    .default([])
    .describe("Of `stages`: namespaces in the cluster, alike but for the name. Default: none is made"),
  environments: z
    .record(name, environment, "e.g. { smoke: { function: ocid1.fnfunc... } }")
    .default({})
    .describe("Of `stages`: what they work with beside `cluster`, by name: `{ instances }` or `{ function }`"),
  artifacts: z
    .record(name, artifact, "e.g. { smoke: { commands: ... } }")
    .default({})
    .describe(
      "Of `stages`: what they work with beside `image` and `manifest`, by name: `{ commands }`, `{ type, text }`, `{ type, path, version }`, `{ chart, version }`, `{ helmCommand }`",
    ),
  parameters: z
    .record(
      text(/^[A-Za-z_]\w*$/, "the name of a parameter"),
      z.string("a text").min(1, "a text"),
      "e.g. { REPLICAS: '2' }",
    )
    .default({})
    .describe("Of `stages`: parameters of the pipeline beside the image's, with their defaults"),
  stages: z
    .array(stageSchema, "a list, e.g. [{ kind: approval, name: approve }]")
    .min(1, "at least one stage")
    .describe(
      "Of `stages`: all of them, of any of the 19 kinds, each with `kind`, `name` and, unless it follows the one before it, `after`; the JSON Schema has their fields",
    ),
};

/** Names that a stage has for environments and artifacts, by the key that they stand under. */
export function namesIn(stage: StageSettings): { readonly environments: string[]; readonly artifacts: string[] } {
  const at = (keys: readonly string[]): string[] =>
    keys.flatMap((key) => (stage as Readonly<Record<string, string | readonly string[] | undefined>>)[key] ?? []);
  return { environments: at(ENVIRONMENT_KEYS), artifacts: at(ARTIFACT_KEYS) };
}

export const ENVIRONMENT_KEYS = ["environment", "environments"] as const;
export const ARTIFACT_KEYS = [
  "manifests",
  "chart",
  "values",
  "helmCommands",
  "specification",
  "artifacts",
  "image",
  "payload",
  "commands",
] as const;

type Declared = z.output<z.ZodObject<typeof declaredFields>>;

/** Refuses stages that name what is neither there nor declared. */
export function declared<Member extends z.ZodObject>(member: Member): Member {
  return member.superRefine((settings, context) => {
    const { stages, ...things } = settings as unknown as Declared;
    stages.forEach((stage, index) => {
      const names = namesIn(stage);
      for (const what of ["environments", "artifacts"] as const) {
        const known = [...GIVEN[what], ...Object.keys(things[what])];
        for (const each of names[what].filter((one) => !known.includes(one))) {
          const meant = nearest(each, known);
          context.addIssue({
            code: "custom",
            path: ["stages", index],
            input: each,
            message: `one of ${what}: ${known.map((one) => `'${one}'`).join(", ")}${meant ? `; did you mean '${meant}'?` : ""}`,
          });
        }
      }
    });
  });
}

export type DeclaredArtifact = z.output<typeof artifact>;
export type DeclaredEnvironment = z.output<typeof environment>;
