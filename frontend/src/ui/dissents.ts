/** Views that differ from the joint answer: they stay beside it, in the report too. */
import { h, icon } from "../dom";
import type { QuestionSlice } from "../live/slices";
import { cardItem } from "./cards";
import { commandButton } from "./command";
import type { Region } from "./region";
import { mayDiffer } from "./rights";
import type { Room } from "./room";
import { cardsOf, voicesOf } from "./voices";
import { askWords } from "./words_form";

/** Keep the list true; `asks`: this is the moment to add one. */
export function drawDissents(room: Room, draw: Region, question: QuestionSlice, asks: boolean): void {
  const { number, chosen } = question;
  const dissents = cardsOf(voicesOf(room, number), "dissent");
  const adds = asks && chosen && mayDiffer(room);
  const own = room.state.mine.cards;
  draw([number, dissents, adds, own, room.state.slices.session.vendor_name], () => [
    dissents.length > 0 &&
      h(
        "ul",
        { class: "cards", "aria-label": gettext("Different views") },
        ...dissents.map((card) => {
          const vendor = room.state.slices.session.vendor_name;
          const isOwn = own.includes(card.id);
          return cardItem(card, { vendor, own: isOwn, acts: isOwn && adds && takeBack(room, card.id) });
        }),
      ),
    adds && addButton(room, number),
  ]);
}

function takeBack(room: Room, id: string): HTMLElement {
  return h(
    "div",
    { class: "rc", "data-refusals": true },
    commandButton({ class: "btn quiet", focus: `back-${id}` }, () => room.send(`contributions/${id}/removal/`), gettext("Take back")),
  );
}

function addButton(room: Room, number: number): HTMLElement {
  const title = gettext("Add a different view");
  const onclick = (): void =>
    askWords({
      title,
      label: gettext("What do you see differently?"),
      send: gettext("Keep different view"),
      draft: `${room.session}/dissent/${number}`,
      longest: 4000,
      about: h("p", { class: "hint" }, gettext("It stays beside the joint answer and is printed in the report.")),
      unnamed: room.state.slices.session.shown_with !== "nothing" && !room.state.you.vendor,
      task: (words) => room.send(`questions/${number}/dissents/`, words),
    });
  return h("button", { type: "button", class: "btn quiet", "data-focus": "dissent", onclick }, icon("msg", { small: true }), title);
}
