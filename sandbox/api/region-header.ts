/** Header by which the stand-in plugin says through which region it comes; the official plugin does not send it. */
export const REGION_HEADER = "x-sandbox-region";
