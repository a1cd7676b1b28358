/** How many can live with the answer, for everybody; how the vendor finds the facts stands apart. */
import { type Child, h } from "../dom";
import type { Choice, QuestionSlice, Votes } from "../live/slices";
import { cast } from "./consent_panel";
import { vendorTag } from "./people";
import type { Region } from "./region";

/** Keep the totals true, while it is asked and as long as anything was said. */
export function drawTotals(draw: Region, question: QuestionSlice, asked: boolean): void {
  const { consent, vendor_consent: facts } = question;
  const there = asked || cast(consent) + cast(facts) > 0;
  draw([there, consent, facts], () => there && [part(consent, false), part(facts, true)]);
}

function part(votes: Votes, vendor: boolean): Child {
  if (votes.of === 0) return null;
  const words = interpolate(gettext("%(count)s of %(of)s answered"), { count: cast(votes), of: votes.of }, true);
  return h(
    "div",
    { class: vendor ? "tally of-vendor" : "tally" },
    h("p", { class: "tot" }, vendor && [vendorTag(), " ", h("b", { class: "b" }, gettext("Are the facts right?")), " "], h("span", { class: "muted" }, words)),
    cast(votes) > 0 && h("dl", {}, ...rows(votes, vendor)),
  );
}

function rows(votes: Votes, vendor: boolean): HTMLElement[] {
  const words: Record<Choice, string> = {
    yes: pgettext("tally", "Yes"),
    remark: pgettext("tally", "Remark"),
    objection: vendor ? pgettext("tally", "No") : pgettext("tally", "Objection"),
  };
  const choices: readonly Choice[] = ["yes", "remark", "objection"];
  return choices.map((each) => {
    const bar = h("span", {});
    bar.style.setProperty("--part", String(votes[each] / votes.of));
    return h("div", {}, h("dt", {}, words[each]), h("dd", { class: "tally-bar", "aria-hidden": "true" }, bar), h("dd", { class: "num" }, votes[each]));
  });
}
