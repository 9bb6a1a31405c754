#!/usr/bin/env node
"use strict";

const fs = require("node:fs");
const module_ = require("node:module");
const path = require("node:path");

// What Node compiles stays in the checkout. The hook strips types; `npm run typecheck` checks them.
module_.enableCompileCache?.(process.env.NODE_COMPILE_CACHE ?? path.join(__dirname, "..", ".cache", "compile"));
const ts = require("typescript");

require.extensions[".ts"] = (module, file) => {
  const { outputText } = ts.transpileModule(fs.readFileSync(file, "utf8"), {
    fileName: file,
    compilerOptions: { target: "es2023", module: "commonjs", esModuleInterop: true, inlineSourceMap: true },
  });
  module._compile(outputText, file);
};

const { main } = require("./cli.ts");

// a reader that goes away, as `head` does, is no failure
process.stdout.on("error", (error) => {
  if (error.code !== "EPIPE") throw error;
});
process.exitCode = main(process.argv.slice(2), {
  out: (text) => void process.stdout.write(text),
  err: (text) => void process.stderr.write(text),
});
