/** What people put in, for who leads: side by side, to take over into the answer or to take away. */
import { type Child, h, icon } from "../dom";
import type { Card, QuestionSlice, Voices } from "../live/slices";
import { cardItem } from "./cards";
import { untilRoundEnds } from "./closed_round";
import { commandButton } from "./command";
import { confirm } from "./dialog";
import { homeworkList } from "./homework";
import { isPlain } from "./next_step";
import type { Region } from "./region";
import { canBeTaken } from "./rights";
import type { Room } from "./room";
import { bringVoices, cardsOf, voicesOf } from "./voices";

/** Keep the cards true: before the answer while people talk, under it afterwards. */
export function drawDeskVoices(room: Room, before: Region, after: Region, number: number): void {
  const question = room.state.slices[`question.${number}`];
  const voices = voicesOf(room, number);
  if (voices === undefined) void bringVoices(room, number);
  const first = question?.step === "discussing";
  const { phase, steps, vendor_name, closed_round, one_pen, pen } = room.state.slices.session;
  const key = [number, voices, phase, steps, vendor_name, closed_round, one_pen && pen, question];
  const build = (): Child => question !== undefined && voices !== undefined && section(room, question, voices);
  before([first, first && key], () => first && build());
  after([first, !first && key], () => !first && build());
}

function section(room: Room, question: QuestionSlice, voices: Voices): Child {
  const cards = cardsOf(voices, "input", "addition", "statement");
  const { steps, vendor_name: vendor } = room.state.slices.session;
  const talks = question.step === "discussing" && !isPlain(steps);
  return [
    cards.length === 0 && talks && h("p", { class: "note" }, gettext("Nobody wrote anything. Talk about it together.")),
    cards.length > 0 &&
      h(
        "section",
        { class: "put-in", "aria-label": gettext("What people put in") },
        h("h2", { class: "label" }, gettext("Input"), " ", h("span", { class: "count" }, cards.length)),
        h("ul", { class: "cards" }, ...cards.map((card) => cardItem(card, { vendor, acts: acts(room, question, card) }))),
      ),
    homeworkList(room, voices.homework),
  ];
}

function acts(room: Room, question: QuestionSlice, card: Card): Child {
  const { phase } = room.state.slices.session;
  if (phase !== "running" && phase !== "adjourned") return recognised(card);
  const open = phase === "running" && !question.frozen && question.chosen;
  return h(
    "div",
    { class: "card-acts", "data-refusals": true },
    recognised(card),
    canBeTaken(card) && open && takeOver(room, card),
    card.text !== "" && hide(room, card),
  );
}

function recognised({ recognised: count }: Card): Child {
  if (count === 0) return null;
  const words = ngettext("%s recognises this", "%s recognise this", count).replace("%s", String(count));
  return h("span", { class: "recognised" }, icon("check", { small: true }), words);
}

function takeOver(room: Room, card: Card): HTMLElement {
  const { one_pen, pen } = room.state.slices.session;
  const round = untilRoundEnds(room);
  const waits = round || (one_pen && pen !== room.person ? gettext("Take the pen first.") : "");
  return commandButton(
    { class: "btn", focus: `take-${card.id}`, waits, label: gettext("Take over in the answer") },
    () => room.send(`contributions/${card.id}/taking-over/`),
    icon("pen", { small: true }),
    gettext("Take over"),
  );
}

function hide(room: Room, card: Card): HTMLElement {
  const waits = untilRoundEnds(room);
  const ask = async (): Promise<void> => confirmHiding(room, card);
  return commandButton({ class: "btn quiet", focus: `hide-${card.id}`, waits }, ask, icon("hidden", { small: true }), gettext("Hide text"));
}

function confirmHiding(room: Room, card: Card): void {
  confirm({
    title: gettext("Hide this text?"),
    body: [
      h("p", { class: "words" }, card.text),
      h("p", {}, gettext("It is taken away for everybody, for good. Do this with a name of a candidate, for example.")),
    ],
    yes: gettext("Hide text"),
    danger: true,
    task: () => room.send(`contributions/${card.id}/removal/`),
  });
}
