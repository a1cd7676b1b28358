/** What the one large button of the console does next. Pure. */
import type { Phase, QuestionSlice, Step } from "../live/slices";

export type NextStep =
  /** Lay the question that the facilitator looks at on the table. */
  | { kind: "show"; number: number }
  /** Go back to the question on the table. */
  | { kind: "return"; number: number }
  /** Go on with this question; `reveals`: what people wrote alone is shown by it. */
  | { kind: "step"; number: number; seen: Step; to: Step; reveals: boolean }
  | { kind: "round_off" }
  | { kind: "next"; number: number }
  | { kind: "close" }
  | { kind: "ending" };

export interface Situation {
  phase: Phase;
  shown: number;
  current: number;
  questions: readonly QuestionSlice[];
  /** The steps this session uses; only "composing" is the plain mode. */
  steps: readonly Step[];
}

/** All steps but "done", in the order of a question. */
export const ORDER: readonly Step[] = ["reading", "writing", "discussing", "composing", "closing"];

/** The step that comes next. Rounded-off questions after the current one are passed over. */
export function nextStep({ phase, shown, current, questions, steps }: Situation): NextStep {
  if (phase === "closed") return { kind: "ending" };
  const programme = questions.filter((each) => each.chosen);
  if (shown !== current) {
    const inProgramme = programme.some((each) => each.number === shown);
    return inProgramme ? { kind: "show", number: shown } : { kind: "return", number: current };
  }
  const now = programme.find((each) => each.number === current);
  if (now !== undefined && now.step !== "done") return within(now, steps);
  const next = programme.find((each) => each.number > current && each.step !== "done");
  return next === undefined ? { kind: "close" } : { kind: "next", number: next.number };
}

/** Whether going to this step shows what people wrote alone. */
export function reveals(question: QuestionSlice, to: Step, steps: readonly Step[]): boolean {
  return !question.revealed && steps.includes("writing") && ORDER.indexOf(to) > ORDER.indexOf("writing");
}

/** Whether a session is in plain mode: straight into the joint answer, without steps. */
export function isPlain(steps: readonly Step[]): boolean {
  return steps.length < 2;
}

/** The questions of the programme without an outcome: closing makes them "not discussed". */
export function stillOpen(questions: readonly QuestionSlice[]): number[] {
  return questions
    .filter((each) => each.chosen && each.outcome === "open")
    .map((each) => each.number);
}

function within(question: QuestionSlice, steps: readonly Step[]): NextStep {
  const { number, step: seen } = question;
  const to = steps.find((each) => ORDER.indexOf(each) > ORDER.indexOf(seen));
  if (to === undefined) return { kind: "round_off" };
  return { kind: "step", number, seen, to, reveals: reveals(question, to, steps) };
}
