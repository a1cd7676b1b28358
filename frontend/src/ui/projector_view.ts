/** What the wall shows: the facilitator's choice, or what the phase asks for. Pure. */
import type { Phase, QuestionSlice, ScreenView, Step } from "../live/slices";

/** What is drawn; "both" is the question with the joint answer under it. */
export type Shown = "invitation" | "question" | "answer" | "both" | "overview" | "closed";

/** The view for what was chosen; "auto" follows the phase. A closed round shows nothing else. */
export function shownFor(chosen: ScreenView, phase: Phase, closedRound = false): Shown {
  if (closedRound) return "closed";
  if (chosen !== "auto") return chosen;
  switch (phase) {
    case "running":
      return "both";
    case "adjourned":
    case "closed":
      return "overview";
    default:
      return "invitation";
  }
}

/** Whether the group reads or writes alone now: then the joint answer is not what it works on. */
export function isAlone({ step }: QuestionSlice, steps: readonly Step[]): boolean {
  return steps.length > 1 && (step === "reading" || step === "writing");
}

/** The sub-question to show when there is no room for all: the first that is not ticked. */
export function partFor(question: QuestionSlice, parts: number): number {
  for (let part = 0; part < parts; part += 1) {
    if (!question.parts_done.includes(part)) return part;
  }
  return Math.max(0, parts - 1);
}

/** One step on or back among the parts, never beyond the ends. */
export function stepped(part: number, step: number, parts: number): number {
  return Math.min(Math.max(part + step, 0), Math.max(0, parts - 1));
}

/** The counts beside the overview: few rows, so that they can be large. */
export type Counted = "answered" | "to_investigate" | "no_good_answer" | "not_applicable" | "left";

/** What occurs, in a fixed order; "left" is all that has no outcome (yet). */
export function tally(questions: readonly QuestionSlice[], running: boolean): [Counted, number][] {
  const counts = new Map<Counted, number>();
  for (const question of questions) {
    if (!question.chosen) continue;
    const kind = kindOf(question, running);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  const order: Counted[] = ["answered", "to_investigate", "no_good_answer", "not_applicable", "left"];
  return order.flatMap((kind) => (counts.has(kind) ? [[kind, counts.get(kind) as number]] : []));
}

function kindOf({ outcome, step }: QuestionSlice, running: boolean): Counted {
  const left = outcome === "open" || outcome === "not_discussed" || (running && step !== "done");
  return left ? "left" : (outcome as Counted);
}
