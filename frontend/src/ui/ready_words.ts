/** How many are ready, in words. */
import type { Tally } from "../live/slices";

/** "6 van 9 klaar". */
export function readyWords({ count, of }: Tally): string {
  return interpolate(gettext("%(count)s of %(of)s ready"), { count, of }, true);
}
