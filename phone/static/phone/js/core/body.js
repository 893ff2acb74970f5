/**
 * The drawings of the body and the places on them. A place is a region and a side of the person,
 * never a point of a picture, so that an old entry is shown by every later drawing.
 *
 * @typedef {{region: string, side: string | null}} Place
 * @typedef {[region: string, x: number, y: number, width: number, height: number]} Spot
 *   centre and radii in a drawing that is 320 wide
 * @typedef {object} View
 * @property {string} name
 * @property {number} height
 * @property {"left" | "right"} side the person's side at the picture's left
 * @property {boolean} paired does the picture show both sides?
 * @property {Spot[]} spots at the picture's left; "top" is in the middle of the head
 */

/** @type {Spot[]} */
const PROFILE = [
  ["top", 174, 44, 44, 28],
  ["forehead", 84, 90, 28, 31],
  ["side_head", 206, 104, 36, 29],
  ["back_head", 272, 132, 28, 35],
  ["temple", 140, 128, 28, 28],
  ["eye", 80, 156, 28, 27],
  ["ear", 190, 180, 27, 30],
  ["behind_ear", 246, 196, 27, 27],
  ["cheek", 104, 214, 28, 27],
  ["jaw", 160, 242, 28, 27],
  ["skull_base", 238, 254, 28, 27],
  ["front_neck", 170, 322, 28, 28],
  ["upper_neck", 240, 312, 28, 27],
  ["lower_neck", 250, 369, 28, 27],
];

/** @type {View[]} */
export const VIEWS = [
  {
    name: "head",
    height: 310,
    side: "left",
    paired: true,
    spots: [
      ["back_head", 124, 62, 31, 34],
      ["skull_base", 131, 126, 27, 27],
      ["upper_neck", 132, 183, 27, 27],
      ["lower_neck", 132, 240, 27, 27],
      ["shoulder_top", 68, 279, 36, 28],
    ],
  },
  { name: "left", height: 400, side: "left", paired: false, spots: PROFILE },
  { name: "right", height: 400, side: "right", paired: false, spots: PROFILE },
  {
    name: "face",
    height: 370,
    side: "right",
    paired: true,
    spots: [
      ["forehead", 122, 66, 36, 32],
      ["temple", 77, 124, 27, 27],
      ["eye", 128, 148, 27, 27],
      ["cheek", 98, 206, 29, 28],
      ["jaw", 122, 266, 31, 27],
      ["front_neck", 130, 336, 28, 27],
    ],
  },
  {
    name: "back",
    height: 430,
    side: "left",
    paired: true,
    spots: [
      ["shoulder_top", 100, 64, 34, 27],
      ["shoulder_joint", 42, 102, 27, 28],
      ["between_blades", 132, 132, 27, 33],
      ["upper_back", 90, 180, 27, 31],
      ["mid_back", 126, 226, 32, 30],
      ["low_back", 122, 292, 34, 31],
      ["buttock", 112, 364, 36, 34],
      ["arm", 30, 176, 27, 38],
      ["hand", 29, 288, 27, 30],
    ],
  },
];

/** Regions that have no sides. */
export const MIDDLE = ["top", "whole_head"];
const HEAD = new Set(
  "forehead temple eye top side_head back_head skull_base behind_ear ear jaw cheek whole_head".split(
    " ",
  ),
);

/** Every region with sides, in the order of the list. */
export const PAIRED = [...new Set(VIEWS.flatMap(({ spots }) => spots.map(([region]) => region)))]
  .filter((region) => !MIDDLE.includes(region))
  .sort((a, b) => Number(HEAD.has(b)) - Number(HEAD.has(a)));

/** The places of one picture, in per cent of its width and height. @param {View} view */
export function placesOf({ height, side, paired, spots }) {
  const other = side === "left" ? "right" : "left";
  return spots.flatMap(([region, x, y, width, height_]) => {
    const at = (/** @type {number} */ centre, /** @type {string} */ on) => ({
      region,
      side: MIDDLE.includes(region) ? "middle" : on,
      left: ((centre - width) / 320) * 100,
      top: ((y - height_) / height) * 100,
      width: (width / 160) * 100,
      height: (height_ / height) * 200,
    });
    if (paired) return [at(x, side), at(320 - x, other)];
    return [at(side === "left" ? x : 320 - x, side)];
  });
}

/** @param {Place[]} places @param {string} region @returns {string[]} the sides that hurt there */
export function sidesOf(places, region) {
  const side = places.find((place) => place.region === region)?.side;
  return side === "both" ? ["left", "right"] : side ? [side] : [];
}

/**
 * One side of a region ticked or not; null when nothing is left, which is "not answered".
 * @param {Place[]} places
 * @param {{region: string, side: string}} place
 * @param {boolean} on
 */
export function marked(places, { region, side }, on) {
  const others = sidesOf(places, region).filter((one) => one !== side && one !== "middle");
  const sides = on ? [...others, side] : others;
  const rest = places.filter((place) => place.region !== region);
  const joined = sides.length === 2 ? "both" : sides[0];
  const next = joined ? [...rest, { region, side: joined }] : rest;
  return next.length > 0 ? next : null;
}

/**
 * The side of the head pain as the places say it, or null where they do not decide. Shown, never
 * written; the server derives the same.
 * @param {Place[]} places
 */
export function sideOf(places) {
  const sides = new Set(places.flatMap(({ region, side }) => (HEAD.has(region) ? [side] : [])));
  if (sides.has("both") || (sides.has("left") && sides.has("right"))) return "both_equal";
  const [only] = sides;
  return sides.size === 1 && (only === "left" || only === "right") ? only : null;
}
