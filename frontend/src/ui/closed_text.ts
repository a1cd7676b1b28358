/** What is said in closed rounds: a text of its own, for who was let in. */
import { fill, h, icon } from "../dom";
import { AnswerPlace } from "./answer";
import type { Room } from "./room";

export class ClosedText {
  private readonly place = h("div", { class: "closed-place" });
  private readonly head = h("div", {});
  private readonly text: AnswerPlace;
  private shown = "";
  private unfolded = false;
  private look = "off";

  constructor(
    private readonly room: Room,
    private readonly host: HTMLElement,
    onWriters: () => void = () => undefined,
  ) {
    this.text = new AnswerPlace(room, this.place, onWriters, true);
    host.append(this.head, this.place);
  }

  /** The text that is on the page, to see whether somebody is writing in it. */
  get editor(): AnswerPlace {
    return this.text;
  }

  /** Keep it true: open while a round runs, folded afterwards, nothing for who is not inside. */
  draw(number: number): void {
    const { mine, slices } = this.room.state;
    const { closed_round: running, closed_rounds_held: held, phase } = slices.session;
    const inside = (this.room.leads || mine.insider) && phase !== "draft" && phase !== "lobby";
    const look = !inside || !held ? "off" : running ? "open" : "fold";
    // Who writes when the round ends goes on seeing the text, to read.
    if (look === "fold" && this.look === "open" && this.text.editor?.hasFocus()) this.unfolded = true;
    this.look = look;
    const key = JSON.stringify([number, look, this.unfolded]);
    if (key === this.shown) return;
    this.shown = key;
    this.host.hidden = look === "off";
    const open = look === "open" || (look === "fold" && this.unfolded);
    fill(this.head, look === "open" ? this.banner() : look === "fold" ? this.fold(number) : null);
    this.place.hidden = !open;
    if (!open) this.text.clear();
    else if (this.text.number !== number) void this.text.show(number);
  }

  private banner(): HTMLElement {
    return h(
      "div",
      { class: "closed-head" },
      h("h2", { id: "closed-title" }, icon("lock"), gettext("Closed round: the vendor does not read this")),
      h("p", { class: "small" }, gettext("What you write here is printed in the internal report only.")),
    );
  }

  private fold(number: number): HTMLElement {
    const onclick = (): void => {
      this.unfolded = !this.unfolded;
      this.draw(number);
      this.host.querySelector<HTMLElement>("[data-focus=closed-text]")?.focus();
    };
    const attributes = { type: "button", class: "foldrow", "data-focus": "closed-text", "aria-expanded": String(this.unfolded), onclick };
    return h("h2", {}, h("button", attributes, h("span", {}, icon("lock", { small: true }), " ", gettext("Text of the closed round")), icon("down")));
  }
}
