/** Goes to the page that belongs to the phase, unless somebody would lose what they are writing. */
import { addressOf, moveFor, type Page } from "./moves";
import type { Room } from "./room";

/** Leave this page when its phase is over; `stay` tells whether somebody is in the middle of words. */
export function watchMoves(room: Room, page: Page, stay: () => boolean = () => false): void {
  let going = false;
  room.watch(() => {
    const { phase, current_question: current } = room.state.slices.session;
    const goal = moveFor(page, phase);
    if (goal === null || going || stay()) return;
    going = true;
    location.assign(addressOf(room.session, goal, current));
  });
}
