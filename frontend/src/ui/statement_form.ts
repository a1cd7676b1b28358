/** The form of a vendor statement: on the page for a new one, in a window to change one. */
import { h } from "../dom";
import type { Fields } from "../http";
import type { Card } from "../live/slices";
import { labelled } from "./action_form";
import { announce } from "./announce";
import { confirm, formFoot, openDialog } from "./dialog";
import { dropDraft, isDrafted, keepDraft } from "./drafts";
import { EVIDENCE, evidenceFields } from "./evidence_fields";
import { freshKey } from "./fresh_key";
import { proofChoice } from "./proof_choice";
import type { Room } from "./room";

const LONGEST = 4000;

/** A form for a new statement at this question; what is typed survives a reload and a lost line. */
export function newStatement(room: Room, number: number, done: () => void): HTMLFormElement {
  const draft = draftOf(room, `new/${number}`);
  const form = h("form", { class: "stack statement-form", novalidate: true }, fields("statement", null));
  // Sent twice, after an answer that got lost on the way, it is kept once.
  form.append(h("input", { type: "hidden", name: "key", value: freshKey() }));
  keepDraft(form, draft);
  openWhenFilled(form);
  const send = () => room.send(`questions/${number}/statements/`, values(form));
  form.append(
    formFoot(form, gettext("Keep statement"), send, () => {
      dropDraft(draft);
      announce(gettext("The statement is kept."));
      done();
    }),
  );
  return form;
}

/** Whether something was typed for a new statement at this question, and not sent. */
export function hasDraft(room: Room, number: number): boolean {
  return isDrafted(draftOf(room, `new/${number}`));
}

/** Open a window to write a statement of one's own anew. */
export function changeStatement(room: Room, card: Card): void {
  const draft = draftOf(room, card.id);
  const form = h("form", { class: "stack statement-form", novalidate: true }, fields("change", card));
  keepDraft(form, draft);
  openWhenFilled(form);
  const dialog = openDialog(gettext("Change statement"), form);
  const send = () => room.send(`statements/${card.id}/`, values(form));
  form.append(
    formFoot(form, gettext("Keep statement"), send, () => {
      dropDraft(draft);
      dialog.close();
      announce(gettext("The statement is kept."));
    }),
  );
}

/** Ask, and take a statement of one's own back. */
export function takeBackStatement(room: Room, card: Card): void {
  confirm({
    title: gettext("Take this statement back?"),
    body: h("p", { class: "words" }, card.text),
    yes: gettext("Take statement back"),
    danger: true,
    task: async () => {
      await room.send(`statements/${card.id}/removal/`);
      dropDraft(draftOf(room, card.id));
    },
  });
}

function fields(id: string, card: Card | null): HTMLElement[] {
  const text = h("textarea", {
    class: "input few",
    id: `${id}-text`,
    name: "text",
    rows: 4,
    maxlength: LONGEST,
    "data-first": true,
    "data-focus": `${id}-text`,
  });
  text.value = card?.text ?? "";
  return [
    labelled(`${id}-text`, gettext("What do you state?"), text),
    proofChoice(id, card?.proof ?? ""),
    evidenceFields(id, card),
  ];
}

function values(form: HTMLFormElement): Fields {
  const data = new FormData(form);
  const names = ["text", "proof", "key", ...EVIDENCE];
  return Object.fromEntries(names.map((name) => [name, String(data.get(name) ?? "")]));
}

/** A draft may hold a document: then it is not folded away. */
function openWhenFilled(form: HTMLFormElement): void {
  const filled = EVIDENCE.some((name) => new FormData(form).get(name) !== "");
  const fold = form.querySelector("details");
  if (fold !== null && filled) fold.open = true;
}

function draftOf(room: Room, name: string): string {
  return `${room.session}/${room.person}/statement/${name}`;
}
