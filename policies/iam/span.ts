/** A stretch of the text that was read, in UTF-16 code units: `start` inclusive, `end` exclusive. Empty at an end. */
export interface Span {
  readonly start: number;
  readonly end: number;
}
