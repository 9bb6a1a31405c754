"use strict";

const fs = require("node:fs");
const { flushCompileCache } = require("node:module");
const ts = require("typescript");

// The SDK would type-check the pack each time it starts, which takes a second: its hook is replaced by one that only
// strips types. `npm run typecheck` checks them.
require.extensions[".ts"] = (module, file) => {
  const { outputText } = ts.transpileModule(fs.readFileSync(file, "utf8"), {
    fileName: file,
    compilerOptions: { target: "es2023", module: "commonjs", inlineSourceMap: true },
  });
  module._compile(outputText, file);
};

require("./index.ts");

// The engine kills the pack in the end, so that Node would never write what it has compiled.
flushCompileCache?.();
