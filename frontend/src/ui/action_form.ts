/** Adds, changes and removes an action point, in a window. */
import { h } from "../dom";
import type { Action, ActionKind } from "../live/slices";
import { confirm, formFoot, openDialog } from "./dialog";
import { dropDraft, keepDraft } from "./drafts";
import { freshKey } from "./fresh_key";
import type { Room } from "./room";

/** The word for what an action changes. */
export function kindWord(kind: ActionKind): string {
  return {
    "": gettext("Not chosen yet"),
    technology: gettext("Technology"),
    process: gettext("Process"),
    behaviour: gettext("Behaviour"),
  }[kind];
}

export interface NewAction {
  /** What to begin with. */
  text?: string;
  /** What to do once the action is there; a failure is shown in the form, and tried again with it. */
  then?: () => Promise<unknown>;
}

/** Open the form for a new action of this question, or of the session as a whole (null). */
export function addAction(room: Room, question: number | null, { text = "", then }: NewAction = {}): void {
  const draft = text === "" ? `${room.session}/action/${question ?? "all"}` : "";
  const key = freshKey();
  const form = h("form", { class: "stack", novalidate: true }, fields(room, null));
  if (draft === "") (form.elements.namedItem("text") as HTMLTextAreaElement).value = text;
  else keepDraft(form, draft);
  const dialog = openDialog(gettext("Add action"), form);
  const send = async (): Promise<void> => {
    await room.send("actions/", { ...values(form), question, key });
    await then?.();
  };
  form.append(
    formFoot(form, gettext("Add action"), send, () => {
      if (draft !== "") dropDraft(draft);
      dialog.close();
    }),
  );
}

/** Open the form to change or remove this action. */
export function changeAction(room: Room, action: Action): void {
  const draft = `${room.session}/action/${action.id}`;
  const form = h("form", { class: "stack", novalidate: true }, fields(room, action));
  keepDraft(form, draft);
  const dialog = openDialog(gettext("Change action"), form);
  const send = () =>
    room.send(`actions/${action.id}/`, { ...values(form), question: action.question });
  const foot = formFoot(form, gettext("Save action"), send, () => {
    dropDraft(draft);
    dialog.close();
  });
  foot.prepend(
    h(
      "button",
      { type: "button", class: "btn quiet danger", onclick: () => remove(room, action, dialog.close) },
      gettext("Remove action"),
    ),
  );
  form.append(foot);
}

function remove(room: Room, action: Action, closeForm: () => void): void {
  closeForm();
  confirm({
    title: gettext("Remove this action?"),
    body: h("p", {}, action.text),
    yes: gettext("Remove action"),
    danger: true,
    task: () => room.send(`actions/${action.id}/removal/`),
  });
}

function fields(room: Room, action: Action | null): HTMLElement[] {
  const text = h("textarea", {
    class: "input short-text",
    id: "action-text",
    name: "text",
    rows: 3,
    maxlength: 500,
    "data-first": true,
  });
  text.value = action?.text ?? "";
  return [
    labelled("action-text", gettext("What has to be done?"), text),
    h("div", { class: "pair" }, ownerField(room, action?.owner ?? ""), dateField(action?.due_date ?? "")),
    kindField(action?.kind ?? ""),
  ];
}

/** Who does it: anything may be typed; people and perspectives of this session are offered. */
export function ownerField(
  room: Room,
  value: string,
  { id = "owner", label = gettext("Who does it?") } = {},
): HTMLElement {
  const { people } = room.state.slices;
  const offered = new Set([
    ...people.map((each) => each.name),
    ...people.map((each) => each.perspective_label),
  ]);
  return labelled(
    id,
    label,
    h("input", {
      class: "input",
      id,
      name: "owner",
      list: `${id}-list`,
      maxlength: 80,
      autocomplete: "off",
      value,
    }),
    h("datalist", { id: `${id}-list` }, ...[...offered].map((each) => h("option", { value: each }))),
  );
}

/** By when it is done. */
export function dateField(value: string, { id = "due" } = {}): HTMLElement {
  const input = h("input", { class: "input", id, name: "due_date", type: "date", value });
  return labelled(id, gettext("When is it done?"), input);
}

function kindField(value: ActionKind): HTMLElement {
  const kinds: ActionKind[] = ["", "technology", "process", "behaviour"];
  const select = h(
    "select",
    { class: "input", id: "action-kind", name: "kind" },
    ...kinds.map((kind) => h("option", { value: kind, selected: kind === value }, kindWord(kind))),
  );
  return labelled("action-kind", gettext("What does it change?"), select);
}

/** A label above its field. */
export function labelled(id: string, label: string, ...field: HTMLElement[]): HTMLElement {
  return h("div", { class: "field" }, h("label", { for: id }, label), ...field);
}

function values(form: HTMLFormElement): Record<string, string> {
  const data = new FormData(form);
  const names = ["text", "owner", "due_date", "kind"];
  return Object.fromEntries(names.map((name) => [name, String(data.get(name) ?? "")]));
}
