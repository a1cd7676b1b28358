/** What all things on a live page share: what is known, the line, the texts, where commands go. */
import { readJson } from "../dom";
import { type Fields, post } from "../http";
import type { Catalogue, FetchedVoices, Goodbye, QuestionSlice, Snapshot } from "../live/slices";
import { type Line, type Live, openLive } from "../live/socket";
import type { State } from "../live/state";
import type { Texts } from "../texts/open";
import { offerRest } from "../texts/leftovers";
import { loadTexts } from "../texts/open";

type Drawer = (room: Room, before: State) => void;

export class Room {
  readonly catalogue = readJson<Catalogue>("catalogue");
  readonly session: string;
  /** The public id of who this page was made for. */
  readonly person: string;
  private readonly live: Live;
  private readonly drawers: Drawer[] = [];
  private opened: Promise<Texts> | null = null;
  private ending: Promise<void> | null = null;
  /** This person is going of their own will: the goodbye that follows is no news. */
  leaving = false;

  constructor(private readonly onGoodbye: (reason: Goodbye) => void) {
    const snapshot = readJson<Snapshot>("snapshot");
    this.session = snapshot.slices.session.id;
    this.person = snapshot.you.id;
    this.live = openLive({
      session: this.session,
      snapshot,
      onState: (_state, before) => this.hear(before),
      onLine: () => this.draw(this.state),
      onGoodbye: (reason) => void this.leave(reason),
    });
  }

  get state(): State {
    return this.live.state;
  }

  get line(): Line {
    return this.live.line;
  }

  /** Call `draw` now and after every change of what is known or of the line. */
  watch(draw: Drawer): void {
    this.drawers.push(draw);
    draw(this, this.state);
  }

  /** Whether the person on this page leads the session. */
  get leads(): boolean {
    return this.state.you.role === "facilitator";
  }

  /** The slices of all questions, in order. */
  get questions(): QuestionSlice[] {
    return this.catalogue.questions.flatMap(({ number }) => {
      const slice = this.state.slices[`question.${number}`];
      return slice === undefined ? [] : [slice];
    });
  }

  /** An address inside this session: `at("overview/")`. */
  at(path: string): string {
    return `/sessions/${this.session}/${path}`;
  }

  /** Give a command. Throws `Refusal` in words that are ready to show. */
  async send<Value = null>(path: string, fields: Fields = {}): Promise<Value> {
    const answer = await post<Value>(this.at(path), fields);
    // Without a line nobody would tell this page what it has just changed.
    if (this.line !== "connected") this.live.refresh();
    return answer;
  }

  /** Take in what was fetched of a question that is not on the table. */
  hearVoices(number: number, fetched: FetchedVoices): void {
    this.live.hearVoices(number, fetched);
  }

  /** The shared texts, opened when first asked for; asked again after a failure. */
  texts(): Promise<Texts> {
    const { you, slices } = this.state;
    this.opened ??= loadTexts({ session: this.session, epoch: slices.session.epoch, you });
    this.opened.catch(() => (this.opened = null));
    return this.opened;
  }

  /** The texts when somebody opened them before; null otherwise. */
  async openTexts(): Promise<Texts | null> {
    return this.opened?.catch(() => null) ?? null;
  }

  /** End the texts; what the session does not have is offered for copying, and seen, first. */
  endTexts(): Promise<void> {
    this.ending ??= this.offerTexts();
    return this.ending;
  }

  private async offerTexts(): Promise<void> {
    const why = gettext("This could not be saved with the session any more.");
    const texts = await this.openTexts();
    await texts?.close(why);
    await offerRest(this.session, this.person, why);
  }

  private async leave(reason: Goodbye): Promise<void> {
    await this.endTexts();
    if (!this.leaving) this.onGoodbye(reason);
  }

  /** Somebody else joined in this browser: a page made for one never speaks for another. */
  private hear(before: State): void {
    if (this.state.you.id === this.person) this.draw(before);
    else location.reload();
  }

  private draw(before: State): void {
    for (const each of this.drawers) each(this, before);
  }
}
