"use strict";

const crypto = require("node:crypto");
const fs = require("node:fs");
const { flushCompileCache } = require("node:module");
const path = require("node:path");

const STRIPPED = path.join(__dirname, ".cache", "stripped");

// The package has the rules as JavaScript; in the repository they are TypeScript alone.
const isPackage = !fs.existsSync(path.join(__dirname, "index.ts"));

// The SDK would type-check the pack each time it starts, which takes a second: its hook is replaced by one that only
// strips types, once for each content of a file. `npm run typecheck` checks them.
function stripTypesAtLoad() {
  const { version } = require("typescript/package.json");
  require.extensions[".ts"] = (module, file) => {
    const content = fs.readFileSync(file, "utf8");
    const key = crypto.createHash("sha256").update(`${version}\0${file}\0${content}`).digest("hex");
    module._compile(
      kept(path.join(STRIPPED, `${key}.js`), () => transpile(file, content)),
      file,
    );
  };
}

function transpile(file, content) {
  const ts = require("typescript");
  const compilerOptions = { target: "es2023", module: "commonjs", inlineSourceMap: true };
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
      // read-only folder
    }
    return made;
  }
}

if (isPackage) require("./dist/index.js");
else {
  stripTypesAtLoad();
  require("./index.ts");
}

// The engine kills the pack in the end, so that Node would never write what it has compiled.
flushCompileCache?.();
