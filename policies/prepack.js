"use strict";

const { execFileSync } = require("node:child_process");
const fs = require("node:fs");
const path = require("node:path");

// What `npm pack` takes: the rules as JavaScript, and the project's licence. `npm run postpack` removes both.
fs.rmSync(path.join(__dirname, "dist"), { recursive: true, force: true });
fs.copyFileSync(path.join(__dirname, "..", "LICENSE"), path.join(__dirname, "LICENSE"));
const compiler = require.resolve("typescript/bin/tsc");
execFileSync(process.execPath, [compiler, "-p", path.join(__dirname, "tsconfig.pack.json")], { stdio: "inherit" });
