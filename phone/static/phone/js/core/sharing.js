/** What is open to others. */

/**
 * Does it stand on the list? A link that too many wrong tries have closed does, until it is over:
 * the person can say why it does not open, and make another.
 * @param {{active?: boolean, locked?: boolean, revoked_at?: string | null, expires_at: string}} shared
 * @param {number} now
 */
export function isOn({ active, locked, revoked_at, expires_at }, now) {
  const runs = !revoked_at && Date.parse(expires_at) > now;
  return locked ? runs : (active ?? runs);
}
