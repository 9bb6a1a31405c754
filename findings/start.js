"use strict";

const crypto = require("node:crypto");
const fs = require("node:fs");
const module_ = require("node:module");
const path = require("node:path");

// What is compiled stays in the checkout.
const CACHE = path.join(__dirname, "..", ".cache");
module_.enableCompileCache?.(process.env.NODE_COMPILE_CACHE ?? path.join(CACHE, "compile"));

// The hook strips types, once for each content of a file: the compiler takes half a second to load. `npm run typecheck`
// checks the types.
const version = require("typescript/package.json").version;
require.extensions[".ts"] = (module, file) => {
  const content = fs.readFileSync(file, "utf8");
  const key = crypto.createHash("sha256").update(`${version}\0${file}\0${content}`).digest("hex");
  module._compile(
    kept(path.join(CACHE, "stripped", `${key}.js`), () => transpile(file, content)),
    file,
  );
};

function transpile(file, content) {
  const ts = require("typescript");
  const compilerOptions = { target: "es2023", module: "commonjs", esModuleInterop: true, inlineSourceMap: true };
  return ts.transpileModule(content, { fileName: file, compilerOptions }).outputText;
}

/** The content of a file, made first if it isn't there. A folder that can't be written costs time, nothing else. */
function kept(file, make) {
  try {
    return fs.readFileSync(file, "utf8");
  } catch {
    const made = make();
    try {
      fs.mkdirSync(path.dirname(file), { recursive: true });
      const own = `${file}.${process.pid}`;
      fs.writeFileSync(own, made);
      fs.renameSync(own, file);
    } catch {
      // read-only checkout
    }
    return made;
  }
}

/**
 * Runs a command line under plain Node, as the file of a `bin` entry does.
 * @param {string} file whose `main(args, streams)` gives the exit code
 */
exports.start = (file) => {
  const { main } = require(file);
  // a reader that goes away, as `head` does, is no failure
  process.stdout.on("error", (error) => {
    if (error.code !== "EPIPE") throw error;
  });
  process.exitCode = main(process.argv.slice(2), {
    out: (text) => void process.stdout.write(text),
    err: (text) => void process.stderr.write(text),
  });
};
