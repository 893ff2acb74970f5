/** A file for the person: kept where the phone keeps files. */
import { t } from "./t.js";
import { toast } from "./toast.js";

const READ_BY_THEN_MS = 60_000;

/** @param {Blob} content @param {string} name */
export function saveFile(content, name) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(content);
  link.download = name;
  link.click();
  // Some browsers read it only after the click.
  setTimeout(URL.revokeObjectURL, READ_BY_THEN_MS, link.href);
  toast(t("{name} goes to the downloads of this phone.", { name }));
}

/** @param {unknown} content */
export const asJson = (content) =>
  new Blob([JSON.stringify(content, null, 2)], { type: "application/json" });
