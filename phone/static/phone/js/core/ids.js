/** Ids made on the phone: UUIDv7 for records and writes, UUIDv5 where two phones must agree. */

/** @param {Uint8Array} bytes */
function written(bytes) {
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    hex.slice(12, 16),
    hex.slice(16, 20),
    hex.slice(20, 32),
  ].join("-");
}

/**
 * @param {Uint8Array} bytes
 * @param {number} version
 */
function stamped(bytes, version) {
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | (version << 4);
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return written(bytes);
}

/**
 * @param {number} [now] milliseconds
 * @param {Uint8Array<ArrayBuffer>} [random] sixteen bytes
 */
export function uuid7(now = Date.now(), random = crypto.getRandomValues(new Uint8Array(16))) {
  const bytes = new Uint8Array(random);
  for (let i = 0; i < 6; i += 1) bytes[i] = Math.floor(now / 256 ** (5 - i)) % 256;
  return stamped(bytes, 7);
}

/**
 * @param {string} namespace a UUID
 * @param {string} name
 */
export function uuid5(namespace, name) {
  const space = (namespace.replaceAll("-", "").match(/../g) ?? []).map((hex) => parseInt(hex, 16));
  const digest = sha1(new Uint8Array([...space, ...new TextEncoder().encode(name)]));
  return stamped(digest.slice(0, 16), 5);
}

/**
 * The id that every phone of one person gives to the check-in of one day.
 * @param {string} person
 * @param {string} date
 */
export const checkInId = (person, date) => uuid5(person, `day:${date}`);

/** @param {number} value @param {number} bits */
const rotate = (value, bits) => (value << bits) | (value >>> (32 - bits));

/**
 * SHA-1, because the browser's own needs HTTPS and answers later. It names things here and
 * protects nothing.
 * @param {Uint8Array} message
 */
function sha1(message) {
  const length = (((message.length + 8) >> 6) + 1) * 64;
  const padded = new DataView(new ArrayBuffer(length));
  message.forEach((byte, i) => {
    padded.setUint8(i, byte);
  });
  padded.setUint8(message.length, 0x80);
  padded.setUint32(length - 4, message.length * 8);
  const hash = [0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476, 0xc3d2e1f0];
  for (let at = 0; at < length; at += 64) mixBlock(hash, padded, at);
  const out = new DataView(new ArrayBuffer(20));
  hash.forEach((word, i) => {
    out.setUint32(i * 4, word);
  });
  return new Uint8Array(out.buffer);
}

/** One function and one constant for each quarter of the eighty rounds. */
const ROUNDS = /** @type {[(b: number, c: number, d: number) => number, number][]} */ ([
  [(b, c, d) => (b & c) | (~b & d), 0x5a827999],
  [(b, c, d) => b ^ c ^ d, 0x6ed9eba1],
  [(b, c, d) => (b & c) | (b & d) | (c & d), 0x8f1bbcdc],
  [(b, c, d) => b ^ c ^ d, 0xca62c1d6],
]);

/**
 * @param {number[]} hash changed in place
 * @param {DataView} padded
 * @param {number} at
 */
function mixBlock(hash, padded, at) {
  const w = Array.from({ length: 16 }, (_, i) => padded.getUint32(at + i * 4));
  for (let i = 16; i < 80; i += 1) {
    w[i] = rotate(n(w[i - 3]) ^ n(w[i - 8]) ^ n(w[i - 14]) ^ n(w[i - 16]), 1);
  }
  let [a, b, c, d, e] = /** @type {[number, number, number, number, number]} */ ([...hash]);
  for (let i = 0; i < 80; i += 1) {
    const [mix, constant] = /** @type {(typeof ROUNDS)[0]} */ (ROUNDS[Math.floor(i / 20)]);
    const next = (rotate(a, 5) + mix(b, c, d) + e + constant + n(w[i])) | 0;
    [a, b, c, d, e] = [next, a, rotate(b, 30), c, d];
  }
  [a, b, c, d, e].forEach((word, i) => {
    hash[i] = (n(hash[i]) + word) | 0;
  });
}

/** @param {number | undefined} word */
const n = (word) => word ?? 0;
