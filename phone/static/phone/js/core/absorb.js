/**
 * What a reply of the server changes on the phone. Pure; the store applies what is decided here.
 *
 * @import {BaseRecord, Key, Op, Refused, Reply, Result} from "./types.js"
 */

/** A copy of an old reply may arrive after a newer one. @param {BaseRecord | undefined} old @param {BaseRecord} next */
const isNews = (old, next) => !old || next.revision > old.revision;

/**
 * What one reply changes: records to keep, answered writes to let go, refused ones to show, and
 * those to say again when the record that they belong to has been offered.
 *
 * @param {Reply} reply
 * @param {Op[]} batch the writes of the request
 * @param {(key: Key) => BaseRecord | undefined} known
 */
export function absorb(reply, batch, known) {
  /** @type {Map<string, BaseRecord>} */
  const base = new Map();
  /** @type {Refused[]} */
  const refused = [];
  /** @param {Key} key */
  const current = (key) => base.get(`${key.kind}/${key.id}`) ?? known(key);
  /** @param {BaseRecord} record */
  const put = (record) => base.set(`${record.kind}/${record.id}`, record);
  /** @param {BaseRecord} record */
  const keep = (record) => isNews(current(record), record) && put(record);
  const offersSoon = reply.reset && reply.reset_reason !== "expired";
  const results = new Map(reply.results.map((result) => [result.op, result]));
  const told = batch.filter(({ op }) => results.has(op));
  /** @param {Op} op */
  const isEarly = ({ op }) => offersSoon && results.get(op)?.code === "unknown_record";
  const answered = told.filter((op) => !isEarly(op));
  for (const op of answered) {
    const result = /** @type {Result} */ (results.get(op.op));
    const old = offersSoon ? current(op) : undefined;
    if (wasRejected(result)) refused.push(refusal(op, result));
    else if (old) put(believed(old, op, result));
    else if (result.record) keep(result.record);
  }
  for (const record of reply.changes) keep(record);
  return { base: [...base.values()], answered, again: told.filter(isEarly), refused };
}

/**
 * The record as the phone believes it to be, which is what it offers. What a restored server
 * answered has an older state around the write.
 * @param {BaseRecord} old
 * @param {Op} op
 * @param {Result} result
 * @returns {BaseRecord}
 */
function believed(old, { set }, { lost = [] }) {
  const stood = Object.fromEntries(lost.map(({ field, theirs }) => [field, theirs]));
  const { deleted = old.deleted, ...fields } = { ...set, ...stood };
  return { ...old, deleted: deleted === true, fields: { ...old.fields, ...fields } };
}

/** @param {Result} result */
const wasRejected = ({ status, outcome }) =>
  status === "rejected" || (status === "duplicate" && outcome === "rejected");

/**
 * @param {Op} op
 * @param {Partial<Result>} result
 * @returns {Refused}
 */
export const refusal = (op, { code, detail, field }) => ({
  ...op,
  code: code ?? "rejected",
  detail: detail ?? null,
  field: field ?? null,
});
