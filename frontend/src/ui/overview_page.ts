/** The overview: twenty cells in five themes, the counts, high risks and actions. */
import { fill, find, h, icon, setAttribute, setText } from "../dom";
import type { QuestionSlice } from "../live/slices";
import { addAction } from "./action_form";
import { actionList, actionsKey, mayAdd, ownActions } from "./actions";
import { questionIn } from "./catalogue";
import { countsOf } from "./counts";
import { drawDecisions } from "./decisions";
import { lookOf, outcomeMark, riskMark, standingOf } from "./outcomes";
import { drawOwnInputs } from "./own_list";
import { drawParking } from "./parking";
import { type Region, region } from "./region";
import type { Room } from "./room";

/** Bring the overview to life. */
export function startOverview(room: Room): void {
  const names = ["counts", "decisions", "high", "actions", "mine", "parking", "own", "back"] as const;
  const regions = Object.fromEntries(names.map((name) => [name, region(name)])) as Record<(typeof names)[number], Region>;
  const drawn = new Map<number, string>();
  room.watch(() => {
    const { session, actions } = room.state.slices;
    const running = session.phase === "running";
    const counts = countsOf(room.questions, session.current_question, running);
    setText(find("[data-progress]"), progress(room));
    regions.counts(counts, () =>
      counts.map(([standing, count]) => h("li", {}, h("b", { class: "num" }, count), outcomeMark(standing))),
    );
    for (const question of room.questions) {
      const key = JSON.stringify([question, session.current_question, running]);
      if (drawn.get(question.number) === key) continue;
      drawn.set(question.number, key);
      drawCell(question, session.current_question, running);
    }
    drawDecisions(room, regions.decisions);
    drawHigh(room, regions.high);
    regions.actions([mayAdd(room), actionsKey(room, actions)], () => [
      heading(gettext("Actions"), actions.length),
      actionList(room, actions, { numbered: true }),
      mayAdd(room) && addButton(room),
    ]);
    drawMine(room, regions.mine);
    drawParking(room, regions.parking, null);
    drawOwnInputs(room, regions.own);
    regions.back([session.phase, session.current_question], () => back(room));
  });
}

function progress(room: Room): string {
  const chosen = room.questions.filter((each) => each.chosen);
  const done = chosen.filter((each) => each.step === "done").length;
  return interpolate(gettext("%(done)s of %(all)s questions rounded off"), { done, all: chosen.length }, true);
}

function drawCell(question: QuestionSlice, current: number, running: boolean): void {
  const cell = document.querySelector<HTMLElement>(`[data-cell="${question.number}"]`);
  const foot = cell?.querySelector("[data-foot]");
  if (!cell || !foot) return;
  const standing = standingOf(question, current, running);
  const quiet = standing === "not_discussed" || standing === "open" || standing === "out";
  cell.className = quiet ? "c niet" : `c ${lookOf(standing)}`;
  setAttribute(cell, "aria-current", standing === "busy" ? "true" : null);
  fill(foot, outcomeMark(standing), question.risk !== "" && riskMark(question.risk));
}

function drawHigh(room: Room, draw: Region): void {
  const high = room.questions.filter((each) => each.risk === "high");
  draw(high, () => [
    heading(gettext("Questions with a high risk"), high.length),
    high.length === 0
      ? h("p", { class: "small muted" }, gettext("No question with a high risk."))
      : h("ul", { class: "acts" }, ...high.map((each) => highRisk(room, each))),
  ]);
}

function highRisk(room: Room, question: QuestionSlice): HTMLElement {
  const name = questionIn(room.catalogue, question.number).short_name;
  return h(
    "li",
    { class: "numbered" },
    h("b", { class: "serif" }, question.number),
    h("span", {}, question.risk_reason || name, h("small", {}, question.risk_reason && name)),
  );
}

function drawMine(room: Room, draw: Region): void {
  const mine = ownActions(room.state.slices.actions, room.state.you);
  draw(actionsKey(room, mine), () =>
    mine.length > 0 && [heading(gettext("Your actions"), mine.length), actionList(room, mine, { numbered: true })],
  );
}

function heading(words: string, count: number): HTMLElement {
  return h("h2", {}, words, " ", h("span", { class: "count" }, count));
}

function addButton(room: Room): HTMLElement {
  const onclick = (): void => addAction(room, null);
  return h("button", { type: "button", class: "btn add-action", "data-focus": "add-action", onclick }, icon("act", { small: true }), gettext("Add action"));
}

function back(room: Room): HTMLElement | null {
  const { phase, current_question: current } = room.state.slices.session;
  const arrow = icon("back", { small: true });
  if (phase === "closed") return h("a", { class: "btn", href: room.at("ending/") }, arrow, gettext("Go to the end"));
  if (phase === "draft" || phase === "lobby") return h("a", { class: "btn", href: room.at("lobby/") }, arrow, gettext("Go back"));
  return h("a", { class: "btn", href: room.at(`questions/${current}/`) }, arrow, gettext("Go to the question of now"));
}
