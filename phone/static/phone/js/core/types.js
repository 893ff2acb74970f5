/**
 * The shapes that travel between the layers. Names of kinds and fields are those of the server.
 *
 * @typedef {{[name: string]: unknown}} Fields
 *
 * @typedef {object} Key
 * @property {string} kind
 * @property {string} id
 *
 * What the server last said about a record.
 * @typedef {Key & {revision: number, deleted: boolean, fields: Fields | null}} BaseRecord
 *
 * What a person did to one record: `set` carries only the fields that were touched.
 * @typedef {Key & {set: Fields}} Write
 *
 * A write on its way to the server. `seq` is its place in the outbox; `sent` is true from the
 * moment it may have reached the server, and from then on it is never altered.
 * @typedef {Write & {seq?: number, op: string, base: number | null, at: string, sent: boolean}} Op
 *
 * What the person sees: base with the pending writes laid over it. The last three are made for
 * looking things up and are absent where they do not apply.
 * @typedef {Key & {revision: number | null, deleted: boolean, pending: boolean, fields: Fields,
 *   day?: string, parent?: string, open?: 1}} Row
 *
 * A write that the server refused, kept with its content until the person decides.
 * @typedef {Op & {code: string, detail: string | null, field: string | null}} Refused
 *
 * @typedef {object} Result
 * @property {string} op
 * @property {"applied" | "merged" | "duplicate" | "rejected"} status
 * @property {string | null} [code]
 * @property {string | null} [detail]
 * @property {string | null} [field]
 * @property {string} [outcome]
 * @property {BaseRecord | null} [record]
 *
 * @typedef {object} Reply
 * @property {string | null} cursor
 * @property {boolean} has_more
 * @property {boolean} reset
 * @property {Result[]} results
 * @property {BaseRecord[]} changes
 */
export {};
