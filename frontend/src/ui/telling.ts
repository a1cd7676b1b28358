/** What is said aloud when the group goes to another question. */
import { announce } from "./announce";
import type { Room } from "./room";

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
