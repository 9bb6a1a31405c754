"use strict";

const { Buffer } = require("node:buffer");
const fs = require("node:fs");
const module_ = require("node:module");
const path = require("node:path");

const { stripTypes } = require("../toolchain/strip-types.js");

// What is compiled stays in the checkout.
module_.enableCompileCache?.(process.env.NODE_COMPILE_CACHE ?? path.join(__dirname, "..", ".cache", "compile"));

// Plain Node with a hook: ts-node would load the compiler, for half a second.
require.extensions[".ts"] = (module, file) => {
  const { outputText, sourceMapText } = stripTypes(fs.readFileSync(file, "utf8"), file);
  module._compile(process.sourceMapsEnabled ? withMap(outputText, sourceMapText) : outputText, file);
};

/** A script whose last line is the map to its source. */
function withMap(script, map) {
  const encoded = Buffer.from(map).toString("base64");
  return `${script.slice(0, script.lastIndexOf("\n"))}\n//# sourceMappingURL=data:application/json;base64,${encoded}`;
}

/**
 * Runs a command line under plain Node, as the file of a `bin` entry does.
 * @param {string} file whose `main(args, streams, later)` gives the exit code, or a promise of it to `later`
 */
exports.start = (file) => {
  const { main } = require(file);
  // a reader that goes away, as `head` does, is no failure
  process.stdout.on("error", (error) => {
    if (error.code !== "EPIPE") throw error;
  });
  const streams = {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  };
  process.exitCode = main(process.argv.slice(2), streams, (later) => {
    void later.then((code) => (process.exitCode = code));
  });
};
