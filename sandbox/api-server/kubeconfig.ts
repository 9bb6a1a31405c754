import { stringify } from "yaml";

const VERSION = "client.authentication.k8s.io/v1";

/** What a kubeconfig's command prints to let its user in. */
export function credential(token: string): string {
  return JSON.stringify({ apiVersion: VERSION, kind: "ExecCredential", status: { token } });
}

/**
 * A kubeconfig as OKE's are: it holds no token, a command gets one. So it stays the same when the token changes, and
 * may stand in a stack's state.
 * @param credentialFile what the command prints.
 */
export function kubeconfig(address: string, certificates: string, credentialFile: string): string {
  const exec = { apiVersion: VERSION, command: "cat", args: [credentialFile], interactiveMode: "Never" };
  const authority = Buffer.from(certificates).toString("base64");
  return stringify({
    apiVersion: "v1",
    kind: "Config",
    clusters: [{ name: "sandbox", cluster: { server: address, "certificate-authority-data": authority } }],
    users: [{ name: "sandbox", user: { exec } }],
    contexts: [{ name: "sandbox", context: { cluster: "sandbox", user: "sandbox" } }],
    "current-context": "sandbox",
  });
}
