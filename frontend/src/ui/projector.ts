/** The page for the wall: it needs nobody, follows the session, and comes back by itself. */
import { fill, find, h, icon, setText } from "../dom";
import type { Goodbye, ScreenView } from "../live/slices";
import { Wall } from "../texts/wall";
import { timeInWords } from "./dates";
import { drawClosedWall } from "./projector_closed";
import { drawInvitation } from "./projector_invitation";
import { listenToKeys } from "./projector_keys";
import { drawOverview } from "./projector_overview";
import { QuestionWall } from "./projector_question";
import { reloadSeldom, showLook, stayAwake, switchFullscreen, switchLook } from "./projector_room";
import { Screen } from "./projector_screen";
import { shownFor, stepped } from "./projector_view";

/** Bring the page for the wall to life. */
export function startProjector(): void {
  showLook();
  stayAwake();
  new Projector();
}

class Projector {
  private readonly host = find("#main");
  private readonly away = find("[data-away-mark]");
  private readonly screen: Screen = new Screen(() => this.draw(), (reason) => this.end(reason));
  private readonly wall: Wall = new Wall(this.screen.session.id, () => this.draw(), reloadSeldom);
  private questions: QuestionWall | null = null;
  /** Chosen with a key on this machine; until the facilitator chooses or the phase changes. */
  private own: ScreenView | null = null;
  private led = this.ledBy();
  private lost = false;
  private drawn = "";
  private over = false;
  private frame = 0;

  constructor() {
    listenToKeys(find("[data-help]"), (what) => this.ask(what));
    const again = (): void => {
      this.drawn = "";
      this.draw();
    };
    addEventListener("resize", again);
    // Letters measured before their font came are measured again.
    void document.fonts.ready.then(again);
    this.draw();
  }

  /** Draw soon, once for all that changed; the first news may come before everything is there. */
  private draw(): void {
    if (this.frame !== 0 || this.over) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      if (!this.over) this.drawNow();
    });
  }

  private drawNow(): void {
    this.followLine();
    this.followLead();
    const { session } = this.screen;
    const shown = shownFor(this.own ?? session.screen, session.phase, session.closed_round);
    document.title = session.title;
    const asks = shown === "both" || shown === "question" || shown === "answer";
    this.wall.show(asks && shown !== "question" ? session.current_question : null, session.epoch);
    if (asks) this.drawQuestion(session.current_question, shown);
    else this.drawOther(shown);
  }

  private drawQuestion(number: number, shown: "both" | "question" | "answer"): void {
    const key = `${shown} ${number}`;
    if (this.questions === null || this.drawn !== key) {
      this.questions = new QuestionWall(this.screen, number, shown, this.host);
      this.drawn = key;
    }
    this.questions.draw(this.wall.text);
  }

  private drawOther(shown: "invitation" | "overview" | "closed"): void {
    const { session, questions, invitation, people } = this.screen;
    const key = JSON.stringify([shown, session, shown === "overview" ? questions : [invitation, people]]);
    if (key === this.drawn) return;
    this.questions = null;
    this.drawn = key;
    ({ overview: drawOverview, invitation: drawInvitation, closed: drawClosedWall })[shown](this.screen, this.host);
  }

  /** A line that comes back opens the text anew as well. */
  private followLine(): void {
    const lost = this.screen.line === "lost";
    this.away.hidden = !lost;
    if (this.lost && !lost) this.wall.again();
    if (lost && !this.lost) {
      setText(find("[data-away-since]"), timeInWords(new Date()));
    }
    this.lost = lost;
  }

  /** The facilitator's word counts above a key pressed here. */
  private followLead(): void {
    const led = this.ledBy();
    if (led === this.led) return;
    this.led = led;
    this.own = null;
    this.wall.again();
  }

  private ledBy(): string {
    const { screen, phase, epoch } = this.screen.session;
    return `${screen} ${phase} ${epoch}`;
  }

  private ask(what: string): void {
    if (what === "fullscreen") switchFullscreen();
    else if (what === "look") switchLook();
    else if (what === "next" || what === "previous") this.step(what === "next" ? 1 : -1);
    else this.choose(what as ScreenView);
    this.draw();
  }

  private choose(view: ScreenView): void {
    this.own = view === "auto" ? null : view;
    if (this.questions !== null) this.questions.part = null;
  }

  private step(by: number): void {
    const { questions } = this;
    if (questions === null || questions.parts < 2) return;
    questions.part = questions.part === null ? questions.currentPart : stepped(questions.part, by, questions.parts);
  }

  /** The screen is over: say so kindly, and stay so. */
  private end(reason: Goodbye): void {
    this.over = true;
    this.wall.close();
    // Only the server can say why a browser is no screen, and then its page stays.
    if (reason === "unknown") return location.reload();
    this.away.hidden = true;
    const deleted = reason === "deleted";
    const title = deleted ? gettext("This session was deleted.") : gettext("This screen is switched off.");
    const words = deleted ? gettext("Thank you for thinking along") : gettext("Ask the facilitator for a new link.");
    fill(this.host, h("div", { class: "bm bm-wait" }, icon("screen"), h("h1", { class: "serif" }, title), h("p", {}, words)));
  }
}
