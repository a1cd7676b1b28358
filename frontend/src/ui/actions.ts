/** Lists of action points. */
import { h, icon } from "../dom";
import type { Action, Person } from "../live/slices";
import { changeAction, kindWord } from "./action_form";
import { dayInWords } from "./dates";
import type { Room } from "./room";

/** Whether this person may add an action point now. */
export function mayAdd(room: Room): boolean {
  const { phase } = room.state.slices.session;
  return room.state.you.role !== "observer" && (phase === "running" || phase === "adjourned");
}

/** Whether this person may change this action point now: a facilitator any, others their own. */
export function mayChange(room: Room, action: Action): boolean {
  return mayAdd(room) && (room.leads || action.by === room.state.you.id);
}

/** The actions this person said yes to: their name or their perspective is the owner. */
export function ownActions(actions: readonly Action[], you: Person): Action[] {
  const mine = [you.name, you.perspective_label].map(fold);
  return actions.filter((each) => each.owner !== "" && mine.includes(fold(each.owner)));
}

/** "Bram · 4 december · proces"; what is missing is said. */
export function actionLine(action: Action): string {
  return [
    action.owner || gettext("nobody yet"),
    action.due_date === null ? gettext("no date yet") : dayInWords(action.due_date).replace(/ /g, "\u00a0"),
    action.kind === "" ? "" : kindWord(action.kind).toLowerCase(),
  ]
    .filter((each) => each !== "")
    .join("\u00a0· ");
}

/** What a list of these actions depends on. */
export function actionsKey(room: Room, actions: readonly Action[]): unknown {
  return [actions, actions.map((each) => mayChange(room, each))];
}

/** The list itself, or a sentence when there is nothing. `numbered` shows the questions. */
export function actionList(
  room: Room,
  actions: readonly Action[],
  { numbered = false, none = gettext("No actions yet.") } = {},
): HTMLElement {
  if (actions.length === 0) return h("p", { class: "small muted" }, none);
  return h("ul", { class: "acts" }, ...actions.map((each) => item(room, each, numbered)));
}

function item(room: Room, action: Action, numbered: boolean): HTMLElement {
  return h(
    "li",
    { class: numbered ? "numbered" : null },
    numbered && h("b", { class: "serif" }, questionOf(action)),
    h("span", {}, action.text, h("small", {}, actionLine(action))),
    mayChange(room, action) &&
      h(
        "button",
        {
          type: "button",
          class: "btn icon quiet",
          "data-focus": `action-${action.id}`,
          "aria-label": interpolate(gettext("Change action: %(text)s"), { text: action.text }, true),
          onclick: () => changeAction(room, action),
        },
        icon("pen", { small: true }),
      ),
  );
}

function questionOf(action: Action): HTMLElement | string {
  if (action.question === null) return "–";
  return h(
    "span",
    {},
    h("span", { class: "vh" }, gettext("Question")),
    " ",
    action.question,
  );
}

function fold(word: string): string {
  return word.trim().toLocaleLowerCase();
}
