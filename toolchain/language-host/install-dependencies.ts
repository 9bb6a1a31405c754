import * as fs from "node:fs";
import * as path from "node:path";

import * as grpc from "@grpc/grpc-js";
import * as language from "@pulumi/pulumi/proto/language_pb";

import { startChild } from "./children";

/** `pulumi install`: runs npm in the folder asked for, with `npm ci` where a lock file pins the versions. */
export const installDependencies: grpc.handleServerStreamingCall<
  language.InstallDependenciesRequest,
  language.InstallDependenciesResponse
> = (call) => {
  const directory = call.request.getDirectory();
  const command = fs.existsSync(path.join(directory, "package-lock.json")) ? "ci" : "install";
  const npm = startChild("npm", [command], { cwd: directory, stdio: ["ignore", "pipe", "pipe"] });
  npm.stdout?.on("data", (data: Buffer) => call.write(new language.InstallDependenciesResponse().setStdout(data)));
  npm.stderr?.on("data", (data: Buffer) => call.write(new language.InstallDependenciesResponse().setStderr(data)));
  npm.once("error", (error) => call.emit("error", { code: grpc.status.UNAVAILABLE, details: `npm: ${error.message}` }));
  npm.once("close", (code) => {
    if (code === 0) call.end();
    else
      call.emit("error", {
        code: grpc.status.UNKNOWN,
        details: `'npm ${command}' in '${directory}' ended with exit code ${code}`,
      });
  });
};
