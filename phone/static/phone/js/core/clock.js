/** The phone's clock beside the server's. Entries keep what the phone showed, whatever is found here. */

/** Less than this costs no entry its day, and hardly its hour. */
const WORTH_A_WORD_MS = 300_000;

/**
 * How far the phone is ahead, as far as the way there and back does not explain it; 0 when it is
 * not worth a word.
 * @param {number} asked by the phone's clock
 * @param {number} told by the server's
 * @param {number} heard by the phone's
 */
export function ahead(asked, told, heard) {
  const ms = Math.max(asked - told, Math.min(heard - told, 0));
  return Math.abs(ms) > WORTH_A_WORD_MS ? ms : 0;
}
