/** The parts of a diary that can be shared or kept back, and how much is in them. */
import { inList, numeral } from "./format.js";
import { label } from "./labels.js";
import { t } from "./t.js";

/** @returns {{[section: string]: string}} */
export const sections = () => ({
  episodes: t("headaches"),
  check_ins: t("check-ins"),
  medicines: t("medicines"),
  treatments: t("treatments"),
  visits: t("visits and findings"),
  profile: t("profile"),
});

/** Short, where the vocabulary describes, and of what it has no word for. @param {string} kind or a page that somebody opened */
export const kindName = (kind) =>
  ({
    episodes: t("Headaches"),
    check_ins: t("Check-ins"),
    changes: t("Changes"),
    account: t("Account"),
    insights: t("Insights"),
    report: t("Report"),
    "clinic page": t("Clinic page"),
  })[kind] ?? label(kind);

/** "Headaches: 3, check-ins: 20". @param {{[kind: string]: number}} counts */
export const kindsCounted = (counts) =>
  inList(
    Object.entries(counts)
      .filter(([, n]) => n > 0)
      .map(([kind, n]) =>
        t("{what}: {n}", { what: kindName(kind), n: numeral(n) }).replace(/ (\S+)$/, "\u00a0$1"),
      ),
  ) || t("nothing");
