/** What stands above somebody's input once it is shown, and whether that tells who it is. */
import type { Person } from "../live/slices";
import { perspectiveWord } from "./people";
import type { Room } from "./room";

/** "Met rol" tells who it is when nobody else has that role: this person is the only one. */
export function onlyOne(room: Room): boolean {
  const { you, slices } = room.state;
  if (slices.session.shown_with !== "role") return false;
  return isOnlyOne(you, slices.people);
}

/** Whether nobody else who takes part speaks from where this person does. */
export function isOnlyOne(you: Person, people: readonly Person[]): boolean {
  const same = people.filter((each) => each.role !== "observer" && label(each) === label(you));
  return same.every((each) => each.id === you.id);
}

/** The warning for who is the only one. */
export function bylineHint(room: Room): string {
  const words = gettext("You are the only one with the role %(role)s. Others can see that this is yours. Choose “Without name” if you do not want that.");
  return interpolate(words, { role: perspectiveWord(room.state.you) }, true);
}

function label({ perspective, perspective_label }: Person): string {
  return perspective === "other" ? perspective_label.trim().toLocaleLowerCase() : perspective;
}
