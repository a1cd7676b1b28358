/** Which page belongs to which phase. Pure. */
import type { Phase } from "../live/slices";

export type Page = "lobby" | "waiting" | "console" | "question" | "overview" | "ending";
export type Goal = "lobby" | "question" | "ending";

const BEFORE: readonly Phase[] = ["draft", "lobby"];

/**
 * The page to go to because of the phase, or null to stay. A facilitator chooses the page
 * themselves, except that there is nothing to lead before the start.
 */
export function moveFor(page: Page, phase: Phase): Goal | null {
  switch (page) {
    case "waiting":
      if (phase === "closed") return "ending";
      return BEFORE.includes(phase) ? null : "question";
    case "console":
      return BEFORE.includes(phase) ? "lobby" : null;
    case "question":
      if (phase === "closed") return "ending";
      return BEFORE.includes(phase) ? "lobby" : null;
    case "ending":
      return phase === "closed" ? null : "question";
    default:
      return null;
  }
}

/** Where the page that goes with a goal stands. */
export function addressOf(session: string, goal: Goal, current: number): string {
  const page = goal === "question" ? `questions/${current}` : goal;
  return `/sessions/${session}/${page}/`;
}
