/** What the vendor prepared for a question: to read, and for who leads or writes to adopt or reject. */
import { type Child, h, icon } from "../dom";
import type { Homework } from "../live/slices";
import { announce } from "./announce";
import { evidence } from "./cards";
import { commandButton } from "./command";
import { formFoot, openDialog } from "./dialog";
import { vendorTag } from "./people";
import { proofChoice } from "./proof_choice";
import type { Room } from "./room";

/** The part of a page about it; null when nothing was prepared. Draw it anew with `homeworkKey`. */
export function homeworkList(room: Room, items: readonly Homework[]): HTMLElement | null {
  if (items.length === 0) return null;
  return h(
    "section",
    { class: "prepared", "aria-labelledby": "prepared-title" },
    h("h2", { class: "label", id: "prepared-title" }, gettext("Prepared by the vendor")),
    h("ul", { class: "cards" }, ...items.map((item) => entry(room, item))),
  );
}

/** What the list depends on. */
export function homeworkKey(room: Room, items: readonly Homework[]): unknown {
  return [items, mayJudge(room)];
}

function entry(room: Room, item: Homework): HTMLElement {
  return h(
    "li",
    { class: item.judged === "rejected" ? "verkl rejected" : "verkl", "data-homework-card": item.number },
    h(
      "p",
      { class: "head" },
      vendorTag(),
      h("span", {}, item.title),
      h("span", { class: "tag" }, broughtWord(item.brought)),
      item.confidential && h("span", { class: "tag" }, icon("lock", { small: true }), gettext("Only to look at, not in the report")),
      item.judged !== "" && h("span", { class: "tag" }, judgedWord(item.judged)),
    ),
    item.text !== "" && h("p", { class: "words" }, item.text),
    evidence(item),
    mayJudge(room) && judging(room, item),
  );
}

function judging(room: Room, item: Homework): Child {
  const send = (judged: Homework["judged"]) => () => judge(room, item, { judged });
  if (item.judged !== "") {
    const back = { class: "btn quiet", focus: `homework-${item.number}` };
    return h("p", { class: "row acts-of", "data-refusals": true }, commandButton(back, send(""), icon("undo", { small: true }), gettext("Let it wait again")));
  }
  const adopt = { class: "btn", focus: `homework-${item.number}` };
  const adopting = async (): Promise<void> => (item.confidential ? send("adopted")() : askProof(room, item));
  return h(
    "p",
    { class: "row acts-of", "data-refusals": true },
    commandButton(adopt, adopting, icon("check", { small: true }), gettext("Adopt")),
    commandButton({ class: "btn quiet", focus: `reject-${item.number}` }, send("rejected"), icon("close", { small: true }), gettext("Reject")),
  );
}

function askProof(room: Room, item: Homework): void {
  const form = h("form", { class: "stack", novalidate: true }, proofChoice("adopt", "unconfirmed"));
  const dialog = openDialog(
    gettext("Adopt as a statement of the vendor"),
    h("p", {}, gettext("It will stand at its questions as a statement of the vendor, prepared before the session, and in the report.")),
    form,
  );
  const send = () => judge(room, item, { judged: "adopted", proof: String(new FormData(form).get("proof") ?? "") });
  form.append(formFoot(form, gettext("Adopt"), send, () => dialog.close()));
}

async function judge(room: Room, item: Homework, fields: { judged: Homework["judged"]; proof?: string }): Promise<void> {
  await room.send(`homework/${item.number}/judgement/`, fields);
  announce(fields.judged === "" ? gettext("It waits again.") : judgedWord(fields.judged));
}

function mayJudge(room: Room): boolean {
  const { you, slices } = room.state;
  const { phase, closed_round } = slices.session;
  const under = phase === "running" || phase === "adjourned";
  return (you.role === "facilitator" || you.role === "scribe") && under && !closed_round;
}

function broughtWord(brought: Homework["brought"]): string {
  return {
    whole: pgettext("homework", "Here it is"),
    partly: pgettext("homework", "Partly"),
    not_available: pgettext("homework", "Not available"),
  }[brought];
}

function judgedWord(judged: Homework["judged"]): string {
  return {
    "": "",
    adopted: pgettext("homework", "Adopted"),
    rejected: pgettext("homework", "Rejected"),
  }[judged];
}
