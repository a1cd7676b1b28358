/** Can you live with this answer? Of the vendor: are the facts right? */
import { type Child, h, icon } from "../dom";
import { Refusal } from "../http";
import type { Choice, Mine } from "../live/slices";
import { labelled } from "./action_form";
import { commandButton, run } from "./command";
import { fieldOf } from "./dialog";
import { dropDraft, keepDraft } from "./drafts";
import type { Region } from "./region";
import { isAsked, isWorking } from "./rights";
import type { Room } from "./room";

const CHOICES: readonly Choice[] = ["yes", "remark", "objection"];

/** Keep the form true. It is built anew only when this person's own vote changed. */
export function drawConsentForm(room: Room, draw: Region, number: number, there: boolean): void {
  const asked = there && isAsked(room);
  const vote = room.state.mine.votes[String(number)] ?? null;
  const named = room.state.slices.session.shown_with !== "nothing";
  const open = isWorking(room);
  draw([asked, number, vote, named, open], () => (asked ? form(room, number, vote, open) : null));
}

type Vote = Mine["votes"][string] | null;

function form(room: Room, number: number, vote: Vote, open: boolean): HTMLElement {
  const { vendor } = room.state.you;
  const draft = `${room.session}/vote/${number}`;
  const made = h("form", { class: "cons", novalidate: true, "data-refusals": true });
  const title = vendor ? gettext("Are the facts right?") : gettext("Can you live with this answer?");
  const give = h("button", { class: vote === null ? "btn primary big wide" : "btn wide", "data-command": true, "data-focus": "vote" });
  const said = h("div", { class: "rem", "data-said": true }, saidField(room, vote));
  made.append(
    h(
      "fieldset",
      {},
      h("legend", {}, title),
      vendor && h("p", { class: "hint" }, gettext("You are not asked whether you agree. Say whether what stands here about your system is right.")),
      h("div", { class: "choices" }, ...CHOICES.map((each) => choice(each, vendor, vote?.choice === each))),
    ),
    said,
    give,
    vote === null ? "" : standing(room, number, vote, vendor),
  );
  keepDraft(made, draft);
  const arrange = (): void => {
    const chosen = valueOf(made, "choice") as Choice | "";
    said.hidden = chosen === "" || chosen === "yes";
    const label = said.querySelector("label");
    if (label !== null) label.textContent = chosen === "objection" ? gettext("Your objection") : gettext("Your remark");
    give.textContent = wordsOn(chosen, vendor, vote);
  };
  made.addEventListener("change", arrange);
  made.addEventListener("input", ({ target }) => (target as Element).removeAttribute("aria-invalid"));
  made.addEventListener("submit", async (event) => {
    event.preventDefault();
    const sent = await run(give, () => send(room, made, number), { place: () => made, fieldOf: (error) => fieldOf(made, error) });
    if (sent) dropDraft(draft);
  });
  arrange();
  made.querySelectorAll("input, textarea, button").forEach((each) => open || each.setAttribute("disabled", ""));
  return made;
}

async function send(room: Room, made: HTMLFormElement, number: number): Promise<void> {
  const choice = valueOf(made, "choice");
  const text = choice === "yes" ? "" : valueOf(made, "text").trim();
  if (choice === "") throw new Refusal(gettext("Choose an answer first."), "incomplete", "choice", 0);
  if (choice === "objection" && text === "") throw new Refusal(gettext("Write shortly what your objection is."), "incomplete", "text", 0);
  if (choice === "remark" && text === "") throw new Refusal(gettext("Write your remark, or choose Yes."), "incomplete", "text", 0);
  await room.send(`questions/${number}/vote/`, { choice, text, unnamed: valueOf(made, "unnamed") !== "" });
}

function choice(value: Choice, vendor: boolean, checked: boolean): HTMLElement {
  return h("label", { class: "choice" }, h("input", { type: "radio", name: "choice", value, checked }), choiceWord(value, vendor));
}

/** The words for a choice, as on its button. */
export function choiceWord(value: Choice, vendor: boolean): string {
  if (vendor && value === "objection") return pgettext("facts", "No, something is wrong");
  return {
    yes: pgettext("consent", "Yes"),
    remark: pgettext("consent", "Yes, with a remark"),
    objection: pgettext("consent", "No, I object"),
  }[value];
}

function saidField(room: Room, vote: Vote): Child {
  const text = h("textarea", { class: "input short-text", id: "vote-text", name: "text", "data-focus": "vote-text", rows: 3, maxlength: 1000 });
  text.value = vote?.text ?? "";
  const named = room.state.slices.session.shown_with !== "nothing" && !room.state.you.vendor;
  const tick = h("input", { type: "checkbox", name: "unnamed", value: "1", checked: vote?.unnamed ?? false });
  return [labelled("vote-text", gettext("Your remark"), text), named && h("label", { class: "opt" }, tick, gettext("Without name"))];
}

/** What this person said, and the way to take it back. */
function standing(room: Room, number: number, { choice: value }: NonNullable<Vote>, vendor: boolean): HTMLElement {
  const words = interpolate(gettext("You answered: %(choice)s"), { choice: choiceWord(value, vendor) }, true);
  return h(
    "div",
    { class: "row between given", "data-refusals": true },
    h("p", { class: "small" }, icon("check", { small: true }), " ", words),
    commandButton({ class: "btn quiet", focus: "vote-back" }, () => room.send(`questions/${number}/vote/`, { choice: "" }), gettext("Take back")),
  );
}

function wordsOn(chosen: Choice | "", vendor: boolean, vote: Vote): string {
  if (vote !== null) return gettext("Change answer");
  if (vendor) return gettext("Send answer");
  return chosen === "objection" ? gettext("Send objection") : gettext("Give agreement");
}

function valueOf(form: HTMLFormElement, name: string): string {
  return String(new FormData(form).get(name) ?? "");
}
