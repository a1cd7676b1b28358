/** The fields of a document that shows something: no file is sent, only where it is. */
import { h, icon } from "../dom";
import type { Evidence } from "../live/slices";
import { labelled } from "./action_form";

export const EVIDENCE = ["document", "document_date", "document_address", "document_place"] as const;

/** The fields, folded away until one of them holds something. `id` keeps two forms apart. */
export function evidenceFields(id: string, given: Evidence | null): HTMLDetailsElement {
  const filled = given !== null && EVIDENCE.some((name) => (given[name] ?? "") !== "");
  return h(
    "details",
    { class: "fold evidence-fields", open: filled },
    h("summary", {}, gettext("Which document shows this?"), icon("down", { small: true })),
    h(
      "div",
      { class: "stack fold-body" },
      h("p", { class: "small muted" }, gettext("Do not send files. The name, the date and where to find it are enough.")),
      line(`${id}-document`, "document", gettext("Name of the document"), given?.document, 200),
      day(`${id}-date`, given?.document_date ?? ""),
      address(`${id}-address`, given?.document_address ?? ""),
      line(`${id}-place`, "document_place", gettext("Where else to find it"), given?.document_place, 200),
    ),
  );
}

function line(id: string, name: string, words: string, value = "", longest: number): HTMLElement {
  return labelled(id, words, h("input", { class: "input", id, name, value, maxlength: longest, autocomplete: "off" }));
}

function day(id: string, value: string): HTMLElement {
  return labelled(id, gettext("Date of the document"), h("input", { class: "input", id, name: "document_date", type: "date", value }));
}

function address(id: string, value: string): HTMLElement {
  return labelled(
    id,
    gettext("Web address of the document"),
    h("div", { class: "hint", id: `${id}-hint` }, gettext("An address that begins with https://.")),
    h("input", {
      class: "input",
      id,
      name: "document_address",
      type: "url",
      inputmode: "url",
      value,
      maxlength: 500,
      autocomplete: "off",
      "aria-describedby": `${id}-hint`,
    }),
  );
}
