/** What the vendor states and prepared, beside the question: apart from what the group says. */
import { h } from "../dom";
import type { QuestionSlice } from "../live/slices";
import { cardItem } from "./cards";
import { homeworkKey, homeworkList } from "./homework";
import type { Region } from "./region";
import type { Room } from "./room";
import { actsKey, actsOf } from "./voice_acts";
import { cardsOf, voicesOf } from "./voices";

/** Keep both true; `among`: the statements stand among the cards of the group now. */
export function drawStatements(room: Room, draw: Region, question: QuestionSlice, among: boolean): void {
  const voices = voicesOf(room, question.number);
  const own = room.state.mine.cards;
  // One's own stand where one writes them.
  const cards = among && !room.state.you.vendor ? [] : cardsOf(voices, "statement").filter(({ id }) => !own.includes(id));
  const homework = voices?.homework ?? [];
  const vendor = room.state.slices.session.vendor_name;
  draw([question.number, cards, vendor, actsKey(room, question), homeworkKey(room, homework)], () => [
    cards.length > 0 &&
      h(
        "ul",
        { class: "cards", "aria-label": gettext("Statements of the vendor") },
        ...cards.map((card) => cardItem(card, { vendor, acts: actsOf(room, question, card) })),
      ),
    homeworkList(room, homework),
  ]);
}
