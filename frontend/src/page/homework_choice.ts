/** Two people wrote at one item: both texts, and what to do with them. */
import { fill, find, h, icon } from "../dom";
import { type Contents, joined } from "./homework_fields";

/** Show what the other wrote above the form; `choose` gets what is to stand there. */
export function drawChoice(
  form: HTMLFormElement,
  theirs: Contents,
  mine: Contents,
  choose: (chosen: Contents) => void,
): void {
  const place = find("[data-homework-other]", form);
  const button = (words: string, chosen: () => Contents, primary = false) =>
    h("button", { type: "button", class: primary ? "btn primary" : "btn", onclick: () => take(chosen()) }, words);
  fill(
    place,
    h(
      "section",
      { class: "note warn other-words", role: "alert" },
      icon("warn", { small: true }),
      h(
        "div",
        { class: "stack" },
        h("h3", {}, gettext("This is what somebody else wrote")),
        h("p", { class: "words" }, wordsOf(theirs)),
        h("p", { class: "small" }, gettext("Yours stands below. Nothing is lost: choose what stays.")),
        h(
          "p",
          { class: "row" },
          button(gettext("Put both together"), () => joined(mine, theirs), true),
          button(gettext("Keep mine"), () => mine),
          button(gettext("Keep the other"), () => theirs),
        ),
      ),
    ),
  );
  place.hidden = false;

  function take(chosen: Contents): void {
    place.hidden = true;
    fill(place);
    choose(chosen);
    form.querySelector("textarea")?.focus();
  }
}

function wordsOf({ text, document, document_address, document_place }: Contents): string {
  const said = [text, document, document_address, document_place].filter((each) => each !== "");
  return said.length === 0 ? gettext("Nothing filled in.") : said.join("\n");
}
