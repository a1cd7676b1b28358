/** The cards of what single people put in: four kinds, each with a form and a name of its own. */
import { type Child, h, icon } from "../dom";
import type { Byline, Card, Proof } from "../live/slices";
import { dayInWords, timeInWords } from "./dates";
import { vendorTag } from "./people";

export interface CardParts {
  /** The name of the vendor's organisation. */
  vendor: string;
  /** This person put it in. */
  own?: boolean;
  /** The reactions to show; all of them when left out. */
  reactions?: Card["reactions"];
  /** Buttons under it. */
  acts?: Child;
}

/** One card as an item of a list; `data-card` carries its id. */
export function cardItem(card: Card, { vendor, own = false, reactions = card.reactions, acts }: CardParts): HTMLElement {
  return h(
    "li",
    { class: LOOKS[card.kind], "data-card": card.id },
    head(card, vendor, own),
    card.text !== "" && h("p", { class: "words" }, card.text),
    ticks(card),
    card.kind === "statement" && evidence(card),
    card.taken_over && h("p", { class: "taken" }, icon("check", { small: true }), gettext("Taken over in the answer")),
    reactions.length > 0 &&
      h("ul", { class: "reacts", "aria-label": gettext("Reactions") }, ...reactions.map((each) => h("li", {}, h("b", { class: "b" }, bylineOf(each.by)), " ", h("span", { class: "words" }, each.text)))),
    acts,
  );
}

/** Above something somebody put in: "OR", "Sam · OR", or that it is without a name. */
export function bylineOf({ label, name }: Byline): string {
  if (label === "" && name === "") return gettext("Without name");
  return [name, label].filter((each) => each !== "").join(" · ");
}

/** How firmly a vendor's statement stands. */
export function proofWord(proof: Proof): string {
  return {
    "": "",
    shown: pgettext("vendor statement", "Shown"),
    promised: pgettext("vendor statement", "Promised"),
    unconfirmed: pgettext("vendor statement", "Not confirmed"),
  }[proof];
}

/** What shows it: a document, its date, an address, and where else to find it. */
export function evidence(given: Pick<Card, "document" | "document_date" | "document_address" | "document_place">): Child {
  const { document, document_date: date, document_address: address, document_place: place } = given;
  if (document === "" && address === "" && place === "") return null;
  const name = document || address;
  const when = date === null ? "" : dayInWords(date);
  return h(
    "p",
    { class: "small evidence" },
    icon("link", { small: true }),
    h(
      "span",
      {},
      address === "" ? name : h("a", { href: address, target: "_blank", rel: "noopener noreferrer" }, name),
      [when, place].filter((each) => each !== "").map((each) => (name === "" ? each : ` · ${each}`)),
    ),
  );
}

const LOOKS: Record<Card["kind"], string> = {
  input: "inbr",
  addition: "inbr",
  statement: "verkl",
  dissent: "ander",
};

function head(card: Card, vendor: string, own: boolean): HTMLElement {
  const mine = own && h("span", { class: "tag" }, pgettext("card", "Yours"));
  const closed = card.closed && h("span", { class: "tag" }, icon("lock", { small: true }), gettext("Closed round"));
  switch (card.kind) {
    case "statement":
      return h("p", { class: "head" }, vendorTag(), h("span", {}, statementTitle(card, vendor)), proof(card), mine, closed);
    case "dissent":
      return h("p", { class: "head" }, icon("msg", { small: true }), h("span", {}, gettext("Different view"), " · ", bylineOf(card.by)), card.by.vendor && vendorTag(), mine, closed);
    default:
      return h("p", { class: "head" }, h("span", {}, bylineOf(card.by)), card.by.vendor && vendorTag(), mine, closed, card.kind === "addition" && h("span", { class: "num" }, added(card)));
  }
}

function statementTitle({ prepared = false }: Card, vendor: string): string {
  if (prepared) return gettext("Prepared by the vendor");
  if (vendor === "") return gettext("Statement of the vendor");
  return interpolate(gettext("Statement of %(vendor)s"), { vendor }, true);
}

function proof({ proof: given }: Card): Child {
  return given !== "" && h("span", { class: `tag proof-${given}` }, proofWord(given));
}

function added({ at }: Card): string {
  return interpolate(gettext("added at %(time)s"), { time: timeInWords(new Date(at)) }, true);
}

function ticks({ dont_know, look_into }: Card): Child {
  if (!dont_know && !look_into) return null;
  return h(
    "p",
    { class: "ticks" },
    dont_know && h("span", { class: "tag" }, icon("help", { small: true }), gettext("I do not know this")),
    look_into && h("span", { class: "tag" }, icon("search", { small: true }), gettext("We have to find this out")),
  );
}
