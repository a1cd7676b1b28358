/** What people put in, on the page of a participant: side by side, and nothing jumps. */
import { type Child, h, icon } from "../dom";
import type { Card, QuestionSlice } from "../live/slices";
import { cardItem } from "./cards";
import { HeldBack } from "./held_back";
import { regionIn } from "./region";
import { mayAddWords } from "./rights";
import type { Room } from "./room";
import type { Look } from "./views";
import { actsKey, actsOf } from "./voice_acts";
import { bringVoices, cardsOf, voicesOf } from "./voices";
import { askWords } from "./words_form";

export class VoicesPanel {
  private readonly held = new HeldBack();
  private readonly head = h("div", { class: "hh" });
  private readonly body = h("div", { class: "voices-body", id: "voices-body", tabindex: "-1" });
  private readonly drawHead = regionIn(this.head);
  private readonly drawBody = regionIn(this.body);
  private unfolded = false;
  private look: Look = "off";
  private number = 0;

  constructor(
    private readonly room: Room,
    private readonly host: HTMLElement,
  ) {
    host.append(this.head, this.body);
  }

  /** Keep the panel true. */
  draw(question: QuestionSlice, look: Look): void {
    const { room } = this;
    if (question.number !== this.number || look !== this.look) this.begin(question.number, look);
    this.host.hidden = look === "off";
    if (look === "off") return;
    const voices = voicesOf(room, question.number);
    if (voices === undefined) void bringVoices(room, question.number);
    const open = look === "open" || this.unfolded;
    if (!open) this.held.release();
    const all = cardsOf(voices, "input", "addition", ...(look === "open" ? this.statements() : []));
    const seen = this.held.sift(question.number, all, room.state.mine.cards);
    // What comes with the first fetching is not new.
    if (voices === undefined) this.held.release();
    this.body.hidden = !open;
    this.drawHead([look, open, all.length, seen.waiting], () => this.heading(question, all.length, seen.waiting));
    const vendor = room.state.slices.session.vendor_name;
    this.drawBody([question.number, open, seen.cards, voices === undefined, vendor, look, mayAddWords(room), actsKey(room, question)], () => {
      if (!open) return null;
      if (voices === undefined) return h("p", { class: "small muted" }, gettext("The input is being fetched…"));
      return [this.list(question, seen.cards, vendor), mayAddWords(room) && look === "open" && addButton(room, question.number)];
    });
  }

  private begin(number: number, look: Look): void {
    this.number = number;
    this.look = look;
    this.unfolded = false;
    this.held.release();
  }

  private heading(question: QuestionSlice, count: number, waiting: number): Child {
    const words = gettext("Input of the group");
    const counted = h("span", { class: "count" }, count);
    if (this.look === "fold") {
      const onclick = (): void => this.toggle(question);
      const attributes = { type: "button", class: "foldrow", "data-focus": "voices", "aria-expanded": String(this.unfolded), "aria-controls": "voices-body", onclick };
      return h("h2", {}, h("button", attributes, h("span", {}, words, " ", counted), icon("down")));
    }
    return [h("h2", {}, gettext("Input"), " ", counted), waiting > 0 && this.showNew(question, waiting)];
  }

  private showNew(question: QuestionSlice, waiting: number): HTMLElement {
    const words = interpolate(gettext("%(count)s new · Show"), { count: waiting }, true);
    const onclick = (): void => {
      this.held.release();
      this.draw(question, this.look);
      this.body.focus();
    };
    return h("button", { type: "button", class: "btn", "data-focus": "new", onclick }, words);
  }

  /** Elsewhere they stand beside the question; a vendor has a place of its own for them. */
  private statements(): Card["kind"][] {
    return this.room.state.you.vendor ? [] : ["statement"];
  }

  private toggle(question: QuestionSlice): void {
    this.unfolded = !this.unfolded;
    this.draw(question, this.look);
  }

  private list(question: QuestionSlice, cards: readonly Card[], vendor: string): HTMLElement {
    const { room } = this;
    if (cards.length === 0) return h("p", { class: "note" }, gettext("Nobody wrote anything. Talk about it together."));
    const own = room.state.mine.cards;
    return h(
      "ul",
      { class: "cards" },
      ...cards.map((card) => cardItem(card, { vendor, own: own.includes(card.id), acts: actsOf(room, question, card) })),
    );
  }
}

function addButton(room: Room, number: number): HTMLElement {
  const title = gettext("Add something");
  const onclick = (): void =>
    askWords({
      title,
      label: gettext("What do you want to add?"),
      send: gettext("Add"),
      draft: `${room.session}/addition/${number}`,
      longest: 2000,
      unnamed: room.state.slices.session.shown_with !== "nothing",
      task: (words) => room.send(`questions/${number}/additions/`, words),
    });
  return h("button", { type: "button", class: "btn add-own", "data-focus": "add-own", onclick }, icon("plus", { small: true }), title);
}
