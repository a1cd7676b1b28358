/** Goes to the page that belongs to the phase, unless somebody would lose what they are writing. */
import { addressOf, moveFor, type Page } from "./moves";
import type { Room } from "./room";

let going = false;

/** Leave this page; a second call on the way changes nothing, as it would only break off the first. */
export function goTo(address: string): void {
  if (going) return;
  going = true;
  // Back from the page cache, this page must be able to leave again.
  addEventListener("pageshow", () => (going = false), { once: true });
  location.assign(address);
}

/** Leave this page when its phase is over; `stay` tells whether somebody is in the middle of words. */
export function watchMoves(room: Room, page: Page, stay: () => boolean = () => false): void {
  room.watch(() => {
    const { phase, current_question: current } = room.state.slices.session;
    const goal = moveFor(page, phase);
    if (goal !== null && !stay()) goTo(addressOf(room.session, goal, current));
  });
}
