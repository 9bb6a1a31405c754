import { DatabaseSync, type SQLInputValue } from "node:sqlite";

import type { RestObject } from "../kinds/kind";

/** One object of the sandbox as it is kept on disk. */
export interface StoredObject {
  readonly id: string;
  /** Pulumi type token. */
  readonly kind: string;
  /** OCID of the object that this one belongs to, such as a log's log group. */
  readonly parent: string | undefined;
  /** Region whose endpoint the object was created through. */
  readonly region: string;
  readonly body: RestObject;
}

/** A work request, as `GET <base>/workRequests/{id}` answers it. */
export type WorkRequest = RestObject & { readonly id: string };

/** What a request with a retry token has made. */
export interface Retry {
  /** Of the body. */
  readonly digest: string;
  readonly object: string;
  readonly workRequest: string | undefined;
  /** Milliseconds since 1970. */
  readonly time: number;
}

/** What becomes of an object that passes through a state. */
export interface Transition {
  readonly id: string;
  /** Milliseconds since 1970. */
  readonly at: number;
  /** Undefined: it is gone. */
  readonly state: string | undefined;
  readonly workRequest: string | undefined;
}

const SCHEMA = `
  CREATE TABLE IF NOT EXISTS sandbox (id TEXT NOT NULL);
  CREATE TABLE IF NOT EXISTS objects (
    id TEXT PRIMARY KEY, kind TEXT NOT NULL, parent TEXT, region TEXT NOT NULL, body TEXT NOT NULL) STRICT;
  CREATE INDEX IF NOT EXISTS objects_by_kind ON objects (kind);
  CREATE INDEX IF NOT EXISTS objects_by_parent ON objects (parent);
  CREATE TABLE IF NOT EXISTS retries (
    id TEXT PRIMARY KEY, digest TEXT NOT NULL, object TEXT NOT NULL, work_request TEXT, time INTEGER NOT NULL) STRICT;
  CREATE TABLE IF NOT EXISTS transitions (
    id TEXT PRIMARY KEY, at INTEGER NOT NULL, state TEXT, work_request TEXT) STRICT;
  CREATE TABLE IF NOT EXISTS contents (
    id TEXT NOT NULL, version INTEGER NOT NULL, content TEXT NOT NULL, PRIMARY KEY (id, version)) STRICT;
  CREATE TABLE IF NOT EXISTS work_requests (id TEXT PRIMARY KEY, body TEXT NOT NULL) STRICT;
`;

/** The objects of a sandbox, in one SQLite file. What a call has written survives the end of the process, killed or not. */
export class Store {
  private readonly database: DatabaseSync;
  /** What objects were before their last write: undefined for one that was not there. Of this process's writes alone. */
  private readonly previous = new Map<string, StoredObject | undefined>();
  /** Changes when the file is made anew: tells a stack's state that belongs to another sandbox. */
  readonly sandboxId: string;

  /** @param file path of the SQLite file, made when it is not there; `:memory:` keeps nothing.
   * @throws Error `database is locked` while another process has the file open. */
  constructor(file: string) {
    this.database = new DatabaseSync(file);
    // exclusive: a second sandbox on the same folder is refused, and a killed one leaves no lock behind
    this.database.exec("PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL");
    this.database.exec(SCHEMA);
    this.database
      .prepare("INSERT INTO sandbox SELECT ? WHERE NOT EXISTS (SELECT 1 FROM sandbox)")
      .run(crypto.randomUUID());
    this.sandboxId = String(this.database.prepare("SELECT id FROM sandbox").get()?.["id"]);
  }

  get(id: string): StoredObject | undefined {
    return this.select("WHERE id = ?", id)[0];
  }

  /** The object as it was before the last write to it; undefined if that made it. */
  beforeLastWrite(id: string): StoredObject | undefined {
    return this.previous.has(id) ? this.previous.get(id) : this.get(id);
  }

  byKind(kind: string): StoredObject[] {
    return this.select("WHERE kind = ? ORDER BY rowid", kind);
  }

  childrenOf(id: string): StoredObject[] {
    return this.select("WHERE parent = ? ORDER BY rowid", id);
  }

  all(): StoredObject[] {
    return this.select("ORDER BY rowid");
  }

