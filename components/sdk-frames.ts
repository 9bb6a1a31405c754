/**
 * A program whose errors come without the SDK's frames. The SDK colours an error that ends the program, and Node comes
 * to no end with a line of a stack that names a file right below a scope, as the SDK's source maps make of its own:
 * `node_modules/@pulumi/resource.ts`. The program then hangs for a minute, until no more text fits into a string.
 * Condition for removal: the source maps name the package, or Node's `markNodeModules` ends.
 * @see Node 22.23, lib/internal/util/inspect.js; @pulumi/pulumi 3.259.0, cmd/run/error.js
 */
export function withoutSdkFrames<Outputs>(program: () => Promise<Outputs>): () => Promise<Outputs> {
  return async () => {
    try {
      return await program();
    } catch (error) {
      if (error instanceof Error && error.stack !== undefined) error.stack = withoutFrames(error.stack);
      throw error;
    }
  };
}

function withoutFrames(stack: string): string {
  const lines = stack.split("\n");
  return lines.filter((line) => !/^\s+at .*[/\\]node_modules[/\\]@pulumi[/\\]/.test(line)).join("\n");
}
