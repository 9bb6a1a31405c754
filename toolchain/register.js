"use strict";

const module_ = require("node:module");
const path = require("node:path");

// What Node and ts-node compile stays in the checkout, for this process and its children: without this, ts-node keeps
// a copy of TypeScript in the folder for temporary files.
process.env.DISABLE_V8_COMPILE_CACHE = "1";
process.env.NODE_COMPILE_CACHE ??= path.join(__dirname, "..", ".cache", "compile");
module_.enableCompileCache?.(process.env.NODE_COMPILE_CACHE);

require("ts-node/register");
