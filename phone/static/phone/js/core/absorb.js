/**
 * What a reply of the server changes on the phone. Pure; the store applies what is decided here.
 *
 * @import {BaseRecord, Key, Op, Refused, Reply, Result} from "./types.js"
 */

/** A copy of an old reply may arrive after a newer one. @param {BaseRecord | undefined} old @param {BaseRecord} next */
const isNews = (old, next) => !old || next.revision > old.revision;

/**
 * What one reply changes: records to keep, answered writes to let go, refused ones to show.
 *
 * @param {Reply} reply
 * @param {Op[]} batch the writes of the request
 * @param {{base: (key: Key) => BaseRecord | undefined, pending: Op[]}} known
 *   `pending` are the writes that wait behind the batch
 */
export function absorb(reply, batch, known) {
  const byId = new Map(batch.map((op) => [op.op, op]));
  /** @type {Map<string, BaseRecord>} */
  const base = new Map();
  /** @type {Refused[]} */
  const refused = [];
  /** @type {Op[]} */
  const answered = [];
  /** @param {Key} key */
  const current = (key) => base.get(`${key.kind}/${key.id}`) ?? known.base(key);
  /** @param {BaseRecord} record */
  const put = (record) => base.set(`${record.kind}/${record.id}`, record);
  /** @param {BaseRecord} record */
  const keep = (record) => isNews(current(record), record) && put(record);
  for (const result of reply.results) {
    const op = byId.get(result.op);
    if (!op) continue;
    answered.push(op);
    const offersSoon = reply.reset && reply.reset_reason !== "expired";
    const old = offersSoon ? current(op) : undefined;
    if (old && isOffered(result)) put(believed(old, op, result));
    else if (wasRejected(result)) refused.push(refusal(op, result));
    else if (result.record && !old) keep(result.record);
  }
  for (const record of reply.changes) keep(record);
  return {
    base: [...base.values()],
    answered,
    refused,
    retold: retold([...base.values()], known.pending),
  };
}

/**
 * A restored server may lack what a write built upon. The phone offers its whole record
 * soon, this write included. @param {Result} result
 */
const isOffered = (result) => !wasRejected(result) || result.code === "unknown_record";

/**
 * The record as the phone believes it to be, which is what it offers. What the server answered
 * has an older state around the write.
 * @param {BaseRecord} old
 * @param {Op} op
 * @param {Result} result
 * @returns {BaseRecord}
 */
function believed(old, { set }, { record, lost = [] }) {
  const { deleted = old.deleted, ...fields } = set;
  for (const { field } of lost) delete fields[field];
  const revision = record?.revision ?? old.revision;
  return { ...old, revision, deleted: deleted === true, fields: { ...old.fields, ...fields } };
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

/**
 * Taking back a deletion revives a record only for a writer that had seen the tombstone. The
 * phone that made it has, as soon as it knows its revision.
 * @param {BaseRecord[]} records
 * @param {Op[]} pending
 */
function retold(records, pending) {
  return pending.flatMap((op) => {
    const stone = records.find(
      ({ kind, id, deleted }) => deleted && kind === op.kind && id === op.id,
    );
    const revives = stone && !op.sent && op.set.deleted === false;
    return revives ? [{ ...op, base: stone.revision }] : [];
  });
}
