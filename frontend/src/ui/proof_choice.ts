/** How firmly something the vendor says stands: a choice of three, each with what it means. */
import { h } from "../dom";
import type { Proof } from "../live/slices";
import { proofWord } from "./cards";

const PROOFS: readonly Proof[] = ["shown", "promised", "unconfirmed"];

/** The choice; `id` keeps two forms apart. Nothing is chosen when `chosen` is empty. */
export function proofChoice(id: string, chosen: Proof): HTMLElement {
  return h(
    "fieldset",
    { class: "proofs" },
    h("legend", { class: "label" }, gettext("How firmly does it stand?")),
    h("div", { class: "choices" }, ...PROOFS.map((proof) => tile(`${id}-${proof}`, proof, proof === chosen))),
  );
}

function tile(id: string, proof: Proof, checked: boolean): HTMLElement {
  return h(
    "label",
    { class: "choice", for: id },
    h("input", { type: "radio", id, name: "proof", value: proof, checked }),
    h("span", {}, proofWord(proof), h("small", { class: "proof-means" }, meaning(proof))),
  );
}

function meaning(proof: Proof): string {
  return {
    "": "",
    shown: gettext("There is something that shows it."),
    promised: gettext("It was promised. It is not there yet."),
    unconfirmed: gettext("It seems so. Nobody has shown it yet."),
  }[proof];
}
