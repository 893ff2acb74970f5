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
 * @property {boolean} [habit] the last answer is worth offering
 * @property {boolean} [none] "none of these" is an answer of its own, the empty list
 * @typedef {{title: string, fields: Field[]}} Section
 */

const words = (/** @type {string} */ list) => list.split(" ");
const GRADES = words("none mild moderate severe");
const EFFECTS = words("worse better none unknown");
const TRIED = words("yes no not_tried");
const SIDED = words("none left right both");
const TURNS = words("no left right both unknown");

/** @param {string} name @param {string} ask @param {string[]} slugs @returns {Field} */
const one = (name, ask, slugs) => ({ name, ask, slugs, type: "one" });
/** @param {string} name @param {string} ask @param {string[]} slugs @returns {Field} */
const many = (name, ask, slugs) => ({ name, ask, slugs, type: "many" });
/** @param {string} name @param {string} ask @returns {Field} */
const yesNo = (name, ask) => ({ name, ask, type: "yes_no" });
/** @param {string} name @param {string} ask @param {[string, string]} [ends] @returns {Field} */
const scale = (name, ask, ends) => ({ name, ask, type: "scale", ...(ends ? { ends } : {}) });
/** @param {string} name @param {string} ask @param {NonNullable<Field["amount"]>} range @returns {Field} */
const amount = (name, ask, range) => ({ name, ask, type: "amount", amount: range });
/** What is often as it was the last time. @param {Field} field @returns {Field} */
const habit = (field) => ({ ...field, habit: true });
/** A count of a day. @param {number[]} picks @param {string} unit */
const counted = (picks, unit = "") => ({ picks, step: 1, max: 99, unit });

/** The first two are asked openly, one after the other; the rest is folded away. @type {Section[]} */
export const EPISODE_SECTIONS = [
  {
    title: "Where it hurts",
    fields: [habit({ name: "regions", type: "where", ask: "Everywhere it hurts" })],
  },
  {
    title: "The neck",
    fields: [
      habit(
        one(
          "start_region",
          "Where it began",
          words(
            "upper_neck lower_neck skull_base back_head shoulder_top side_head temple forehead eye top",
          ),
        ),
      ),
      habit(
        one(
          "side",
          "Which side",
          words("left right both_equal both_left_more both_right_more changed_within unknown"),
        ),
      ),
      habit(
        many(
          "provoked_by",
          "What brought it on",
          words("neck_movement sustained_posture neck_pressure cough_strain exertion nothing"),
        ),
      ),
      habit(one("shoulder_arm_pain", "Pain in shoulder or arm", SIDED)),
      one("turn_limited", "Is turning the head limited", TURNS),
      one(
        "neck_timing",
        "Neck pain or stiffness, compared with the headache",
        words("none before_2_to_48_h before_under_2_h with after unknown"),
      ),
      one("neck_stiffness", "How stiff is the neck", GRADES),
      one("movement_effect", "Moving the neck makes it", EFFECTS),
      one("pressure_reproduces", "Pressing on the neck brings the pain", TRIED),
    ],
  },
  {
    title: "When it began",
    fields: [
      habit(
        one(
          "posture_at_onset",
          "What you were doing",
          words(
            "sitting_desk sitting_laptop sitting_phone sitting_sofa driving standing walking lying sleeping lifting exercising other",
          ),
        ),
      ),
      yesNo("woke_with", "Woke up with it"),
      one(
        "onset_to_peak",
        "How fast it reached its worst",
        words("under_1_min 1_to_5_min 5_to_60_min over_1_h unknown"),
      ),
      one("posture_correction_helped", "Did changing posture help", TRIED),
    ],
  },
  {
    title: "What it is like",
    fields: [
      habit(
        many(
          "quality",
          "The pain is",
          words(
            "pressing tightening dull deep throbbing stabbing sharp shooting electric burning tingling heavy tender",
          ),
        ),
      ),
      yesNo("activity_aggravates", "Worse by ordinary activity"),
      yesNo("avoids_activity", "You avoid ordinary activity because of it"),
      one("nausea", "Nausea", GRADES),
      yesNo("vomiting", "Vomiting"),
      one("photophobia", "Light is too much", GRADES),
      one("phonophobia", "Sound is too much", GRADES),
      yesNo("osmophobia", "Smells are too much"),
      one("upright_effect", "Being upright makes it", EFFECTS),
      one("lying_effect", "Lying down makes it", EFFECTS),
    ],
  },
  {
    title: "Other signs",
    fields: [
      yesNo("dizziness", "Dizziness"),
      one("blurred_vision", "Blurred sight", SIDED),
      {
        ...many(
          "autonomic",
          "On the side of the pain",
          words(
            "red_eye tearing blocked_nose runny_nose eyelid_swelling face_sweating droopy_eyelid",
          ),
        ),
        none: true,
      },
      yesNo("restless", "You cannot keep still"),
      yesNo("allodynia", "Combing or touching the hair hurts"),
      yesNo("scalp_tender", "The scalp is tender when pressed"),
      yesNo("swallowing_difficulty", "Swallowing is difficult"),
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
      many(
        "triggers",
        "What may have set it off",
        words(
          "long_sitting poor_posture bad_sleep sleep_position stress letdown neck_strain back_pain screen_time driving weather skipped_meal dehydration alcohol caffeine menstruation bright_light noise smell exercise travel",
        ),
      ),
      yesNo("believed_migraine", "You think it is a migraine"),
      { name: "notes", type: "text", ask: "Notes" },
    ],
  },
];

