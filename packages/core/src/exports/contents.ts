/** One kind of row, read in batches. */
export interface RowSource {
  /** Names its files, e.g. `post`. */
  name: string;
  /** The batch after what `reached` names; null for the first. */
  read(after: unknown): Promise<RowBatch>;
}

export interface RowBatch {
  /** A JSON object each. */
  lines: string[];
  /** Where the next batch goes on; null when there is none. */
  reached: unknown;
}

/** Files that people uploaded. */
export interface FileSource {
  /** All keys, in a fixed order. */
  keys(): Promise<string[]>;
  /** Null when it has gone meanwhile. */
  read(key: string): Promise<Uint8Array | null>;
  pathOf(key: string): string;
}

/** What an export consists of, in its order. */
export interface ExportContents {
  readme: string;
  startedAt: Date;
  rows: readonly RowSource[];
  files: FileSource;
}
