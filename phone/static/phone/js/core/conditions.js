/**
 * The language of the warning-sign rules: conditions as data, true, false or unknown (null). Twin
 * of `diary/warning_signs/conditions.py`. What was not answered is unknown: it never fires a card,
 * and it never takes one away. The first key of a condition names its operator.
 *
 * @typedef {boolean | null} Truth
 * @typedef {{[key: string]: any}} Condition
 * @typedef {object} Scope
 * @property {{[name: string]: any}} parts the entry, the person, what happened around it
 * @property {{[name: string]: Condition}} definitions
 * @property {number | null} today the entry's day, as a number of days
 */

const DAY_MS = 86_400_000;
const DATE = /^(\d{4})-(\d\d)-(\d\d)$/;

/** @param {Condition} condition @param {Scope} scope @returns {Truth} */
export function holds(condition, scope) {
  const [name = ""] = Object.keys(condition);
  return /** @type {Operator} */ (OPERATORS[name])(condition, scope);
}

/** @param {Scope} scope @param {string} path @returns {any} */
export function at(scope, path) {
  /** @type {any} */
  let value = scope.parts;
  for (const name of path.split(".")) {
    const inside = typeof value === "object" && value !== null && Object.hasOwn(value, name);
    value = inside ? value[name] : null;
  }
  return value ?? null;
}

/** What is no text says nothing. @param {unknown} value */
export const asText = (value) => (typeof value === "string" ? value : "");

/** A date as a number of days; null when it is none. @param {unknown} text */
export function dayNumber(text) {
  const match = typeof text === "string" ? DATE.exec(text) : null;
  if (!match) return null;
  const ms = Date.parse(`${match[0]}T00:00:00Z`);
  const real = !Number.isNaN(ms) && new Date(ms).toISOString().slice(0, 10) === match[0];
  return real ? ms / DAY_MS : null;
}

/** @param {unknown} value @returns {number | null} */
export const number = (value) => (typeof value === "number" ? value : null);

/** @param {Truth[]} truths @returns {Truth} */
function and(truths) {
  if (truths.includes(false)) return false;
  return truths.includes(null) ? null : true;
}

/** @param {Truth[]} truths @returns {Truth} */
function or(truths) {
  if (truths.includes(true)) return true;
  return truths.includes(null) ? null : false;
}

/** @param {any} value @param {Condition} condition @returns {Truth} */
function compare(value, condition) {
  if (condition.has) return has(value, condition.has);
  if (condition.in) return typeof value === "string" ? condition.in.includes(value) : null;
  if (condition.is !== undefined) return typeof value === "boolean" ? value === condition.is : null;
  return within(number(value), condition);
}

/** @param {any} value @param {string[]} wanted @returns {Truth} */
const has = (value, wanted) =>
  Array.isArray(value) ? value.some((one) => wanted.includes(one)) : null;

/** @param {number | null} value @param {Condition} bounds @returns {Truth} */
const within = (value, { min = value, max = value }) =>
  value === null ? null : min <= value && value <= max;

/**
 * Days from a date to the entry's day; of a year alone, only what holds on all its days.
 * @param {Condition} condition @param {Scope} scope @returns {Truth}
 */
function daysSince(condition, scope) {
  const { today } = scope;
  const span = today === null ? null : spanOf(at(scope, condition.days_since), today);
  if (today === null || span === null) return null;
  const [first, last] = span.map((day) => within(today - day, { min: 0, ...condition }));
  return first === last ? /** @type {Truth} */ (first) : null;
}

/**
 * The first and the last day it can have been; the present year only as far as it has come.
 * @param {unknown} text @param {number} today
 */
function spanOf(text, today) {
  if (typeof text !== "string") return null;
  const ends = text.length === 4 ? [`${text}-01-01`, `${text}-12-31`] : [text, text];
  const [first = null, last = null] = ends.map(dayNumber);
  if (first === null || last === null) return null;
  return [first, first < today && today < last ? today : last];
}

/**
 * By the year alone, so up to a year early: the cautious side.
 * @param {Condition} condition @param {Scope} scope @returns {Truth}
 */
function yearsSince(condition, scope) {
  const year = number(at(scope, condition.years_since));
  if (scope.today === null || year === null) return null;
  return within(new Date(scope.today * DAY_MS).getUTCFullYear() - year, condition);
}

/**
 * A condition for every item of a list; null when there is no list.
 * @param {string} path @param {Condition} condition @param {Scope} scope @returns {Truth[] | null}
 */
function each(path, condition, scope) {
  const items = at(scope, path);
  if (!Array.isArray(items)) return null;
  return items.map((item) => holds(condition, { ...scope, parts: { ...scope.parts, item } }));
}

/** Nothing is said of an empty list, so all of none is not enough. @param {Truth[]} truths */
const everyOf = (truths) => truths.length > 0 && and(truths);

/** @typedef {(condition: Condition, scope: Scope) => Truth} Operator */

/** @type {{[name: string]: Operator}} */
const OPERATORS = {
  at: (c, scope) => compare(at(scope, c.at), c),
  ticked: (c, scope) => has(at(scope, "entry.warning_signs"), c.ticked),
  all: (c, scope) => and(c.all.map((/** @type {Condition} */ part) => holds(part, scope))),
  any: (c, scope) => or(c.any.map((/** @type {Condition} */ part) => holds(part, scope))),
  not: (c, scope) => {
    const truth = holds(c.not, scope);
    return truth === null ? null : !truth;
  },
  // An exception stands only when it is known to hold.
  certain: (c, scope) => holds(c.certain, scope) === true,
  use: (c, scope) => holds(/** @type {Condition} */ (scope.definitions[c.use]), scope),
  some: (c, scope) => {
    const truths = each(c.some, c.where, scope);
    return truths && or(truths);
  },
  every: (c, scope) => {
    const truths = each(c.every, c.where, scope);
    return truths && everyOf(truths);
  },
  days_since: daysSince,
  years_since: yearsSince,
};
