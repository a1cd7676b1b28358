/** The sentences about the shared texts. */
import type { Keeping } from "./keeper";
import type { SaveState } from "./savestate";
import type { Writer } from "./types";

/** Why the server denied a document. */
export type Denial =
  | "unknown"
  | "not-allowed"
  | "removed"
  | "epoch"
  | "reload"
  | "refused"
  | "full"
  /** Not about this text: the person has too many pages open. */
  | "many"
  /** Not a denial but an update that came too late: the question was rounded off. */
  | "late";

/** The sentence under the text about what is saved. */
export function saveWords(state: SaveState): string {
  switch (state.kind) {
    case "loading":
      return gettext("The text is being fetched…");
    case "saved":
      return state.at === null
        ? gettext("Saved")
        : interpolate(gettext("Saved at %(time)s"), { time: clock(state.at) }, true);
    case "saving":
      return gettext("Saving…");
    case "unsaved":
      return unsavedWords(state.keeping);
    case "away":
      return awayWords(state.keeping);
  }
}

/** Something is not with the session; it is said to be on this device only once it is. */
export function unsavedWords(keeping: Keeping): string {
  switch (keeping) {
    case "busy":
      return gettext("Not saved with the session yet.");
    case "kept":
      return gettext("Not saved with the session yet. Your text is on this device.");
    case "unable":
      return gettext("Not saved with the session yet. This browser cannot keep your text: leave this page open.");
  }
}

function awayWords(keeping: Keeping): string {
  switch (keeping) {
    case "busy":
      return gettext("No connection.");
    case "kept":
      return gettext("No connection. You can write on: your text stays on this device.");
    case "unable":
      return gettext("No connection. This browser cannot keep your text: leave this page open.");
  }
}

/** What stands in a text in which nothing is written yet. */
export function invitationWords(closed: boolean): string {
  return closed ? gettext("Write here what you say among yourselves.") : gettext("Write the answer here, together.");
}

/** What the server meant by a denial, ready to show. */
export function denialWords(reason: Denial): string {
  switch (reason) {
    case "removed":
      return gettext("You no longer take part in this session. You cannot write here any more.");
    case "not-allowed":
      return gettext("You cannot see or change this text.");
    case "epoch":
      return gettext("This session was restored. The page is loaded again.");
    case "reload":
      return gettext("There is a newer version of this page. The page is loaded again.");
    case "refused":
      return gettext("Your last change could not be saved. You see the text of the session again.");
    case "full":
      return gettext("This answer is full. Your last change could not be saved.");
    case "many":
      return gettext("You have this session open in too many windows. Close one and load this page again.");
    case "late":
      return gettext("This question was rounded off before your last words were saved.");
    default:
      return gettext("This text is not there any more.");
  }
}

/** Who else has a caret in this text, e.g. "Fatima, Sam and Daan (vendor) are writing too". */
export function writerWords(writers: readonly Writer[]): string {
  if (writers.length === 0) return "";
  const names = writers.slice(0, 3).map(nameOf);
  const others = writers.length - names.length;
  if (others > 0) {
    names.push(
      interpolate(ngettext("%(count)s other", "%(count)s others", others), { count: others }, true),
    );
  }
  const format = ngettext(
    "%(names)s is writing too",
    "%(names)s are writing too",
    writers.length,
  );
  return interpolate(format, { names: list(names) }, true);
}

/** The same for a narrow screen: "3 are writing too". */
export function writerCount(count: number): string {
  if (count === 0) return "";
  const format = ngettext("%(count)s is writing too", "%(count)s are writing too", count);
  return interpolate(format, { count }, true);
}

/** "This text is too long: 12.345 of 10.000 characters." */
export function lengthWords(length: number, most: number): string {
  const number = new Intl.NumberFormat(language());
  return interpolate(
    gettext("This text is too long: %(length)s of %(most)s characters. Nothing was changed."),
    { length: number.format(length), most: number.format(most) },
    true,
  );
}

function nameOf(writer: Writer): string {
  if (!writer.vendor) return writer.name;
  return interpolate(gettext("%(name)s (vendor)"), { name: writer.name }, true);
}

function list(names: readonly string[]): string {
  return new Intl.ListFormat(language(), { type: "conjunction" }).format(names);
}

/** 10.42 in Dutch, 10:42 elsewhere. */
function clock(time: number): string {
  const at = new Date(time);
  const [hours, minutes] = [at.getHours(), String(at.getMinutes()).padStart(2, "0")];
  return `${hours}${language().startsWith("nl") ? "." : ":"}${minutes}`;
}

function language(): string {
  return document.documentElement.lang || "nl";
}
