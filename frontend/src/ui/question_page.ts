/** The page of a participant: the question, the joint answer, the outcome, the actions. */
import { find, h, icon } from "../dom";
import { addAction } from "./action_form";
import { actionList, actionsKey, mayAdd } from "./actions";
import { announce } from "./announce";
import { AnswerPlace } from "./answer";
import { isBusy } from "./busy";
import { drawFollowBar } from "./follow_bar";
import { foldWhileWriting } from "./folding";
import { neighbours } from "./follow";
import { focusHead, showHead } from "./head";
import { watchMoves } from "./moving";
import { actionsOf } from "./needs";
import { drawOutcome } from "./outcome_panel";
import { drawParts } from "./parts";
import { avatar } from "./people";
import { type Region, region } from "./region";
import type { Room } from "./room";
import { type Reason, Shown } from "./shown";
import { onTheTable, tellWhenLeftBehind } from "./telling";

/** Bring the page of a question to life. */
export function startQuestionPage(room: Room): void {
  const regions = {
    follow: region("follow"),
    parts: region("parts"),
    outcome: region("outcome"),
    actions: region("actions"),
    writers: region("writers"),
    around: region("around"),
  };
  const answer = new AnswerPlace(room, find("[data-region=answer]"), drawWriters);
  const busy = (): boolean => isBusy(answer.editor);
  const shown = new Shown(room, Number(document.body.dataset.number), busy, show);

  watchMoves(room, "question", () => busy() || answer.unsaved);
  room.watch((_room, before) => {
    const past = before.slices.session.current_question;
    shown.hear(room.state, before);
    tellWhenLeftBehind(room, past, shown.number);
    draw();
  });
  foldWhileWriting(find(".lay"));
  showHead(room, shown.number);
  void answer.show(shown.number);

  function show(number: number, reason: Reason): void {
    showHead(room, number);
    void answer.show(number);
    draw();
    focusHead();
    if (reason === "followed") announce(onTheTable(number));
  }

  function draw(): void {
    const { number } = shown;
    drawFollowBar(room, regions.follow, shown);
    drawParts(room, regions.parts, number);
    drawOutcome(room, regions.outcome, number);
    drawAround(room, regions.around, number);
    const actions = actionsOf(room.state.slices.actions, number);
    regions.actions([number, mayAdd(room), actionsKey(room, actions)], () => [
      actions.length > 0 && h("h2", { class: "label" }, gettext("Actions from this question")),
      actions.length > 0 && actionList(room, actions),
      mayAdd(room) && addButton(room, number),
    ]);
    drawWriters();
  }

  function drawWriters(): void {
    const writers = room.state.slices[`question.${shown.number}`]?.frozen ? [] : answer.writers;
    regions.writers(writers, () => writers.map((each) => h("span", { title: each.name }, avatar(each))));
  }
}

function addButton(room: Room, number: number): HTMLElement {
  return h(
    "button",
    { type: "button", class: "btn add-action", "data-focus": "add-action", onclick: () => addAction(room, number) },
    icon("act", { small: true }),
    gettext("Add action"),
  );
}

/** Links to look around in the programme. */
function drawAround(room: Room, draw: Region, number: number): void {
  const { previous, next } = neighbours(room.state.slices.session.chosen, number);
  draw([previous, next], () => [
    previous === null ? h("span") : link(room, previous, gettext("Look at question %(number)s"), "left"),
    next === null ? h("span") : link(room, next, gettext("Look at question %(number)s"), "right"),
  ]);
}

function link(room: Room, number: number, words: string, shape: "left" | "right"): HTMLElement {
  const text = interpolate(words, { number }, true);
  const mark = icon(shape, { small: true });
  const attributes = {
    class: "btn quiet",
    href: room.at(`questions/${number}/`),
    "data-question": number,
    "data-focus": shape,
  };
  return shape === "left" ? h("a", attributes, mark, text) : h("a", attributes, text, mark);
}
