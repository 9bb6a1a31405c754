import * as pulumi from "@pulumi/pulumi";

/** The part of the SDK that sends debug messages; its exports can be replaced, which its type declarations don't say. */
interface DebugLog {
  debug: (message: string, resource?: pulumi.Resource, streamId?: number, ephemeral?: boolean) => Promise<void>;
}

/**
 * Sends the SDK's debug messages in batches: for each registration it sends three, one call to the engine after the
 * other, and a program ends only when the last one is through. `pulumi preview --debug` shows them all, those of one turn
 * of the event loop together, but for what the engine answers: that holds the secrets of every resource as plain text.
 * Condition for removal: the SDK sends them only when somebody listens.
 * @see @pulumi/pulumi 3.259.0, log/index.js; measured by `npm run bench:start`
 */
export function batchDebugLog(): void {
  const log = pulumi.log as DebugLog;
  const send = log.debug;
  let batch: string[] = [];
  let sent: Promise<void> = Promise.resolve();
  log.debug = (message, resource, streamId, ephemeral) => {
    if (resource || streamId) return send(withoutAnswer(message), resource, streamId, ephemeral);
    if (batch.push(withoutAnswer(message)) === 1) {
      sent = new Promise((resolve) => setImmediate(resolve)).then(() => {
        const messages = batch.join("\n");
        batch = [];
        return send(messages);
      });
    }
    return sent;
  };
}

function withoutAnswer(message: string): string {
  return message.replace(/\bresp: [^]*/, "resp: left out");
}
