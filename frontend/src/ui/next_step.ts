/** What the one large button of the console does next. Pure. */
import type { Phase, QuestionSlice } from "../live/slices";

export type NextStep =
  /** Lay the question that the facilitator looks at on the table. */
  | { kind: "show"; number: number }
  /** Go back to the question on the table. */
  | { kind: "return"; number: number }
  | { kind: "round_off" }
  | { kind: "next"; number: number }
  | { kind: "close" }
  | { kind: "ending" };

export interface Situation {
  phase: Phase;
  shown: number;
  current: number;
  questions: readonly QuestionSlice[];
}

/** The step that comes next. Rounded-off questions after the current one are passed over. */
export function nextStep({ phase, shown, current, questions }: Situation): NextStep {
  if (phase === "closed") return { kind: "ending" };
  const programme = questions.filter((each) => each.chosen);
  if (shown !== current) {
    const inProgramme = programme.some((each) => each.number === shown);
    return inProgramme ? { kind: "show", number: shown } : { kind: "return", number: current };
  }
  const now = programme.find((each) => each.number === current);
  if (now !== undefined && now.step !== "done") return { kind: "round_off" };
  const next = programme.find((each) => each.number > current && each.step !== "done");
  return next === undefined ? { kind: "close" } : { kind: "next", number: next.number };
}

/** The questions of the programme without an outcome: closing makes them "not discussed". */
export function stillOpen(questions: readonly QuestionSlice[]): number[] {
  return questions
    .filter((each) => each.chosen && each.outcome === "open")
    .map((each) => each.number);
}