  put(object: StoredObject): void {
    this.previous.set(object.id, this.get(object.id));
    this.database
      .prepare(
        "INSERT INTO objects (id, kind, parent, region, body) VALUES (?, ?, ?, ?, ?) " +
          "ON CONFLICT (id) DO UPDATE SET parent = excluded.parent, body = excluded.body",
      )
      .run(object.id, object.kind, object.parent ?? null, object.region, JSON.stringify(object.body));
  }

  delete(id: string): void {
    this.previous.delete(id);
    this.database.prepare("DELETE FROM objects WHERE id = ?").run(id);
  }

  putWorkRequest(request: WorkRequest): void {
    this.database
      .prepare("INSERT OR REPLACE INTO work_requests (id, body) VALUES (?, ?)")
      .run(request.id, JSON.stringify(request));
  }

  getWorkRequest(id: string): WorkRequest | undefined {
    const row = this.database.prepare("SELECT body FROM work_requests WHERE id = ?").get(id);
    return row && (JSON.parse(String(row["body"])) as WorkRequest);
  }

  putRetry(id: string, { digest, object, workRequest, time }: Retry): void {
    this.database
      .prepare("INSERT OR REPLACE INTO retries (id, digest, object, work_request, time) VALUES (?, ?, ?, ?, ?)")
      .run(id, digest, object, workRequest ?? null, time);
  }

  getRetry(id: string): Retry | undefined {
    const row = this.database.prepare("SELECT digest, object, work_request, time FROM retries WHERE id = ?").get(id);
    const workRequest = row?.["work_request"];
    return (
      row && {
        digest: String(row["digest"]),
        object: String(row["object"]),
        workRequest: typeof workRequest === "string" ? workRequest : undefined,
        time: Number(row["time"]),
      }
    );
  }

  /** Notes what becomes of an object, and the work request that it ends. */
  putTransition({ id, at, state, workRequest }: Transition): void {
    this.database
      .prepare("INSERT OR REPLACE INTO transitions (id, at, state, work_request) VALUES (?, ?, ?, ?)")
      .run(id, at, state ?? null, workRequest ?? null);
  }

  /** Takes out the transitions whose time has come. */
  due(now: number): Transition[] {
    return this.database
      .prepare("DELETE FROM transitions WHERE at <= ? RETURNING id, at, state, work_request")
      .all(now)
      .map((row) => ({
        id: String(row["id"]),
        at: Number(row["at"]),
        state: typeof row["state"] === "string" ? row["state"] : undefined,
        workRequest: typeof row["work_request"] === "string" ? row["work_request"] : undefined,
      }));
  }

  /** Keeps the next version of what an object holds, apart from the object. Returns its number, from 1. */
  putContent(id: string, content: RestObject): number {
    const row = this.database
      .prepare(
        "INSERT INTO contents SELECT ?, COALESCE(MAX(version), 0) + 1, ? FROM contents WHERE id = ? RETURNING version",
      )
      .get(id, JSON.stringify(content), id);
    return Number(row?.["version"]);
  }

  getContent(id: string, version: number): RestObject | undefined {
    const row = this.database.prepare("SELECT content FROM contents WHERE id = ? AND version = ?").get(id, version);
    return row && (JSON.parse(String(row["content"])) as RestObject);
  }

  /** Writes all that `write` writes, or nothing of it when it throws, or the process ends meanwhile. */
  atomically<Result>(write: () => Result): Result {
    this.database.exec("BEGIN");
    try {
      const result = write();
      this.database.exec("COMMIT");
      return result;
    } catch (error) {
      this.database.exec("ROLLBACK");
      throw error;
    }
  }

  /** Removes every object, what it holds, and every work request. */
  clear(): void {
    this.previous.clear();
    this.database.exec(
      "DELETE FROM objects; DELETE FROM work_requests; DELETE FROM retries; DELETE FROM contents; DELETE FROM transitions",
    );
  }

  close(): void {
    this.database.close();
  }

  private select(clause: string, ...values: SQLInputValue[]): StoredObject[] {
    return this.database
      .prepare(`SELECT id, kind, parent, region, body FROM objects ${clause}`)
      .all(...values)
      .map((row) => ({
        id: String(row["id"]),
        kind: String(row["kind"]),
        parent: row["parent"] === null ? undefined : String(row["parent"]),
        region: String(row["region"]),
        body: JSON.parse(String(row["body"])) as RestObject,
      }));
  }
}
