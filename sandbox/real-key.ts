/** Variables by which Oracle's tools and the official plugin are given an API key. */
const VARIABLES = /^(OCI|OCI_CLI|TF_VAR|oci)_(fingerprint|key_file|key_content|private_key|private_key_path)$/i;

/** Set by who knows that a key of a tenancy is in the environment, and wants the sandbox all the same. */
export const ALLOW_REAL_KEY = "SANDBOX_ALLOW_REAL_KEY";

/**
 * Refuses an environment in which an API key looks real: the sandbox needs none, and its programs must not find one. A
 * fingerprint of zeros, as the sandbox's own, is none.
 * @throws Error that names the variables
 */
export function refuseRealKey(environment: NodeJS.ProcessEnv): void {
  if (environment[ALLOW_REAL_KEY] === "true") return;
  const real = Object.keys(environment)
    .filter((name) => VARIABLES.test(name) && /[^0:\s]/.test(environment[name] ?? ""))
    .sort();
  if (real.length === 0) return;
  const names = real.map((name) => `'${name}'`).join(", ");
  throw new Error(
    `${names} in the environment may open a real tenancy, and the sandbox needs no key; ` +
      `unset ${real.length === 1 ? "it" : "them"}, or set ${ALLOW_REAL_KEY}=true`,
  );
}
