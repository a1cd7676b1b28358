/** The place of a shared text of the question that is shown: the joint answer, or the closed one. */
import { fill, h, icon } from "../dom";
import { type EditorView, keyOf, type TextsState, type Writer } from "../texts/open";
import type { Room } from "./room";

export class AnswerPlace {
  private view: EditorView | null = null;
  private wanted = 0;
  private listening = false;
  private state: TextsState | null = null;

  constructor(
    private readonly room: Room,
    private readonly host: HTMLElement,
    private readonly onWriters: () => void,
    /** What is said in closed rounds, instead of the joint answer. */
    private readonly closed = false,
  ) {}

  /** The question whose text is on the page; 0: none. */
  get number(): number {
    return this.wanted;
  }

  /** The editor that is on the page now. */
  get editor(): EditorView | null {
    return this.view;
  }

  /** Somebody's words here are not with the session yet. */
  get unsaved(): boolean {
    return this.state?.unsaved ?? false;
  }

  /** Who has a caret in the text that is shown. */
  get writers(): readonly Writer[] {
    return this.state?.writers.get(keyOf(this.wanted, { closed: this.closed })) ?? [];
  }

  /** Take the editor off the page. */
  clear(): void {
    this.wanted = 0;
    this.view?.destroy();
    this.view = null;
    fill(this.host);
  }

  /** Put the editor of this question on the page. */
  async show(number: number): Promise<void> {
    this.wanted = number;
    this.view?.destroy();
    this.view = null;
    const place = h("div", { class: "answer-editor" }, waiting());
    fill(this.host, place);
    try {
      const texts = await this.room.texts();
      if (this.wanted !== number || !place.isConnected) return;
      fill(place);
      const { closed } = this;
      this.view = texts.mount(place, number, { label: label(number, closed), why: () => this.why(number), closed });
      if (this.listening) return;
      this.listening = true;
      texts.onState((state) => {
        this.state = state;
        this.onWriters();
      });
    } catch (error) {
      if (this.wanted !== number) return;
      fill(place, this.failed(number));
      throw error;
    }
  }

  /** Why a text cannot be changed, when that is not because the question is rounded off. */
  private why(number: number): string {
    const { you, slices } = this.room.state;
    const { phase, closed_round, one_pen, pen } = slices.session;
    if (phase === "closed") return gettext("The session is closed.");
    if (this.closed) return closed_round ? "" : gettext("The closed round is over.");
    if (you.role === "observer") return gettext("You only look on.");
    if (closed_round) return gettext("A closed round is running. This text waits until it is over.");
    if (slices[`question.${number}`]?.chosen === false) {
      return gettext("This question is not in the programme.");
    }
    const frozen = slices[`question.${number}`]?.frozen ?? false;
    if (!frozen && one_pen && pen !== you.id) return gettext("One person writes for the group.");
    return "";
  }

  private failed(number: number): HTMLElement {
    return h(
      "div",
      { class: "note warn", role: "alert" },
      icon("warn", { small: true }),
      h("p", {}, gettext("The text could not be opened.")),
      h(
        "button",
        { type: "button", class: "btn", onclick: () => void this.show(number) },
        gettext("Try again"),
      ),
    );
  }
}

function waiting(): HTMLElement {
  return h("p", { class: "small muted answer-wait" }, gettext("The text is being opened…"));
}

function label(number: number, closed: boolean): string {
  const words = closed ? gettext("Closed text of question %(number)s") : gettext("Joint answer to question %(number)s");
  return interpolate(words, { number }, true);
}
