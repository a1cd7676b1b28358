/** The page of a participant: the question at its step, the joint answer, and what comes of it. */
import { find, h, icon } from "../dom";
import { addAction } from "./action_form";
import { actionList, actionsKey, mayAdd } from "./actions";
import { announce } from "./announce";
import { drawFollowBar } from "./follow_bar";
import { foldWhileWriting } from "./folding";
import { neighbours } from "./follow";
import { focusHead, showHead } from "./head";
import { watchMoves } from "./moving";
import { actionsOf } from "./needs";
import { isPlain } from "./next_step";
import { mayPark, park, waitingIn } from "./parking";
import { QuestionParts } from "./question_parts";
import { type Region, region } from "./region";
import type { Room } from "./room";
import { type Reason, Shown } from "./shown";
import { ShownStep } from "./shown_step";
import { atStep, drawStepFollow } from "./step_follow";
import { onTheTable, tellWhenLeftBehind } from "./telling";

/** Bring the page of a question to life. */
export function startQuestionPage(room: Room): void {
  const regions = {
    follow: region("follow"),
    stepFollow: region("step-follow"),
    reach: region("reach"),
    around: region("around"),
  };
  const start = Number(document.body.dataset.number);
  const step = new ShownStep(room, start, busy);
  const parts = new QuestionParts(room, step, () => draw());
  const shown = new Shown(room, start, busy, show);

  watchMoves(room, "question", () => busy() || parts.isUnsaved);
  room.watch((_room, before) => {
    const past = before.slices.session.current_question;
    shown.hear(room.state, before);
    tellWhenLeftBehind(room, past, shown.number);
    const moved = before.slices[`question.${shown.number}`]?.step !== step.now;
    if (step.hear() && !isPlain(room.state.slices.session.steps)) goAlong();
    else if (step.isBehind && moved) announce(atStep(step.now));
    draw();
  });
  foldWhileWriting(find(".lay"));
  showHead(room, start);

  function busy(): boolean {
    return parts.isBusy;
  }

  function show(number: number, reason: Reason): void {
    parts.leave();
    step.show(number);
    showHead(room, number);
    draw();
    focusHead();
    if (reason === "followed") announce(onTheTable(number));
  }

  /** The page shows another step of its question now. */
  function goAlong(): void {
    parts.leave();
    draw();
    focusHead();
    announce(atStep(step.step));
  }

  function draw(): void {
    const { number } = shown;
    const { phase, steps } = room.state.slices.session;
    const stepped = phase === "running" && !isPlain(steps);
    drawFollowBar(room, regions.follow, shown);
    drawStepFollow(regions.stepFollow, step, stepped, () => step.catchUp() && goAlong());
    parts.draw(number);
    drawReach(room, regions.reach, number);
    drawAround(room, regions.around, number);
  }
}

/** What is always in reach: action points, and the list of what waits. */
function drawReach(room: Room, draw: Region, number: number): void {
  const actions = actionsOf(room.state.slices.actions, number);
  const parked = waitingIn(room.state.slices.parked).filter(({ question }) => question === number);
  draw([number, mayAdd(room), mayPark(room), actionsKey(room, actions), parked], () => [
    actions.length > 0 && [h("h2", { class: "label" }, gettext("Actions from this question")), actionList(room, actions)],
    parked.length > 0 && [
      h("h2", { class: "label" }, gettext("Parked at this question")),
      h("ul", { class: "acts" }, ...parked.map(({ text }) => h("li", {}, icon("park", { small: true }), h("span", {}, text)))),
    ],
    h("div", { class: "row reach-row" }, mayPark(room) && parkButton(room, number), mayAdd(room) && addButton(room, number)),
  ]);
}

function addButton(room: Room, number: number): HTMLElement {
  const onclick = (): void => addAction(room, number);
  return h("button", { type: "button", class: "btn add-action", "data-focus": "add-action", onclick }, icon("act", { small: true }), gettext("Add action"));
}

function parkButton(room: Room, number: number): HTMLElement {
  const onclick = (): void => park(room, number);
  return h("button", { type: "button", class: "btn add-action", "data-focus": "park", onclick }, icon("park", { small: true }), gettext("Put on the parking list"));
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
