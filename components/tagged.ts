import * as pulumi from "@pulumi/pulumi";

import { tagsTakenBy, type Tags } from "./model/tags";

/** Gives tags to every resource of the stack that takes them and is registered from now on. */
export function tagEverything(tags: Tags): void {
  pulumi.runtime.registerStackTransformation(tagged(tags));
}

/**
 * Gives tags to every resource that takes them. A component by itself is given it as an option:
 * `new Registry("images", args, { transformations: [tagged(tags)] })`. Where a resource has a tag of the same key, its
 * own stays.
 */
export function tagged(tags: Tags): pulumi.ResourceTransformation {
  return ({ type, props, opts }) => {
    const taken = tagsTakenBy(type, tags);
    if (!taken) return undefined;
    const given = props as Readonly<Record<string, pulumi.Input<Record<string, string>> | undefined>>;
    const merged = Object.entries(taken).map(([input, common]) => [input, withOwn(common as TagMap, given[input])]);
    return { props: { ...given, ...Object.fromEntries(merged) } as pulumi.Inputs, opts };
  };
}

type TagMap = Readonly<Record<string, string>>;

function withOwn(common: TagMap, own: pulumi.Input<TagMap> | undefined): pulumi.Input<TagMap> {
  return own === undefined ? common : pulumi.output(own).apply((tags) => ({ ...common, ...tags }));
}
