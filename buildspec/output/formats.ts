/** How findings are written. */
export const FORMATS = ["text", "json", "sarif", "markdown"] as const;

export type Format = (typeof FORMATS)[number];
