/**
 * Kinds of medicines in plain words, and which day of how many the next dose would make. Told,
 * never in the way.
 *
 * @import {Standing} from "../core/limits.js"
 */
import { t } from "./t.js";

/** Kinds that a person can tell from the packet. @returns {[string, string][]} */
export const drugClasses = () => [
  ["unclassified", t("I do not know")],
  ["paracetamol", t("Paracetamol (acetaminophen)")],
  ["nsaid", t("Ibuprofen, naproxen, diclofenac (NSAID)")],
  ["aspirin", t("Aspirin")],
  ["triptan", t("Triptan")],
  ["combination", t("Combined painkiller")],
  ["opioid", t("Opioid")],
  ["other_nonopioid", t("Metamizole or another painkiller")],
  ["ergot", t("Ergotamine")],
  ["gepant", t("Gepant")],
  ["ditan", t("Ditan")],
  ["antiemetic", t("Against nausea")],
  ["muscle_relaxant", t("Muscle relaxant")],
  ["preventive", t("Taken to prevent, every day")],
  ["other_acute", t("Something else")],
];

/** @param {string} slug */
export const drugClass = (slug) => drugClasses().find(([known]) => known === slug)?.[1] ?? slug;

/** @param {Standing} standing */
export const wouldBe = ({ code, day, limit }) =>
  code === "8.2.6"
    ? t("Today would be day {day} of {limit} in 30 days, painkillers together", { day, limit })
    : t("Today would be day {day} of {limit} in 30 days", { day, limit });
