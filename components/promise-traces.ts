/** The part of the SDK that captures the traces; exported, but left out of its type declarations. */
interface Debuggable {
  debuggablePromise: <T>(promise: Promise<T>, context: unknown) => Promise<T>;
}

/**
 * Registers resources in half the time: the SDK captures a stack trace for every property's promise, for a leak report
 * that a finished program never prints, and the source-map support rewrites each of its frames. Here the capture alone
 * is switched off; an exception keeps its file and line.
 * Condition for removal: the SDK stops capturing, or offers a switch.
 * @see @pulumi/pulumi 3.259.0, runtime/debuggable.js; measured by `npm run bench:start`
 */
export function skipPromiseTraces(): void {
  const debuggable = require("@pulumi/pulumi/runtime/debuggable") as Debuggable;
  const capture = debuggable.debuggablePromise;
  debuggable.debuggablePromise = (promise, context) => {
    const limit = Error.stackTraceLimit;
    Error.stackTraceLimit = 0;
    try {
      return capture(promise, context);
    } finally {
      Error.stackTraceLimit = limit;
    }
  };
}