/** Once a week, in good weeks too: how far the head turns. @type {Section} */
export const NECK_CHECK = {
  title: "Once a week: the neck",
  fields: [
    one(
      "turn_limited",
      "Turn your head gently to each side, as far as is comfortable. Is turning limited?",
      TURNS,
    ),
    one("neck_stiffness", "How stiff is the neck", GRADES),
  ],
};

/** The twenty seconds. @type {Section[]} */
export const CHECK_IN_SECTIONS = [
  {
    title: "Sitting",
    fields: [
      habit(
        amount("sitting_hours", "Hours spent sitting", {
          picks: [0, 2, 4, 6, 8, 10, 12],
          step: 0.25,
          max: 24,
          unit: "hour",
        }),
      ),
      habit(
        amount("longest_sitting_minutes", "Longest stretch without getting up, in minutes", {
          picks: [15, 30, 45, 60, 90, 120, 180],
          step: 15,
          max: 1440,
          unit: "minute",
        }),
      ),
    ],
  },
  {
    title: "The night before this day",
    fields: [
      habit(
        one(
          "sleep_position",
          "Slept mostly on",
          words("back left_side right_side stomach mixed unknown"),
        ),
      ),
      habit(one("pillow", "Pillow", words("none low medium high"))),
      amount("sleep_hours", "Hours slept", {
        picks: [4, 5, 6, 7, 8, 9],
        step: 0.25,
        max: 24,
        unit: "hour",
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

/** Folded away. @type {Section} */
export const CHECK_IN_MORE = {
  title: "More about this day",
  fields: [
    amount("breaks_count", "Breaks from sitting", counted([0, 2, 4, 6, 8, 10])),
    habit(
      one(
        "screen_posture",
        "How you sat at screens",
        words("neutral head_forward looking_down twisted varied"),
      ),
    ),
    amount("driving_hours", "Hours of driving", {
      picks: [0, 0.5, 1, 2, 3, 4],
      step: 0.25,
      max: 24,
      unit: "hour",
    }),
    habit(yesNo("side_supported", "Lying on the side, was the head held level")),
    amount("exercise_minutes", "Minutes of exercise", {
      picks: [0, 15, 30, 45, 60, 90],
      step: 5,
      max: 1440,
      unit: "minute",
    }),
    one("exercises_done", "Exercises of a programme", words("none some all")),
    amount("caffeine_servings", "Cups with caffeine", counted([0, 1, 2, 3, 4])),
    amount("alcohol_servings", "Alcoholic drinks", counted([0, 1, 2, 3, 4])),
    amount("meals_skipped", "Meals skipped", counted([0, 1, 2, 3])),
    yesNo("menstruation", "Menstruation"),
    { name: "function", type: "function", ask: "How much was lost" },
    { name: "notes", type: "text", ask: "Notes" },
  ],
};

export const RELIEF_METHODS = words(
  "rest sleep heat cold massage stretching posture_change walk dark_room water other",
);
export const RELIEF_EFFECTS = words("worse none some good");
export const FUNCTION_AREAS = words("work home social");
export const LOSSES = words("none less_than_half half_or_more all");
