/** The shapes that travel between the layers. Names of kinds and fields are those of the server. */

export type Fields = { [name: string]: unknown };

export type Key = { kind: string; id: string };

/** What the server last said about a record. */
export type BaseRecord = Key & { revision: number; deleted: boolean; fields: Fields | null };

/** What a person did to one record: `set` carries only the fields that were touched. */
export type Write = Key & { set: Fields };

/**
 * A write on its way to the server. `seq` is its place in the outbox; `sent` is true from the
 * moment it may have reached the server, and from then on it is never altered.
 */
export type Op = Write & {
  seq?: number;
  op: string;
  base: number | null;
  at: string;
  sent: boolean;
};

/**
 * What the person sees: base with the pending writes laid over it. The last three are made for
 * looking things up and are absent where they do not apply.
 */
export type Row = Key & {
  revision: number | null;
  deleted: boolean;
  pending: boolean;
  fields: Fields;
  day?: string;
  parent?: string;
  open?: 1;
};

/** A write that the server refused, kept with its content until the person decides. */
export type Refused = Op & { code: string; detail: string | null; field: string | null };

export type Result = {
  op: string;
  status: "applied" | "merged" | "duplicate" | "rejected";
  code?: string | null;
  detail?: string | null;
  field?: string | null;
  outcome?: string;
  lost?: { field: string; theirs: unknown }[];
  record?: BaseRecord | null;
};

export type Reply = {
  server_time?: string;
  cursor: string | null;
  has_more: boolean;
  reset: boolean;
  /** With `reset` alone, and not from an older server. */
  reset_reason?: "restored" | "expired";
  results: Result[];
  changes: BaseRecord[];
};
