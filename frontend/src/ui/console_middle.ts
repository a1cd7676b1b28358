/** The middle of the console: the steps, the question, what people put in, and the answer. */
import { find, h, icon, setAttribute } from "../dom";
import { commandButton } from "./command";
import { untilRoundEnds } from "./closed_round";
import { drawConsent } from "./consent_panel";
import { drawCounts } from "./desk_counts";
import { drawDeskSteps } from "./desk_steps";
import { drawDeskVoices } from "./desk_voices";
import { drawDissents } from "./dissents";
import { drawFollowBar } from "./follow_bar";
import { isPlain } from "./next_step";
import { drawOutcome } from "./outcome_panel";
import { drawParts } from "./parts";
import { drawPen } from "./pen";
import { drawSentences } from "./proposals";
import { region } from "./region";
import type { Room } from "./room";
import type { Shown } from "./shown";

/** Make the parts of the middle; returns what draws them all. */
export function consoleMiddle(room: Room, shown: Shown): (frame: Element) => void {
  const regions = {
    follow: region("follow"),
    steps: region("steps"),
    parts: region("parts"),
    counts: region("counts"),
    before: region("voices-before"),
    after: region("voices-after"),
    pen: region("pen"),
    sentences: region("sentences"),
    consent: region("consent"),
    dissents: region("dissents"),
    outcome: region("outcome"),
    reopen: region("reopen"),
  };
  const joint = find("[data-joint]");

  return (frame) => {
    const { number } = shown;
    const question = room.state.slices[`question.${number}`];
    drawFollowBar(room, regions.follow, shown);
    drawDeskSteps(room, regions.steps, number);
    drawParts(room, regions.parts, number);
    drawCounts(room, regions.counts, number);
    drawDeskVoices(room, regions.before, regions.after, number);
    drawPen(room, regions.pen, number);
    if (question !== undefined) drawSentences(room, regions.sentences, question);
    drawConsent(room, regions.consent, number);
    if (question !== undefined) drawDissents(room, regions.dissents, question, mayDissent(number));
    drawOutcome(room, regions.outcome, number);
    drawReopen(number);
    setAttribute(frame, "data-step", stepOf(number));
    joint.hidden = isAlone(number);
  };

  /** While everybody reads or writes alone, the answer is not what the group works on. */
  function isAlone(number: number): boolean {
    return ["reading", "writing"].includes(stepOf(number));
  }

  /** Once there is an answer to differ from, and in a closed round. */
  function mayDissent(number: number): boolean {
    const { closed_round } = room.state.slices.session;
    return closed_round || ["composing", "closing", "done"].includes(stepOf(number));
  }

  /** "plain" where a session has no steps. */
  function stepOf(number: number): string {
    const { steps } = room.state.slices.session;
    const question = room.state.slices[`question.${number}`];
    return isPlain(steps) || question === undefined || !question.chosen ? "plain" : question.step;
  }

  function drawReopen(number: number): void {
    const done = room.state.slices[`question.${number}`]?.step === "done";
    const may = done && room.state.slices.session.phase === "running";
    const waits = untilRoundEnds(room);
    regions.reopen([number, may, waits], () =>
      may &&
      h(
        "div",
        { class: "row", "data-refusals": true },
        commandButton({ focus: "reopen", waits }, () => room.send(`questions/${number}/reopening/`), icon("undo", { small: true }), gettext("Reopen question")),
      ),
    );
  }
}
