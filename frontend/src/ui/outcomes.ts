/** Shape and word of every outcome and risk; colour comes third. */
import { h, icon } from "../dom";
import type { Outcome, QuestionSlice, Risk } from "../live/slices";

/** Where a question stands, for marks: "busy" is on the table, "out" is not in the programme. */
export type Standing = Outcome | "busy" | "reopened" | "out";

/** Where a question stands now. */
export function standingOf(question: QuestionSlice, current: number, running: boolean): Standing {
  if (isLeft(question, running)) return question.outcome;
  if (!question.chosen) return "out";
  if (running && question.number === current) return "busy";
  return question.outcome === "open" ? "open" : "reopened";
}

/** Whether the group has left this question: an outcome stays when it is opened again. */
export function isLeft(question: QuestionSlice, running: boolean): boolean {
  return question.outcome !== "open" && (question.step === "done" || !running);
}

const LOOKS: Record<Standing, readonly [shape: string, look: string]> = {
  answered: ["st-ok", "ok"],
  to_investigate: ["st-zoek", "zoek"],
  no_good_answer: ["st-geen", "geen"],
  not_applicable: ["st-nvt", "niet"],
  not_discussed: ["st-niet", "niet"],
  busy: ["st-bezig", "bezig"],
  reopened: ["st-bezig", "niet"],
  open: ["st-niet", "niet"],
  out: ["st-niet", "niet"],
};

/** The word for a standing. */
export function standingWord(standing: Standing): string {
  return {
    answered: gettext("Answered"),
    to_investigate: gettext("To investigate"),
    no_good_answer: gettext("No good answer"),
    not_applicable: gettext("Not applicable"),
    not_discussed: gettext("Not discussed"),
    busy: gettext("On the table"),
    reopened: gettext("Open again"),
    open: gettext("Not discussed yet"),
    out: gettext("Not in the programme"),
  }[standing];
}

/** The class that gives a standing its colour. */
export function lookOf(standing: Standing): string {
  return LOOKS[standing][1];
}

/** Shape and word. */
export function outcomeMark(standing: Standing): HTMLElement {
  const [shape, look] = LOOKS[standing];
  return h("span", { class: `st ${look}` }, icon(shape, { small: true }), standingWord(standing));
}

/** The shape alone on screen; the word for who cannot see it. */
export function outcomeShape(standing: Standing): HTMLElement {
  const [shape, look] = LOOKS[standing];
  return h(
    "span",
    { class: `st ${look}` },
    icon(shape, { small: true }),
    h("span", { class: "vh" }, standingWord(standing)),
  );
}

/** The shape alone, beside a word that is there already. */
export function outcomeIcon(standing: Standing): HTMLElement {
  const [shape, look] = LOOKS[standing];
  return h("span", { class: `ic ${look}` }, icon(shape));
}

const RISKS: Record<Risk, readonly [shape: string, look: string]> = {
  "": ["r0", "leeg"],
  low: ["r1", "laag"],
  medium: ["r2", "midden"],
  high: ["r3", "hoog"],
  unknown: ["rq", "onb"],
};

/** The bare word for a risk, as on its radio button. */
export function riskWord(risk: Risk): string {
  return {
    "": pgettext("risk", "Not chosen yet"),
    low: pgettext("risk", "Low"),
    medium: pgettext("risk", "Medium"),
    high: pgettext("risk", "High"),
    unknown: pgettext("risk", "We do not know"),
  }[risk];
}

/** Shape and whole word: "Risico hoog". */
export function riskMark(risk: Risk): HTMLElement {
  const [shape, look] = RISKS[risk];
  const word = {
    "": gettext("Risk not chosen yet"),
    low: gettext("Risk low"),
    medium: gettext("Risk medium"),
    high: gettext("Risk high"),
    unknown: gettext("Risk unknown to us"),
  }[risk];
  return h("span", { class: `risk ${look}` }, icon(shape, { small: true }), word);
}

/** The shape of a risk, beside a word that is there already. */
export function riskIcon(risk: Risk): HTMLElement {
  const [shape, look] = RISKS[risk];
  return h("span", { class: `ic ${look}` }, icon(shape));
}
