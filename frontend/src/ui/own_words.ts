/** What somebody is told about whether their own input is saved. */
import { isThere, type Line } from "../live/line";
import type { Keeping } from "../texts/keeper";
import { unsavedWords } from "../texts/words";
import { timeInWords } from "./dates";
import { tooMany } from "./own_contents";
import type { OwnSaving } from "./own_saving";

export interface Told {
  words: string;
  /** Something is not with the session that should be. */
  bad: boolean;
  mark: string | null;
}

export interface Around {
  line: Line;
  /** Where this device has what is not saved. */
  keeping: Keeping;
  /** A closed round runs: what is written alone waits for its end. */
  round: boolean;
}

/** The sentence under the text that is true now. */
export function savedWords(saving: OwnSaving, { line, keeping, round }: Around): Told {
  const over = tooMany(saving.now.text);
  if (over > 0) {
    const words = ngettext("%s character too many. This is not saved.", "%s characters too many. This is not saved.", over);
    return bad(words.replace("%s", String(over)));
  }
  if (saving.rival !== null) return { words: "", bad: false, mark: null };
  if (saving.dirty && round) return { words: afterRound(keeping), bad: keeping === "unable", mark: "pause" };
  if (saving.refused !== null) return bad(saving.refused.message);
  if (saving.added) return good(gettext("The group has gone on. Your text was kept as an addition."));
  if (saving.dirty && !isThere(line)) return bad(unsavedWords(keeping));
  if (saving.isLate) return { words: gettext("Becomes an addition as soon as you go on."), bad: false, mark: null };
  if (saving.dirty) return { words: gettext("Saving…"), bad: false, mark: null };
  if (saving.savedAt === null) return { words: saving.now.text === "" ? "" : gettext("Saved"), bad: false, mark: "check" };
  return good(interpolate(gettext("Saved at %(time)s"), { time: timeInWords(new Date(saving.savedAt)) }, true));
}

function afterRound(keeping: Keeping): string {
  switch (keeping) {
    case "busy":
      return gettext("Is saved after the closed round.");
    case "kept":
      return gettext("Is saved after the closed round. Your text is on this device.");
    case "unable":
      return gettext("Is saved after the closed round. This browser cannot keep your text: leave this page open.");
  }
}

function good(words: string): Told {
  return { words, bad: false, mark: "check" };
}

function bad(words: string): Told {
  return { words, bad: true, mark: "warn" };
}
