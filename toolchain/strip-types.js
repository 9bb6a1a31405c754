"use strict";

const crypto = require("node:crypto");
const fs = require("node:fs");
const path = require("node:path");

const FOLDER = path.join(__dirname, "..", ".cache", "stripped");
const { version } = require("typescript/package.json");
const compilerOptions = { target: "es2023", module: "commonjs", esModuleInterop: true, sourceMap: true };

/**
 * Strips the types of a TypeScript file, once for each content of it: the compiler takes half a second to load and a
 * few milliseconds for each file. `npm run typecheck` checks the types.
 * @param {string} code
 * @param {string} fileName absolute
 * @returns {{outputText: string, sourceMapText: string}} what runs, and its source map as JSON
 */
function stripTypes(code, fileName) {
  const key = crypto.createHash("sha256").update(`${version}\0${fileName}\0${code}`).digest("hex");
  const file = path.join(FOLDER, `${key}.json`);
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    const { outputText, sourceMapText } = require("typescript").transpileModule(code, { fileName, compilerOptions });
    const stripped = { outputText, sourceMapText };
    keep(file, JSON.stringify(stripped));
    return stripped;
  }
}

/** Writes a file whole or not at all. A folder that can't be written costs time, nothing else. */
function keep(file, content) {
  const own = `${file}.${process.pid}`;
  try {
    fs.mkdirSync(FOLDER, { recursive: true });
    fs.writeFileSync(own, content);
    fs.renameSync(own, file);
  } catch {
    // read-only checkout
  }
}

exports.stripTypes = stripTypes;

/** What ts-node asks of a transpiler, named in `tsconfig.json`. */
exports.create = () => ({ transpile: (code, { fileName }) => stripTypes(code, fileName) });
