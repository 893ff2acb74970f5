/**
 * What the phone asks, in the order of its worth, with the exact names and slugs of the records.
 * Shipped, so that every question can be asked before the server's vocabulary first arrived.
 *
 * @typedef {"one" | "many" | "scale" | "yes_no" | "amount" | "where" | "relief" | "function" | "text"} Type
 * @typedef {object} Field
 * @property {string} name
 * @property {Type} type
 * @property {string} ask the English sentence, a key of the catalogue
 * @property {string[]} [slugs]
 * @property {{picks: number[], step: number, max: number, unit: string}} [amount]
 * @property {[string, string]} [ends] what 0 and 10 mean
 * @property {boolean} [habit] yesterday's answer is worth offering
 */

const GRADES = ["none", "mild", "moderate", "severe"];
const EFFECTS = ["worse", "better", "none", "unknown"];
const SIDES = [
  "left",
  "right",
  "both_equal",
  "both_left_more",
  "both_right_more",
  "changed_within",
];
const TURNS = ["no", "left", "right", "both", "unknown"];

/** @param {string} name @param {string} ask @param {string[]} slugs @returns {Field} */
const one = (name, ask, slugs) => ({ name, ask, slugs, type: "one" });
/** @param {string} name @param {string} ask @param {string[]} slugs @returns {Field} */
const many = (name, ask, slugs) => ({ name, ask, slugs, type: "many" });
/** @param {string} name @param {string} ask @returns {Field} */
const yesNo = (name, ask) => ({ name, ask, type: "yes_no" });
/** @param {string} name @param {string} ask @param {[string, string]} [ends] @returns {Field} */
const scale = (name, ask, ends) => ({ name, ask, type: "scale", ...(ends ? { ends } : {}) });
/** @param {string} name @param {string} ask @param {NonNullable<Field["amount"]>} range @param {boolean} [habit] @returns {Field} */
const amount = (name, ask, range, habit = false) => ({
  name,
  ask,
  type: "amount",
  amount: range,
  habit,
});

/** @type {{title: string, fields: Field[]}[]} */
export const EPISODE_SECTIONS = [
  {
    title: "Where it hurts",
    fields: [
      { name: "regions", type: "where", ask: "Everywhere it hurts" },
      one("side", "Which side", [...SIDES, "unknown"]),
    ],
  },
  {
    title: "The neck",
    fields: [
      one("neck_timing", "Neck pain or stiffness, compared with the headache", [
        "none",
        "before_2_to_48_h",
        "before_under_2_h",
        "with",
        "after",
        "unknown",
      ]),
      one("neck_stiffness", "How stiff is the neck", GRADES),
      many("provoked_by", "What brought it on", [
        "neck_movement",
        "sustained_posture",
        "neck_pressure",
        "cough_strain",
        "exertion",
        "nothing",
      ]),
      one("shoulder_arm_pain", "Pain in shoulder or arm", ["none", "left", "right", "both"]),
      one("turn_limited", "Is turning the head limited", TURNS),
      one("movement_effect", "Moving the neck makes it", EFFECTS),
      one("pressure_reproduces", "Pressing on the neck brings the pain", [
        "yes",
        "no",
        "not_tried",
      ]),
    ],
  },
  {
    title: "When it began",
    fields: [
      one("posture_at_onset", "What you were doing", [
        "sitting_desk",
        "sitting_laptop",
        "sitting_phone",
        "sitting_sofa",
        "driving",
        "standing",
        "walking",
        "lying",
        "sleeping",
        "lifting",
        "exercising",
        "other",
      ]),
      yesNo("woke_with", "Woke up with it"),
      one("onset_to_peak", "How fast it reached its worst", [
        "under_1_min",
        "1_to_5_min",
        "5_to_60_min",
        "over_1_h",
        "unknown",
      ]),
      one("posture_correction_helped", "Did changing posture help", ["yes", "no", "not_tried"]),
    ],
  },
  {
    title: "What it is like",
    fields: [
      many("quality", "The pain is", [
        "pressing",
        "tightening",
        "dull",
        "deep",
        "throbbing",
        "stabbing",
        "sharp",
        "shooting",
        "electric",
        "burning",
        "tingling",
        "heavy",
        "tender",
      ]),
      yesNo("activity_aggravates", "Worse by ordinary activity"),
      one("nausea", "Nausea", GRADES),
      yesNo("vomiting", "Vomiting"),
      one("photophobia", "Light is too much", GRADES),
      one("phonophobia", "Sound is too much", GRADES),
      yesNo("dizziness", "Dizziness"),
      one("upright_effect", "Being upright makes it", EFFECTS),
      one("lying_effect", "Lying down makes it", EFFECTS),
    ],
  },
  {
    title: "What helped, what it cost",
    fields: [
      { name: "relief", type: "relief", ask: "What you tried" },
      { name: "function", type: "function", ask: "How much was lost" },
    ],
  },
  {
    title: "What you suspect, and notes",
    fields: [
      many("triggers", "What may have set it off", [
        "long_sitting",
        "poor_posture",
        "bad_sleep",
        "sleep_position",
        "stress",
        "letdown",
        "neck_strain",
        "back_pain",
        "screen_time",
        "driving",
        "weather",
        "skipped_meal",
        "dehydration",
        "alcohol",
        "caffeine",
        "menstruation",
        "bright_light",
        "noise",
        "smell",
        "exercise",
        "travel",
      ]),
      { name: "notes", type: "text", ask: "Notes" },
    ],
  },
];

