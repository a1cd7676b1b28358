/** Which fields the round-off form shows for what was chosen. The server has the last word. Pure. */
import type { Action, Outcome, Risk } from "../live/slices";

export interface Needs {
  reason: boolean;
  /** Who finds it out, and by when. */
  action: boolean;
  riskReason: boolean;
  acceptance: boolean;
}

/** The fields that go with this outcome and this risk. */
export function needsOf(
  outcome: Outcome | "",
  risk: Risk,
  actions: readonly Action[],
): Needs {
  return {
    reason: outcome === "no_good_answer" || outcome === "not_applicable",
    action: outcome === "to_investigate" && !actions.some(isComplete),
    riskReason: risk !== "",
    acceptance: risk === "high" && actions.length === 0 && outcome !== "to_investigate",
  };
}

/** Whether an action names who does it and when it is done. */
export function isComplete(action: Action): boolean {
  return action.owner !== "" && action.due_date !== null;
}

/** The actions that came out of this question. */
export function actionsOf(actions: readonly Action[], number: number): Action[] {
  return actions.filter((each) => each.question === number);
}
