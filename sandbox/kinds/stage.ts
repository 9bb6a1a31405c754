import { discriminator, state, systemTags, text, type Kind, type ObjectShape } from "./kind";

/** What the service tells of a stage, of a build pipeline as of a deploy pipeline. */
export const stageComputed: Kind["computed"] = {
  compartmentId: text,
  lifecycleDetails: text,
  projectId: text,
  state,
  systemTags,
  timeCreated: text,
  timeUpdated: text,
};

/** What a stage takes over from its pipeline. */
export const filledFromPipeline: NonNullable<Kind["rest"]["fill"]> = (_object, { parent }) => ({
  compartmentId: parent?.["compartmentId"],
  projectId: parent?.["projectId"],
  lifecycleDetails: "",
});

/** How long a stage of kind WAIT waits. */
export const waitCriteria: ObjectShape = {
  properties: {
    waitDuration: { type: "string", required: true },
    waitType: discriminator({ ABSOLUTE_WAIT: ["waitDuration"] }),
  },
};
