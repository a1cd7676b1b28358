/** The overview on the wall: twenty cells in five themes, and few large numbers. */
import { fill, h, icon } from "../dom";
import type { QuestionSlice } from "../live/slices";
import { type Theme, themeIcon } from "./catalogue";
import { outcomeIcon, riskIcon, standingOf, standingWord } from "./outcomes";
import type { Screen } from "./projector_screen";
import { type Counted, tally } from "./projector_view";

/** Draw the overview. */
export function drawOverview(screen: Screen, host: HTMLElement): void {
  const { phase, title } = screen.session;
  const running = phase === "running";
  const chosen = screen.questions.filter((each) => each.chosen);
  const done = chosen.filter((each) => each.step === "done").length;
  const high = chosen.filter((each) => each.risk === "high").length;
  const total = interpolate(gettext("of %(all)s done"), { all: chosen.length }, true);
  fill(
    host,
    h(
      "div",
      { class: "bm bm-all" },
      h("h1", { class: "vh" }, title),
      h("div", { class: "bm-matrix" }, ...screen.catalogue.themes.map((theme) => row(screen, theme))),
      h(
        "section",
        { class: "bm-sums" },
        h("p", { class: "bm-big" }, h("b", {}, done), " ", total),
        h("ul", {}, ...tally(screen.questions, running).map((each) => count(each, running))),
        high > 0 && h("p", { class: "bm-high" }, riskIcon("high"), h("span", {}, gettext("Risk high")), h("b", {}, high)),
      ),
    ),
  );
}

function row(screen: Screen, theme: Theme): HTMLElement {
  const questions = screen.questions.filter((each) => theme.questions.includes(each.number));
  const heading = h("h2", {}, h("b", {}, theme.number), icon(themeIcon(theme)), h("span", {}, theme.short_name));
  return h("section", { "data-t": theme.number }, heading, h("ol", {}, ...questions.map((each) => cell(screen, each))));
}

function cell(screen: Screen, question: QuestionSlice): HTMLElement {
  const { current_question: current, phase } = screen.session;
  const standing = standingOf(question, current, phase === "running");
  const quiet = standing === "open" || standing === "not_discussed" || standing === "out";
  const risk = question.risk !== "" && question.step === "done" && riskIcon(question.risk);
  const look = standing === "busy" ? "bm-now" : quiet ? "bm-quiet" : "";
  return h(
    "li",
    { class: look },
    h("b", {}, question.number),
    h("span", {}, outcomeIcon(standing), risk),
    h("span", { class: "vh" }, standingWord(standing)),
  );
}

function count([kind, number]: [Counted, number], running: boolean): HTMLElement {
  const standing = kind === "left" ? (running ? "open" : "not_discussed") : kind;
  return h("li", {}, outcomeIcon(standing), h("span", {}, standingWord(standing)), h("b", {}, number));
}
