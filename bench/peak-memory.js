"use strict";

// Loaded by NODE_OPTIONS into every Node process of a preview; the program alone notes its peak memory, in KiB, when it
// ends.
const file = process.env["BENCH_PEAK_MEMORY"];
if (file && /[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]run([\\/]|$)/.test(process.argv[1] ?? "")) {
  process.on("exit", () => require("node:fs").writeFileSync(file, String(process.resourceUsage().maxRSS)));
}
