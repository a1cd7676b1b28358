/** How many questions were left in which way. Pure. */
import type { QuestionSlice } from "../live/slices";
import { type Standing, standingOf } from "./outcomes";

const ORDER: readonly Standing[] = [
  "answered",
  "to_investigate",
  "no_good_answer",
  "not_applicable",
  "busy",
  "reopened",
  "not_discussed",
  "open",
  "out",
];

/** Pairs of standing and number, in a fixed order; what does not occur is left out. */
export function countsOf(
  questions: readonly QuestionSlice[],
  current: number,
  running: boolean,
): [Standing, number][] {
  const standings = questions.map((each) => standingOf(each, current, running));
  return ORDER.map((wanted): [Standing, number] => [
    wanted,
    standings.filter((each) => each === wanted).length,
  ]).filter(([, count]) => count > 0);
}
