import type { Finding } from "./finding";

/** How many files were read and what was found, e.g. `1 file: 0 errors, 1 warning, 0 notes`. */
export function summary(files: number, findings: readonly Finding[]): string {
  const count = (level: Finding["level"], name: string): string => {
    const found = findings.filter((each) => each.level === level).length;
    return `${found} ${name}${found === 1 ? "" : "s"}`;
  };
  const counts = [count("error", "error"), count("warning", "warning"), count("note", "note")].join(", ");
  return `${files} file${files === 1 ? "" : "s"}: ${counts}`;
}
