import { type BuildSpec, commandsOf } from "../model";

/** What of a specification a run on this machine does otherwise than the service, each as a whole sentence. */
export function notEmulated(spec: BuildSpec): readonly string[] {
  const commands = commandsOf(spec);
  const users = [...new Set(commands.flatMap(({ runAs }) => runAs ?? []))];
  const uses = (pattern: RegExp): boolean => commands.some(({ command }) => pattern.test(command.text));
  const notes: string[] = [];
  if (users.length > 0) {
    notes.push(`'runAs: ${users.join(", ")}' is not emulated: the steps run as you`);
  }
  if (uses(/(^|[\s;&|(`])oci\s/m)) {
    notes.push("the OCI CLI has no resource principal here: it takes your own configuration");
  }
  if (uses(/(^|[\s'"=:(])\/workspace(\/|\b)/m)) {
    notes.push("a script names '/workspace', which is elsewhere here: use ${OCI_WORKSPACE_DIR}");
  }
  if (spec.steps.some(({ kind }) => kind === "VulnerabilityAudit")) {
    notes.push("a vulnerability audit needs a tenancy: its steps are skipped");
  }
  return notes;
}
