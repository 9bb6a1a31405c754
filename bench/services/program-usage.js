"use strict";

// Loaded by NODE_OPTIONS into every Node process of a preview; the program alone notes what it took when it ends:
// processor time in milliseconds, user and system together, and peak memory in MiB.
const file = process.env["BENCH_PROGRAM_USAGE"];
if (file && /[\\/]@pulumi[\\/]pulumi[\\/]cmd[\\/]run([\\/]|$)/.test(process.argv[1] ?? "")) {
  process.on("exit", () => {
    const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
    const usage = { processor: (userCPUTime + systemCPUTime) / 1000, memory: maxRSS / 1024 };
    require("node:fs").writeFileSync(file, JSON.stringify(usage));
  });
}
