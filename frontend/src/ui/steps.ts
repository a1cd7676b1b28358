/** Going from step to step and from question to question, as who leads. */
import type { Step } from "../live/slices";
import { isPlain, ORDER } from "./next_step";
import type { Room } from "./room";
import { stepWord } from "./step_bar";

/** Go to a step of this question. Says which step this page showed, so that two never step twice. */
export async function goToStep(room: Room, number: number, to: Step): Promise<void> {
  const seen = room.state.slices[`question.${number}`]?.step ?? "";
  await room.send(`questions/${number}/step/`, { seen, to });
}

/** Lay a question on the table. Says which one lay there on this page. */
export async function lay(room: Room, number: number): Promise<void> {
  await room.send("current-question/", { number, seen: room.state.slices.session.current_question });
}

export interface StepBack {
  number: number;
  to: Step;
  word: string;
}

/** The used step before the one this question is in; null at the first, and in plain mode. */
export function stepBefore(room: Room, number: number): StepBack | null {
  const { steps } = room.state.slices.session;
  const now = room.state.slices[`question.${number}`]?.step;
  if (now === undefined || now === "done" || isPlain(steps)) return null;
  const before = steps.filter((each) => ORDER.indexOf(each) < ORDER.indexOf(now));
  const to = before.at(-1);
  return to === undefined ? null : { number, to, word: stepWord(to) };
}
