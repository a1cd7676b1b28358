/** The parts of a question on the page of a participant, each shown where its step needs it. */
import { fill, find, setAttribute } from "../dom";
import { AnswerPart } from "./answer_part";
import { isBusy } from "./busy";
import { questionIn } from "./catalogue";
import { ClosedText } from "./closed_text";
import { drawConsentForm } from "./consent_form";
import { drawTotals } from "./consent_totals";
import { drawDissents } from "./dissents";
import { drawHelp } from "./help_toggle";
import { drawLateNote } from "./late_note";
import { isPlain } from "./next_step";
import { drawOutcome } from "./outcome_panel";
import { OwnInputForm, ownWords } from "./own_input";
import { OwnInputs } from "./own_inputs";
import { drawParts } from "./parts";
import { drawDock } from "./ready_dock";
import { type Region, region } from "./region";
import { mayPutIn } from "./rights";
import type { Room } from "./room";
import type { ShownStep } from "./shown_step";
import { startStatements } from "./statement";
import { drawStatements } from "./statements_beside";
import { drawStepBar } from "./step_bar";
import { isQuiet, type Parts, partsAt } from "./views";
import { bringVoices, voicesOf } from "./voices";
import { VoicesPanel } from "./voices_panel";

const NAMES = ["steps", "parts", "help", "late", "statements", "outcome", "dissents", "consent", "totals", "dock"] as const;

export class QuestionParts {
  readonly answer: AnswerPart;
  readonly closed: ClosedText;
  readonly inputs: OwnInputs;
  private readonly regions = Object.fromEntries(NAMES.map((name) => [name, region(name)])) as Record<(typeof NAMES)[number], Region>;
  private readonly lay = find(".lay");
  private readonly work = find("[data-work]");
  private readonly head = find(".qcol");
  private readonly stated = find("[data-region=statements]");
  private readonly inputHost = find("[data-part=input]");
  private readonly voicesHost = find("[data-part=voices]");
  private readonly subQuestions = find<HTMLDetailsElement>("[data-sub-questions]");
  private readonly own = find("[data-own-read]");
  private readonly input: OwnInputForm;
  private readonly voices: VoicesPanel;
  private readonly drawOwnStatements: (number: number) => void;
  private readonly whole = find("button[data-whole]");
  private view = "";

  constructor(
    private readonly room: Room,
    private readonly step: ShownStep,
    private readonly redraw: () => void,
  ) {
    this.answer = new AnswerPart(room);
    this.closed = new ClosedText(room, find("[data-part=closed]"));
    this.inputs = new OwnInputs(room, (number, rewritten) => this.inputChanged(number, rewritten));
    this.input = new OwnInputForm(room, this.inputs, find("[data-own-write]"));
    this.voices = new VoicesPanel(room, this.voicesHost);
    this.drawOwnStatements = startStatements(room, find("[data-part=statement]"));
    this.whole.addEventListener("click", () => this.fold(this.lay.hasAttribute("data-whole")));
  }

  /** Words of one's own are not with the session yet. */
  get isUnsaved(): boolean {
    return this.answer.text.unsaved || this.inputs.isUnsaved;
  }

  /** Somebody is in the middle of words, in any text of this page. */
  get isBusy(): boolean {
    return this.input.isTyping || isBusy(this.answer.text.editor) || isBusy(this.closed.editor.editor);
  }

  /** This page goes on: what was written after all was shown is added now. */
  leave(): void {
    this.inputs.addLate();
  }

  /** Draw what this page shows of a question now. */
  draw(number: number): void {
    const { room, regions } = this;
    const question = room.state.slices[`question.${number}`];
    if (question === undefined) return;
    if (voicesOf(room, number) === undefined) void bringVoices(room, number);
    const step = isPlain(room.state.slices.session.steps) ? question.step : this.step.step;
    const looks = this.looks(number);
    this.arrange(number, looks);
    drawStepBar(room, regions.steps, number, step);
    drawParts(room, regions.parts, number);
    this.subQuestions.hidden = questionIn(room.catalogue, number).parts.length < 2;
    drawHelp(room, regions.help, number);
    drawStatements(room, regions.statements, question, looks.voices === "open");
    this.drawOwnStatements(number);
    this.drawInput(number, looks);
    this.answer.draw(question, looks.answer);
    this.closed.draw(number);
    this.voices.draw(question, looks.voices);
    drawOutcome(room, regions.outcome, number);
    drawDissents(room, regions.dissents, question, step === "closing" || step === "done");
    drawConsentForm(room, regions.consent, number, looks.consent);
    drawTotals(regions.totals, question, looks.consent);
    drawDock(room, regions.dock, { question, step, before: () => this.inputs.of(number).save() });
  }

  private looks(number: number): Parts {
    const { room, step } = this;
    const question = room.state.slices[`question.${number}`];
    if (question === undefined) throw new Error(`There is no question ${number}`);
    const { steps } = room.state.slices.session;
    // What the vendor states has a place of its own beside the question.
    const spoken = (voicesOf(room, number)?.cards ?? []).some(({ kind }) => kind === "input" || kind === "addition");
    return partsAt({ question, step: step.step, steps, mine: room.state.mine, spoken, writes: mayPutIn(room) });
  }

  private drawInput(number: number, looks: Parts): void {
    this.inputHost.hidden = looks.input === "off";
    const writes = looks.input === "open";
    find("[data-own-write]").hidden = !writes;
    this.own.hidden = looks.input !== "fold";
    const stored = this.room.state.mine.inputs[String(number)];
    fill(this.own, looks.input === "fold" && stored !== undefined && ownWords(stored));
    if (writes) this.input.show(number);
    const [saving, keeping] = [this.inputs.of(number), this.inputs.keptOf(number)];
    drawLateNote(this.regions.late, { saving, keeping, elsewhere: !writes }, this.redraw);
  }

  /** Put the page in order for another view; what somebody writes in is never moved. */
  private arrange(number: number, looks: Parts): void {
    const plain = isPlain(this.room.state.slices.session.steps);
    const view = plain ? "plain" : this.step.step;
    const wanted = `${number} ${view} ${looks.voices}`;
    setAttribute(this.lay, "data-quiet", isQuiet(looks));
    if (wanted === this.view) return;
    this.view = wanted;
    this.lay.dataset.view = view;
    this.fold(true);
    if (looks.voices === "open") this.work.prepend(this.voicesHost);
    else this.work.after(this.voicesHost);
    const narrow = matchMedia("(max-width: 59.9375em)").matches;
    // In one column the group speaks first, and then the vendor.
    if (narrow && looks.voices === "open") this.voicesHost.after(this.stated);
    else this.head.append(this.stated);
    this.subQuestions.open = !narrow || view === "plain" || view === "reading";
  }

  /** On a phone a question that is talked about folds to two lines, until somebody wants all of it. */
  private fold(folded: boolean): void {
    setAttribute(this.lay, "data-whole", !folded);
    setAttribute(this.whole, "aria-pressed", String(!folded));
  }

  private inputChanged(number: number, rewritten: boolean): void {
    if (rewritten && this.input.number === number) this.input.read();
    this.redraw();
  }
}
