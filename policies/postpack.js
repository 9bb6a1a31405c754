"use strict";

const fs = require("node:fs");
const path = require("node:path");

for (const made of ["dist", "LICENSE"]) fs.rmSync(path.join(__dirname, made), { recursive: true, force: true });
