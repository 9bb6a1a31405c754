import { stripVTControlCharacters } from "node:util";

/** Text for XML 1.0, which has no place for most control characters: they are left out, with the colours they begin. */
export function escapeXml(text: string): string {
  const plain = stripVTControlCharacters(text)
    // eslint-disable-next-line no-control-regex
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/gu, "");
  return plain.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;").replace(/"/g, "&quot;");
}
