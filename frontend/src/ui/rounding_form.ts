/** The fields of the form that rounds a question off. */
import { h } from "../dom";
import type { Outcome, QuestionSlice, Risk } from "../live/slices";
import { dateField, labelled, ownerField } from "./action_form";
import { actionList } from "./actions";
import { questionIn } from "./catalogue";
import { actionsOf, isComplete } from "./needs";
import { outcomeIcon, riskIcon, riskWord, standingWord } from "./outcomes";
import type { Room } from "./room";

const OUTCOMES: readonly Exclude<Outcome, "open">[] = [
  "answered",
  "to_investigate",
  "no_good_answer",
  "not_applicable",
  "not_discussed",
];
const RISKS: readonly Exclude<Risk, "">[] = ["low", "medium", "high", "unknown"];

/** The whole form, with what was filled in before the question was reopened. */
export function roundForm(room: Room, question: QuestionSlice, onEmptyRisk: () => void): HTMLFormElement {
  const { number, outcome, reason, risk, risk_reason, acceptance } = question;
  const { short_name } = questionIn(room.catalogue, number);
  const choices = outcomeChoices(outcome);
  choices
    .querySelector("[data-choices]")
    ?.append(words("reason", gettext("Why?"), reason), investigation(room, question, short_name), found(room, number));
  return h(
    "form",
    { class: "sheet round-form", id: "rounding", novalidate: true },
    h("h2", { tabindex: "-1", "data-first": true }, interpolate(gettext("Round off question %(number)s"), { number }, true)),
    choices,
    riskChoices(risk, onEmptyRisk),
    words("risk_reason", gettext("Why this risk?"), risk_reason),
    words("acceptance", gettext("Who accepts this risk, and why? Or add an action."), acceptance),
    h("div", { "data-objections": true }),
  );
}

/** The actions that already say who finds it out, and when. */
function found(room: Room, number: number): HTMLElement {
  const complete = actionsOf(room.state.slices.actions, number).filter(isComplete);
  return h("div", { class: "need", "data-need": "found" }, h("div", { class: "span" }, actionList(room, complete)));
}

/** The radio buttons for how the group leaves the question. */
function outcomeChoices(chosen: Outcome): HTMLElement {
  return h(
    "fieldset",
    {},
    h("legend", {}, gettext("Outcome")),
    h("div", { class: "choices", "data-choices": true }, ...OUTCOMES.map((each) => outcomeChoice(each, chosen))),
  );
}

function outcomeChoice(outcome: Exclude<Outcome, "open">, chosen: Outcome): HTMLElement {
  const hints = {
    answered: gettext("The answer stands"),
    to_investigate: gettext("Who, and when is it done?"),
    no_good_answer: gettext("Why not, and which risk stays?"),
    not_applicable: gettext("Why not?"),
    not_discussed: gettext("Pass this question over"),
  };
  return h(
    "label",
    { class: "choice o" },
    radio("outcome", outcome, outcome === chosen),
    outcomeIcon(outcome),
    h("span", { class: "tx" }, h("b", {}, standingWord(outcome)), h("small", {}, hints[outcome])),
  );
}

/** The radio buttons for the risk, empty until somebody chooses, and the way back to empty. */
function riskChoices(chosen: Risk, onEmpty: () => void): HTMLElement {
  return h(
    "fieldset",
    {},
    h("legend", {}, gettext("Risk")),
    h(
      "div",
      { class: "rg" },
      ...RISKS.map((risk) =>
        h(
          "label",
          { class: "choice r" },
          radio("risk", risk, risk === chosen),
          riskIcon(risk),
          h("span", {}, riskWord(risk)),
        ),
      ),
    ),
    h(
      "button",
      { type: "button", class: "btn quiet", "data-empty-risk": true, onclick: onEmpty },
      gettext("Leave the risk empty"),
    ),
  );
}

/** What is asked beside "Uitzoeken": what, who and when become an action point. */
function investigation(room: Room, question: QuestionSlice, shortName: string): HTMLElement {
  const text = h("input", { class: "input", id: "round-text", name: "text", maxlength: 500 });
  text.value = interpolate(
    gettext("Find out question %(number)s: %(name)s"),
    { number: question.number, name: shortName },
    true,
  );
  return h(
    "div",
    { class: "need", "data-need": "action" },
    h("div", { class: "span" }, labelled("round-text", gettext("What has to be found out?"), text)),
    ownerField(room, "", { id: "round-owner", label: gettext("Who finds it out?") }),
    dateField("", { id: "round-due" }),
  );
}

/** A box for a few sentences that belongs to a choice. */
function words(name: string, label: string, value: string): HTMLElement {
  const id = `round-${name}`;
  const box = h("textarea", { class: "input short-text", id, name, rows: 3, maxlength: 2000 });
  box.value = value;
  return h("div", { class: "need", "data-need": name }, h("div", { class: "span" }, labelled(id, label, box)));
}

function radio(name: string, value: string, checked: boolean): HTMLElement {
  return h("input", { type: "radio", name, value, checked });
}
