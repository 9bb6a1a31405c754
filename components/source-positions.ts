/** The part of the SDK that says where in the sources a resource is registered; left out of its type declarations. */
interface Positions {
  stackTrace: (skip: number) => readonly unknown[];
}

/**
 * Registers resources without the places in the sources that they come from: the SDK captures a stack of any depth for
 * each, components most of all, and the source-map support rewrites each of its frames. The engine keeps these frames in
 * the state and does nothing with them; here they are the same few lines of this project for whatever a stack file says.
 * An exception keeps its file and line.
 * Condition for removal: the SDK stops capturing, or offers a switch.
 * @see @pulumi/pulumi 3.259.0, resource.js; measured by `npm run bench:services`
 */
export function skipSourcePositions(): void {
  const { Resource } = require("@pulumi/pulumi/resource") as { Resource: Positions };
  Resource.stackTrace = () => [];
}
