/** What somebody can do with a card: recognise it, react to it, take it over in the answer. */
import { type Child, h, icon } from "../dom";
import type { Card, QuestionSlice } from "../live/slices";
import { commandButton } from "./command";
import { canBeTaken, mayReact, mayTakeOver } from "./rights";
import type { Room } from "./room";
import { askWords } from "./words_form";

/** The buttons under a card; what can only be read has none. */
export function actsOf(room: Room, question: QuestionSlice, card: Card): Child {
  const takes = canBeTaken(card) && takesNow(room, question);
  if (!mayReact(room)) return card.recognised > 0 && h("p", { class: "small muted" }, recognised(card.recognised));
  return h(
    "div",
    { class: "rc", "data-refusals": true },
    card.kind !== "statement" && recognise(room, card),
    react(room, card),
    takes && takeOver(room, card),
    card.kind === "addition" && room.state.mine.cards.includes(card.id) && takeBack(room, card),
  );
}

/** What this person's buttons depend on. */
export function actsKey(room: Room, question: QuestionSlice): unknown {
  return [mayReact(room), takesNow(room, question), room.state.mine.recognised, room.state.mine.cards];
}

/** While the group still talks only who writes for it takes words over. */
function takesNow(room: Room, question: QuestionSlice): boolean {
  const writes = room.state.you.role === "scribe" || room.state.slices.session.pen === room.person;
  return mayTakeOver(room, question) && (question.step !== "discussing" || writes);
}

function recognise(room: Room, card: Card): HTMLElement | null {
  // Of one's own words one hears how many recognise them.
  if (room.state.mine.cards.includes(card.id)) {
    return card.recognised === 0 ? null : h("span", { class: "small muted recognised" }, recognised(card.recognised));
  }
  const on = room.state.mine.recognised.includes(card.id);
  return commandButton(
    { class: "btn recognise", focus: `recognise-${card.id}`, pressed: on },
    () => room.send(`contributions/${card.id}/recognition/`, { on: !on }),
    icon("check", { small: true }),
    gettext("I recognise this"),
    h("span", { class: "num" }, card.recognised > 0 && card.recognised),
  );
}

function recognised(count: number): string {
  return ngettext("%s recognises this", "%s recognise this", count).replace("%s", String(count));
}

function react(room: Room, card: Card): HTMLElement {
  const title = gettext("Add reaction");
  const onclick = (): void =>
    askWords({
      title,
      label: gettext("Your reaction"),
      send: title,
      draft: `${room.session}/reaction/${card.id}`,
      longest: 500,
      about: h("blockquote", { class: "about words" }, card.text),
      unnamed: namelessly(room, card),
      task: (words) => room.send(`contributions/${card.id}/reactions/`, words),
    });
  return h("button", { type: "button", class: "btn quiet", "data-focus": `react-${card.id}`, onclick }, title);
}

function takeBack(room: Room, card: Card): HTMLElement {
  return commandButton({ class: "btn quiet", focus: `back-${card.id}` }, () => room.send(`contributions/${card.id}/removal/`), gettext("Take back"));
}

/** Who put a card in without a name does not give themselves away by a reaction to it. */
function namelessly(room: Room, card: Card): boolean | "first" {
  if (room.state.slices.session.shown_with === "nothing" || room.state.you.vendor) return false;
  return card.by.label === "" && room.state.mine.cards.includes(card.id) ? "first" : true;
}

function takeOver(room: Room, card: Card): HTMLElement {
  return commandButton(
    { class: "btn quiet", focus: `take-${card.id}` },
    () => room.send(`contributions/${card.id}/taking-over/`),
    icon("pen", { small: true }),
    gettext("Take over in the answer"),
  );
}
