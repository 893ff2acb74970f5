/** A file for the person: kept where the phone keeps files. */

/** @param {Blob} content @param {string} name */
export function saveFile(content, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** @param {unknown} content */
export const asJson = (content) =>
  new Blob([JSON.stringify(content, null, 2)], { type: "application/json" });
