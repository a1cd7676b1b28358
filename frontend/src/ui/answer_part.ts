/** The joint answer on the page of a participant: open where the work is, folded beside it. */
import { find, h, icon } from "../dom";
import { AnswerPlace } from "./answer";
import { avatar } from "./people";
import { drawPen } from "./pen";
import { drawSentences } from "./proposals";
import { region } from "./region";
import type { QuestionSlice } from "../live/slices";
import type { Room } from "./room";
import type { Look } from "./views";

export class AnswerPart {
  readonly text: AnswerPlace;
  private readonly host = find("[data-part=answer]");
  private readonly body = find("[data-answer-body]");
  private readonly drawHead = region("answer-head");
  private readonly drawWriters = region("writers");
  private readonly pen = region("pen");
  private readonly sentences = region("sentences");
  private unfolded = false;
  private number = 0;

  constructor(private readonly room: Room) {
    this.text = new AnswerPlace(room, find("[data-region=answer]"), () => this.writers());
  }

  /** Keep it true. The text itself stays in place for as long as its question is shown. */
  draw(question: QuestionSlice, look: Look): void {
    const { number } = question;
    if (number !== this.number) this.unfolded = false;
    this.number = number;
    this.host.hidden = look === "off";
    const open = look === "open" || this.unfolded;
    this.body.hidden = !open;
    this.drawHead([look === "fold", this.unfolded], () => (look === "fold" ? this.fold(question) : gettext("Joint answer")));
    if (look !== "off" && open && this.text.number !== number) void this.text.show(number);
    if (this.text.number !== 0 && this.text.number !== number) this.text.clear();
    drawPen(this.room, this.pen, number);
    drawSentences(this.room, this.sentences, question);
    this.writers();
  }

  private writers(): void {
    const frozen = this.room.state.slices[`question.${this.number}`]?.frozen ?? false;
    const writers = frozen ? [] : this.text.writers;
    this.drawWriters(writers, () => writers.map((each) => h("span", { title: each.name }, avatar(each))));
  }

  private fold(question: QuestionSlice): HTMLElement {
    const onclick = (): void => {
      this.unfolded = !this.unfolded;
      this.draw(question, "fold");
    };
    const attributes = { type: "button", class: "foldrow", "data-focus": "answer", "aria-expanded": String(this.unfolded), onclick };
    return h("button", attributes, h("span", {}, gettext("Joint answer")), icon("down"));
  }
}
