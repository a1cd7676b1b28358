/** What rounding a question off still needs, all at once. Pure. */
import type { Outcome, Risk } from "../live/slices";
import type { Needs } from "./needs";

/** A field, by its name in the form ("text" is the joint answer), and what to do there. */
export interface Lack {
  field: string;
  message: string;
}

export interface Filled {
  outcome: Outcome | "";
  risk: Risk;
  /** Whether the joint answer has words. */
  written: boolean;
  /** The value of a field of the form. */
  value(name: string): string;
}

/** Everything that is missing, in the order of the form. */
export function lacksOf({ outcome, written, value }: Filled, needs: Needs): Lack[] {
  const empty = (name: string): boolean => value(name).trim() === "";
  const rows: readonly [boolean, string, string][] = [
    [outcome === "", "outcome", gettext("Choose an outcome.")],
    [outcome === "answered" && !written, "text", gettext("Write the answer first, or choose another outcome.")],
    [needs.reason && empty("reason"), "reason", gettext("Write why.")],
    [needs.action && empty("what"), "what", gettext("Write what has to be found out.")],
    [needs.action && empty("owner"), "owner", gettext("Say who finds it out.")],
    [needs.action && empty("due_date"), "due_date", gettext("Choose a date.")],
    [needs.riskReason && empty("risk_reason"), "risk_reason", gettext("Write why you chose this risk.")],
    [needs.acceptance && empty("acceptance"), "acceptance", gettext("Write who accepts this risk, or add an action.")],
  ];
  return rows.filter(([lacks]) => lacks).map(([, field, message]) => ({ field, message }));
}
