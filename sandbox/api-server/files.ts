import { generateKeyPairSync, randomBytes } from "node:crypto";
import * as fs from "node:fs";
import * as path from "node:path";

/** Name of the folder, within the sandbox's, that a cluster keeps everything in. */
export const CLUSTER_FOLDER = "cluster";

/** Who the sandbox's own token stands for, and what makes it an administrator. */
const ADMINISTRATOR = `sandbox,sandbox,"system:masters"`;

/** The files of a cluster. Nobody but their owner can read any of them. */
export class ClusterFiles {
  /** Token of the administrator; another one at each start. */
  readonly token = randomBytes(32).toString("hex");

  constructor(readonly folder: string) {}

  at(name: string): string {
    return path.join(this.folder, name);
  }

  /** Makes what the API server reads: who may enter, and the key that signs the tokens of service accounts. */
  prepare(): void {
    fs.mkdirSync(this.folder, { recursive: true, mode: 0o700 });
    fs.chmodSync(this.folder, 0o700);
    this.write("tokens.csv", `${this.token},${ADMINISTRATOR}\n`);
    if (!fs.existsSync(this.at("service-accounts.pem"))) {
      const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
      this.write("service-accounts.pem", privateKey.export({ type: "pkcs8", format: "pem" }).toString());
    }
  }

  /** Certificate of the API server with the one that it is signed by. PEM */
  get certificates(): string {
    return fs.readFileSync(this.at("certificates/apiserver.crt"), "utf8");
  }

  /** The port of the last start; undefined before the first one. */
  get port(): number | undefined {
    return fs.existsSync(this.at("port")) ? Number(fs.readFileSync(this.at("port"), "utf8")) : undefined;
  }

  /** Writes a file anew, for its owner alone. */
  write(name: string, content: string): void {
    const file = this.at(name);
    fs.writeFileSync(`${file}.new`, content, { mode: 0o600 });
    fs.renameSync(`${file}.new`, file);
  }
}
