/** The path of the extension, from the package for this platform, which npm installs with this one. */
export declare function getLoadablePath(): string;

/** What can load an extension: a database of better-sqlite3, node:sqlite or bun:sqlite. */
export interface Loads {
  loadExtension(file: string, entryPoint?: string): unknown;
}

/** Loads newsext into a database, and returns it; with files: false all but what reads files or writes tables. */
export declare function load<T extends Loads>(db: T, options?: { files?: boolean }): T;
