/** The vendor's own statements at the question that is shown: what stands, and a form for more. */
import { fill, h, icon } from "../dom";
import type { Card } from "../live/slices";
import { cardItem } from "./cards";
import { regionIn } from "./region";
import type { Room } from "./room";
import { changeStatement, hasDraft, newStatement, takeBackStatement } from "./statement_form";
import { isShown } from "./voices";

/** Put the vendor's part in `host`; call what is returned to draw it for a question. */
export function startStatements(room: Room, host: HTMLElement): (number: number) => void {
  const list = h("div", { class: "stack" });
  const more = h("div", {});
  const draw = regionIn(list);
  let form: { number: number; weighed: boolean; element: HTMLElement } | null = null;

  return (number) => {
    host.hidden = room.state.you.role !== "vendor";
    if (host.hidden) return fill(host);
    if (!list.isConnected) fill(host, h("section", { class: "statements stack", "aria-labelledby": "statements-title" }, list, more));
    const own = ownAt(room, number);
    const frozen = room.state.slices[`question.${number}`]?.frozen ?? false;
    const may = mayState(room);
    const open = (own.length === 0 && !isWeighed(room, number)) || hasDraft(room, number);
    draw([number, own, frozen, may, hidden(room, number)], () => [
      h("h2", { class: "label", id: "statements-title" }, gettext("Your statement")),
      h("p", { class: "small muted" }, explained(room, number)),
      own.length > 0 && h("ul", { class: "cards" }, ...own.map((card) => item(room, card, may && !frozen))),
    ]);
    drawMore(number, { may, open });
  };

  function drawMore(number: number, { may, open }: { may: boolean; open: boolean }): void {
    if (!may) {
      form = null;
      fill(more);
    } else if (form?.number !== number || isLate(form.weighed, number)) {
      form = null;
      if (open) showForm(number);
      else offerForm(number);
    } else if (!form.element.isConnected) fill(more, form.element);
  }

  /** An untouched form folds away when the group starts to weigh what stands. */
  function isLate(weighed: boolean, number: number): boolean {
    return weighed !== isWeighed(room, number) && !hasDraft(room, number) && !more.contains(document.activeElement);
  }

  function showForm(number: number, { focus = false } = {}): void {
    const element = newStatement(room, number, () => {
      form = null;
      offerForm(number);
      more.querySelector("button")?.focus();
    });
    form = { number, weighed: isWeighed(room, number), element };
    fill(more, element);
    if (focus) element.querySelector("textarea")?.focus();
  }

  function offerForm(number: number): void {
    const button = h("button", { type: "button", class: "btn", "data-focus": "add-statement" }, icon("plus", { small: true }), gettext("Add statement"));
    button.addEventListener("click", () => showForm(number, { focus: true }));
    form = { number, weighed: isWeighed(room, number), element: button };
    fill(more, button);
  }
}

function ownAt(room: Room, number: number): readonly Card[] {
  return room.state.mine.statements[number] ?? [];
}

function mayState(room: Room): boolean {
  const { phase, chosen, closed_round } = room.state.slices.session;
  const open = (phase === "running" || phase === "adjourned") && !closed_round;
  return open && chosen.length > 0;
}

/** The group weighs what stands, or has: then its question or outcome comes before an empty form. */
function isWeighed(room: Room, number: number): boolean {
  const step = room.state.slices[`question.${number}`]?.step;
  return step === "closing" || step === "done";
}

function hidden(room: Room, number: number): boolean {
  const question = room.state.slices[`question.${number}`];
  return question !== undefined && question.step !== "done" && !isShown(question);
}

function explained(room: Room, number: number): string {
  const apart = gettext("Facts you bring in. They stand apart from the joint answer, marked as yours.");
  if (!hidden(room, number)) return apart;
  return `${apart} ${gettext("Nobody else sees them until the group goes on to discussing.")}`;
}

function item(room: Room, card: Card, may: boolean): HTMLElement {
  return cardItem(card, {
    vendor: room.state.slices.session.vendor_name,
    own: true,
    acts: may && h(
      "p",
      { class: "row acts-of" },
      h("button", { type: "button", class: "btn quiet", "data-focus": `change-${card.id}`, onclick: () => changeStatement(room, card) }, icon("pen", { small: true }), gettext("Change")),
      h("button", { type: "button", class: "btn quiet", "data-focus": `back-${card.id}`, onclick: () => takeBackStatement(room, card) }, icon("undo", { small: true }), gettext("Take back")),
    ),
  });
}