/** @type {{title: string, fields: Field[]}[]} */
export const CHECK_IN_SECTIONS = [
  {
    title: "Sitting",
    fields: [
      amount(
        "sitting_hours",
        "Hours spent sitting",
        { picks: [0, 2, 4, 6, 8, 10, 12], step: 0.25, max: 24, unit: "h" },
        true,
      ),
      amount(
        "longest_sitting_minutes",
        "Longest stretch without getting up, in minutes",
        { picks: [15, 30, 45, 60, 90, 120, 180], step: 15, max: 1440, unit: "min" },
        true,
      ),
    ],
  },
  {
    title: "The night before this day",
    fields: [
      {
        ...one("sleep_position", "Slept mostly on", [
          "back",
          "left_side",
          "right_side",
          "stomach",
          "mixed",
          "unknown",
        ]),
        habit: true,
      },
      { ...one("pillow", "Pillow", ["none", "low", "medium", "high"]), habit: true },
      amount("sleep_hours", "Hours slept", {
        picks: [4, 5, 6, 7, 8, 9],
        step: 0.25,
        max: 24,
        unit: "h",
      }),
      scale("sleep_quality", "How well you slept", ["very badly", "very well"]),
      yesNo("woke_with_headache", "Woke up with a headache"),
    ],
  },
  {
    title: "Pain and strain",
    fields: [
      scale("neck_pain", "Neck pain"),
      scale("upper_back_pain", "Upper back pain"),
      scale("low_back_pain", "Low back pain"),
      scale("stress", "Stress", ["none at all", "very much"]),
      one("painkillers_taken", "Painkillers, for any reason", ["no", "yes"]),
    ],
  },
];

/** Rows of the list of places: in the middle, or left and right of the person. */
export const PLACES = {
  paired: [
    "forehead",
    "temple",
    "eye",
    "ear",
    "jaw",
    "cheek",
    "side_head",
    "back_head",
    "skull_base",
    "upper_neck",
    "lower_neck",
    "shoulder_top",
    "between_blades",
  ],
  single: ["top", "whole_head"],
};

export const RELIEF_METHODS = [
  "rest",
  "sleep",
  "heat",
  "cold",
  "massage",
  "stretching",
  "posture_change",
  "walk",
  "dark_room",
  "water",
  "other",
];
export const RELIEF_EFFECTS = ["worse", "none", "some", "good"];
export const FUNCTION_AREAS = ["work", "home", "social"];
export const LOSSES = ["none", "less_than_half", "half_or_more", "all"];
