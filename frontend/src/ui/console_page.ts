/** The console of the facilitator: programme, question and answer, people, and the next step. */
import { fill, find, setAttribute } from "../dom";
import { announce } from "./announce";
import { AnswerPlace } from "./answer";
import { isBusy } from "./busy";
import { clearRefusal } from "./refusal";
import { drawCommandBar } from "./command_bar";
import { consoleMiddle } from "./console_middle";
import { consoleSide } from "./console_side";
import { drawClosedBar } from "./closed_round";
import { ClosedText } from "./closed_text";
import { focusHead, showHead } from "./head";
import { watchMoves } from "./moving";
import { drawProgramme, openTheme } from "./programme";
import { region } from "./region";
import type { Room } from "./room";
import { Rounding } from "./rounding";
import { type Reason, Shown } from "./shown";
import { startTabs } from "./tabs";
import { onTheTable, tellWhenLeftBehind, tellWhenStepped } from "./telling";

/** Bring the console to life. */
export function startConsole(room: Room): void {
  const frame = find("[data-console]");
  const nav = find("[data-programme]");
  const place = find("[data-region=rounding]");
  const command = region("command");
  const closedBar = region("closed-bar");
  const goToTab = startTabs(frame);
  const answer = new AnswerPlace(room, find("[data-region=answer]"), draw);
  const closedText = new ClosedText(room, find("[data-closed-text]"), draw);
  const busy = (): boolean => isBusy(answer.editor) || isBusy(closedText.editor.editor);
  const shown = new Shown(room, Number(document.body.dataset.number), busy, show);
  const drawMiddle = consoleMiddle(room, shown);
  const drawSide = consoleSide(room, draw);
  let rounding: Rounding | null = null;

  watchMoves(room, "console");
  showHead(room, shown.number);
  openTheme(room, nav, shown.number);
  room.watch((_room, before) => {
    const past = before.slices.session.current_question;
    shown.hear(room.state, before);
    tellWhenLeftBehind(room, past, shown.number);
    tellWhenStepped(room, before);
    if (rounding !== null && mustStop(rounding.number)) stopRounding();
    draw();
  });
  void answer.show(shown.number);

  function show(number: number, reason: Reason): void {
    stopRounding();
    showHead(room, number);
    openTheme(room, nav, number);
    goToTab("question");
    void answer.show(number);
    draw();
    focusHead();
    if (reason === "followed") announce(onTheTable(number));
  }

  function draw(): void {
    const { number } = shown;
    drawClosedBar(room, closedBar);
    drawProgramme(room, nav, number);
    drawMiddle(frame);
    closedText.draw(number);
    drawSide(number, [...answer.writers, ...closedText.editor.writers]);
    setAttribute(frame, "data-rounded", isDone(number));
    drawCommandBar(room, command, {
      shown: number,
      roundingOff: rounding !== null,
      goTo: (to) => shown.go(to),
      startRounding,
      stopRounding: () => {
        stopRounding();
        draw();
      },
      round,
      fieldOf: (error) => rounding?.fieldOf(error) ?? null,
    });
    rounding?.arrange();
  }

  function startRounding(): void {
    const next = (): HTMLElement => find("[data-focus=next]");
    // What was refused is being mended: an old complaint must not stay beside it.
    const mending = (): void => clearRefusal(next().parentElement as HTMLElement);
    rounding = new Rounding(room, shown.number, () => next().click(), mending);
    fill(place, rounding.form);
    setAttribute(frame, "data-rounding", true);
    draw();
    rounding.form.querySelector<HTMLElement>("[data-first]")?.focus();
  }

  function stopRounding(): void {
    rounding = null;
    fill(place);
    setAttribute(frame, "data-rounding", null);
  }

  async function round(): Promise<void> {
    if (rounding === null) return;
    const { number } = rounding;
    await rounding.send();
    stopRounding();
    draw();
    announce(interpolate(gettext("Question %(number)s is rounded off."), { number }, true));
  }

  function isDone(number: number): boolean {
    return room.state.slices[`question.${number}`]?.step === "done";
  }

  /** Somebody else rounded it off, went to another step, or began a closed round; the draft is kept. */
  function mustStop(number: number): boolean {
    const { steps, closed_round } = room.state.slices.session;
    const step = room.state.slices[`question.${number}`]?.step;
    return step === "done" || closed_round || (step !== undefined && step !== steps.at(-1));
  }
}
