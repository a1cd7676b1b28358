/** One item of the homework: saved as it is typed, once at a time, never over words nobody saw. */
import { find, setText } from "../dom";
import { Refusal, post } from "../http";
import { drawChoice } from "./homework_choice";
import { keepDraft, readDraft } from "./homework_draft";
import { type Contents, type Stored, alike, contentsIn, contentsOf, putIn, storedAs } from "./homework_fields";
import { awayWords, keptAt, refuseField, tellState, unfold } from "./homework_state";

/** Signs that follow each other within this time (ms) are saved in one go. */
const PAUSE = 1_000;
/** Without a connection it is tried again this long (ms) later. */
const AGAIN = 5_000;

export class HomeworkItem {
  readonly number: string;
  private readonly draft: string;
  private known: Contents;
  private edition: number;
  private saving = false;
  /** What is not with the server is on this device. */
  private kept = true;
  private rival: Stored | null = null;
  private over = false;
  private later: number | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly form: HTMLFormElement,
    link: string,
    private readonly onChange: () => void,
  ) {
    this.number = form.dataset.homeworkItem ?? "";
    this.draft = `${link}/${this.number}`;
    this.edition = Number(find<HTMLInputElement>("[name=edition]", form).value) - 1;
    this.known = contentsOf(form);
    find("[data-homework-save]", form).hidden = true;
    form.addEventListener("input", () => this.typed(PAUSE));
    form.addEventListener("change", () => this.typed(0));
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.typed(0);
    });
    this.restore();
  }

  /** Something here is not with the server yet. */
  get unsaved(): boolean {
    return !alike(contentsOf(this.form), this.known);
  }

  /** Keep on this device what the server does not have. */
  keep(): void {
    const kept = this.unsaved ? { contents: contentsOf(this.form), edition: this.edition } : null;
    this.kept = keepDraft(this.draft, kept);
  }

  /** Leaving the page now would lose words. */
  get mustAsk(): boolean {
    return this.unsaved && !this.kept;
  }

  /** Take in what the server keeps now; what is typed here and not saved stays. */
  hear(stored: Stored): void {
    if (this.saving || stored.edition <= this.edition) return;
    const theirs = contentsIn(stored);
    if (alike(theirs, contentsOf(this.form)) || !this.unsaved) this.take(theirs, stored.edition);
    else this.meet(stored);
  }

  private restore(): void {
    const draft = readDraft(this.draft);
    if (draft === null || alike(draft.contents, this.known)) {
      keepDraft(this.draft, null);
      return;
    }
    const before = storedAs(this.known, this.edition);
    putIn(this.form, draft.contents);
    unfold(this.form);
    this.onChange();
    if (draft.edition < this.edition) this.meet(before);
    else this.typed(0);
  }

  private typed(pause: number): void {
    this.keep();
    this.onChange();
    refuseField(this.form, null);
    clearTimeout(this.timer);
    if (this.over || this.rival !== null) return;
    this.timer = setTimeout(() => void this.save(), pause);
  }

  private async save(): Promise<void> {
    if (this.saving || !this.unsaved || this.rival !== null) return;
    const sent = contentsOf(this.form);
    this.saving = true;
    tellState(this.form, gettext("Being kept…"));
    try {
      const stored = await post<Stored>(location.pathname, { ...sent, number: this.number, edition: this.edition + 1 });
      this.known = sent;
      this.edition = stored.edition;
      this.keep();
      tellState(this.form, keptAt(new Date()));
      this.later = PAUSE;
    } catch (error) {
      this.refused(error);
      if (!alike(contentsOf(this.form), sent)) this.later ??= PAUSE;
    } finally {
      this.saving = false;
    }
    this.goOn();
  }

  /** Save what was typed meanwhile, or try again; what was refused waits until it is changed. */
  private goOn(): void {
    const wait = this.later;
    this.later = null;
    if (wait === null || this.over || this.rival !== null || !this.unsaved) return;
    this.timer = setTimeout(() => void this.save(), wait);
  }

  private refused(error: unknown): void {
    if (!(error instanceof Refusal)) throw error;
    this.keep();
    if (error.code === "older") return this.meet(error.answer.stored as Stored);
    if (error.status === 0 || error.status >= 500 || error.status === 429) {
      tellState(this.form, awayWords(this.kept));
      this.later = AGAIN;
      return;
    }
    // Typing on tries again; a link or session that is over will not take it any more.
    tellState(this.form, error.message, { wrong: true });
    refuseField(this.form, error.field);
    this.over = error.status === 404;
  }

  /** Somebody else wrote as well: both stand on the page until somebody chooses. */
  private meet(stored: Stored): void {
    this.rival = stored;
    const theirs = contentsIn(stored);
    setText(find("[data-homework-state]", this.form), "");
    unfold(this.form);
    drawChoice(this.form, theirs, contentsOf(this.form), (chosen) => {
      this.rival = null;
      this.known = theirs;
      this.edition = stored.edition;
      putIn(this.form, chosen);
      this.typed(0);
    });
  }

  private take(contents: Contents, edition: number): void {
    putIn(this.form, contents);
    this.known = contentsOf(this.form);
    this.edition = edition;
    this.keep();
    this.onChange();
  }
}
