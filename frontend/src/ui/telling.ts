/** What is said aloud when the group goes to another question or step. */
import type { State } from "../live/state";
import { announce } from "./announce";
import type { Room } from "./room";
import { stepWord } from "./step_bar";

/** Say it when the group went on and this page, on purpose, did not. */
export function tellWhenLeftBehind(room: Room, past: number, shown: number): void {
  const { current_question: now, phase } = room.state.slices.session;
  if (phase !== "running" || now === past || shown === now) return;
  announce(interpolate(gettext("The group is at question %(number)s."), { number: now }, true));
}

/** "Vraag 9 ligt op tafel". */
export function onTheTable(number: number): string {
  return interpolate(gettext("Question %(number)s is on the table."), { number }, true);
}

/** Say it when the question on the table went to another step. */
export function tellWhenStepped(room: Room, before: State): void {
  const { current_question: now, phase } = room.state.slices.session;
  const step = room.state.slices[`question.${now}`]?.step;
  const past = before.slices[`question.${now}`]?.step;
  if (phase !== "running" || step === undefined || past === undefined || step === past || step === "done") return;
  if (before.slices.session.current_question !== now) return;
  announce(interpolate(gettext("The group is at step %(step)s."), { step: stepWord(step) }, true));
}
