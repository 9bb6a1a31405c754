type Read = (properties: object, keepSecrets: boolean) => unknown;
type Guard = (read: object) => unknown;

/**
 * Lets the SDK read each resource once for all rules. By itself it reads every resource of a stack again for each rule
 * about the stack, properties and provider, which for a few thousand resources takes longer than everything else. What
 * rules are given stays the same, and is the same object for each: they only read. The reading for a repair, which
 * changes properties, is left as it is. With an SDK that has no such functions nothing happens.
 * @see `@pulumi/policy` 1.21.0, server.js, `makeAnalyzeStackRpcFun`
 */
export function readOnce(): void {
  const deserialize = require("@pulumi/policy/deserialize") as { deserializeProperties?: Read };
  const proxy = require("@pulumi/policy/proxy") as { unknownCheckingProxy?: Guard };
  const { deserializeProperties: read } = deserialize;
  const { unknownCheckingProxy: guard } = proxy;
  if (!read || !guard) return;
  const known = remembered((properties: object) => read(properties, false));
  deserialize.deserializeProperties = (properties, keepSecrets) =>
    keepSecrets ? read(properties, true) : known(properties);
  proxy.unknownCheckingProxy = remembered(guard);
}

/** A function that answers the same for the same object, as long as that is there. */
function remembered<Value>(make: (key: object) => Value): (key: object) => Value {
  const made = new WeakMap<object, Value>();
  return (key) => {
    if (!made.has(key)) made.set(key, make(key));
    return made.get(key) as Value;
  };
}
