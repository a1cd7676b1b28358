/** What people put in at a question: fetched when it is shown, kept true by the news. */
import { get } from "../http";
import { isThere } from "../live/line";
import type { Card, FetchedVoices, QuestionSlice, Step, Voices } from "../live/slices";
import { voicesAt } from "../live/state";
import type { Room } from "./room";

/** Rounding off shows nothing: what was written alone until then stays with its author. */
const HIDING: readonly Step[] = ["reading", "writing", "done"];
/** After a failure it is asked again by itself, this long (ms) later. */
const AGAIN = 3_000;
const TRIES = 3;

const underWay = new Set<number>();

/** What is known of a question now; undefined: not fetched yet. */
export function voicesOf(room: Room, number: number): Voices | undefined {
  return voicesAt(room.state, number);
}

/** Whether everybody sees what people wrote alone at this question. */
export function isShown(question: QuestionSlice): boolean {
  return question.revealed || !HIDING.includes(question.step);
}

/** The cards of these kinds, in the order of the server. */
export function cardsOf(voices: Voices | undefined, ...kinds: Card["kind"][]): Card[] {
  return (voices?.cards ?? []).filter((each) => kinds.includes(each.kind));
}

/** See to it that what people put in at this question is known; all who watch the room hear of it. */
export async function bringVoices(room: Room, number: number): Promise<void> {
  if (underWay.has(number)) return;
  underWay.add(number);
  try {
    // What is overtaken by a newer snapshot is fetched once more.
    for (let left = TRIES; left > 0 && voicesOf(room, number) === undefined; left -= 1) {
      room.hearVoices(number, await get<FetchedVoices>(room.at(`questions/${number}/voices/`)));
    }
    underWay.delete(number);
  } catch {
    // Mostly the line is away: the text on the page needs no window that says so.
    setTimeout(() => {
      underWay.delete(number);
      if (isThere(room.line)) void bringVoices(room, number);
    }, AGAIN);
  }
}
