/** One way to speak with the server: JSON, a time limit, the CSRF token. */

const TIMEOUT_MS = 15_000;
/** Browsers send up to 64 KiB for a page that is closed meanwhile; a character has three bytes at most. */
const OUTLIVES_PAGE = 20_000;

function csrfToken() {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? "";
}

/**
 * @typedef {object} Answer
 * @property {number} status
 * @property {any} body null when it was no JSON
 * @property {number | null} retryAfter seconds
 */

/**
 * Rejects only when no answer came.
 * @param {"GET" | "POST" | "DELETE"} method
 * @param {string} path
 * @param {unknown} [content]
 * @returns {Promise<Answer>}
 */
export async function request(method, path, content) {
  /** @type {Record<string, string>} */
  const headers = { Accept: "application/json" };
  if (method !== "GET") headers["X-CSRFToken"] = csrfToken();
  if (content !== undefined) headers["Content-Type"] = "application/json";
  const body = content === undefined ? null : JSON.stringify(content);
  const keepalive = body !== null && body.length < OUTLIVES_PAGE;
  const limit = new AbortController();
  const timer = setTimeout(() => limit.abort(), TIMEOUT_MS);
  try {
    const { signal } = limit;
    const response = await fetch(path, { method, headers, body, keepalive, signal });
    const text = await response.text();
    const retryAfter = Number.parseInt(response.headers.get("Retry-After") ?? "", 10);
    return {
      status: response.status,
      body: parsed(text),
      retryAfter: Number.isNaN(retryAfter) ? null : retryAfter,
    };
  } finally {
    clearTimeout(timer);
  }
}

/** @param {string} text */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
