/** Whether the group can live with the answer: totals, the vendor's apart, and what was said with it. */
import { type Child, h, icon } from "../dom";
import type { Choice, Desk, QuestionSlice, Votes } from "../live/slices";
import { vendorTag } from "./people";
import type { Region } from "./region";
import type { Room } from "./room";

/** Keep the totals true, from the step in which is asked. */
export function drawConsent(room: Room, draw: Region, number: number): void {
  const question = room.state.slices[`question.${number}`];
  const asks = room.state.slices.session.steps.includes("closing");
  draw([question?.step, question?.consent, question?.vendor_consent, question?.desk?.outdated, question?.desk?.remarks, asks], () =>
    question !== undefined && asks && isAsked(question) ? panel(question) : null,
  );
}

/** How many have said something. */
export function cast({ yes, remark, objection }: Votes): number {
  return yes + remark + objection;
}

/** The objections that become a different view once the question is rounded off. */
export function objectionsOf(question: QuestionSlice): Desk["remarks"] {
  return (question.desk?.remarks ?? []).filter((each) => each.choice === "objection");
}

/** One remark or objection as an item of a list. */
export function remarkItem({ choice, text, label, vendor }: Desk["remarks"][number], more: Child = null): HTMLElement {
  const title = choice === "objection" ? gettext("Objection") : gettext("Remark");
  return h(
    "li",
    { class: choice === "objection" ? "ander" : "inbr" },
    h(
      "p",
      { class: "head" },
      icon("msg", { small: true }),
      // Of a vendor the tag says whose it is.
      h("span", {}, title, !vendor && [" · ", label || gettext("Without name")]),
      vendor && vendorTag(),
      more,
    ),
    h("p", { class: "words small" }, text),
  );
}

function isAsked({ step, consent, vendor_consent }: QuestionSlice): boolean {
  return step === "closing" || cast(consent) + cast(vendor_consent) > 0;
}

function panel(question: QuestionSlice): HTMLElement {
  // Once it is rounded off, objections stand below as different views.
  const objections = question.step === "done" ? [] : objectionsOf(question);
  const remarks = (question.desk?.remarks ?? []).filter((each) => each.choice !== "objection");
  return h(
    "section",
    { class: "consent", "aria-label": gettext("Agreement") },
    // First what has to be heard before anything else.
    ...cards(objections),
    h("div", { class: "tallies" }, group(question.consent), vendor(question.vendor_consent)),
    ...outdated(question),
    ...cards(remarks),
  );
}

function cards(remarks: Desk["remarks"]): Child[] {
  return [remarks.length > 0 && h("ul", { class: "cards" }, ...remarks.map((each) => remarkItem(each)))];
}

/** How many spoke of an earlier text: of the group, and of the vendor. */
function outdated({ desk, consent, vendor_consent: facts }: QuestionSlice): Child[] {
  if (desk === undefined) return [];
  return [earlier(desk.outdated.consent, consent, false), earlier(desk.outdated.vendor_consent, facts, true)];
}

function earlier(count: number, votes: Votes, isVendor: boolean): Child {
  if (count === 0) return null;
  const words = ngettext("%(count)s of %(all)s voted before the last change of the text.", "%(count)s of %(all)s voted before the last change of the text.", count);
  return h("p", { class: "small muted" }, isVendor && [vendorTag(), " "], interpolate(words, { count, all: cast(votes) }, true));
}

function group(votes: Votes): HTMLElement {
  const words: Record<Choice, string> = {
    yes: pgettext("consent", "Yes"),
    remark: pgettext("consent", "Yes, with a remark"),
    objection: pgettext("consent", "No, I object"),
  };
  return tally(gettext("Can you live with this answer?"), votes, words, false);
}

function vendor(votes: Votes): Child {
  const words: Record<Choice, string> = {
    yes: pgettext("facts", "Yes"),
    remark: pgettext("facts", "Yes, with a remark"),
    objection: pgettext("facts", "No"),
  };
  return votes.of > 0 && tally(gettext("Are the facts right?"), votes, words, true);
}

function tally(title: string, votes: Votes, words: Record<Choice, string>, isVendor: boolean): HTMLElement {
  const count = interpolate(gettext("%(count)s of %(of)s"), { count: cast(votes), of: votes.of }, true);
  const choices: Choice[] = ["yes", "remark", "objection"];
  return h(
    "div",
    { class: isVendor ? "tally of-vendor" : "tally" },
    h("h2", { class: "label" }, isVendor && vendorTag(), h("span", {}, title, " ", h("span", { class: "count" }, count))),
    h("dl", {}, ...choices.map((each) => row(words[each], votes[each], votes.of))),
  );
}

function row(word: string, count: number, of: number): HTMLElement {
  const bar = h("span", {});
  bar.style.setProperty("--part", String(of === 0 ? 0 : count / of));
  return h("div", {}, h("dt", {}, word), h("dd", { class: "tally-bar", "aria-hidden": "true" }, bar), h("dd", { class: "num" }, count));
}
