#!/usr/bin/env node
"use strict";

require("../../../findings/start.js").start(require.resolve("./main.ts"));
