"use strict";

// The SDK would type-check the pack each time it starts, which takes seconds: its hook is replaced by one that only
// strips types. `npm run typecheck` checks them.
delete require.extensions[".ts"];
require("ts-node").register({ transpileOnly: true, dir: __dirname });

module.exports = require("./index.ts");
