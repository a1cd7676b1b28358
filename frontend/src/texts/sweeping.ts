/** Clears from this device what belongs to sessions that are over; fetched when anything is kept. */
import { post } from "../http";
import { forget, type Kept, keptHere } from "./device";
import { offerThese } from "./leftovers";

/** A session that knows this browser: who it is or was there, and whether text can still be sent. */
export interface Place {
  session: string;
  /** The public id of a participant. */
  person: string;
  /** "over": closed or gone, for everybody; "removed": this person was put out. */
  state: "open" | "over" | "removed";
}

/** The server answers for so many sessions at once. */
const MOST = 50;
/** Text of a session that does not know this browser is kept so long (ms): its writer may return. */
const LONGEST = 30 * 24 * 60 * 60 * 1000;

/**
 * Ask the server which sessions still know this browser, and clear what can never be sent.
 *
 * `offering`: whether this page is a place to offer it for copying; where it is not, what should be
 * offered waits for a page that is.
 */
export async function sweepDevice({ offering }: { offering: boolean }): Promise<void> {
  const kept = await keptHere();
  const places = await placesIn([...new Set(kept.map(({ session }) => session))]);
  const { offer, drop } = sorted(kept, places, Date.now());
  await forget(drop.map(({ key }) => key));
  if (!offering) return;
  const why = gettext("A session you took part in is over, or you were taken out of it. This text was not saved before that.");
  await offerThese(offer, why);
}

/** What to offer to whoever is here, and what to forget; all else stays for its writer. */
export function sorted(
  kept: readonly Kept[],
  places: readonly Place[],
  now: number,
): { offer: Kept[]; drop: Kept[] } {
  const at = new Map(places.map((place) => [place.session, place]));
  const offer: Kept[] = [];
  const drop: Kept[] = [];
  for (const each of kept) {
    const place = at.get(each.session);
    const tooOld = place === undefined && now - each.at > LONGEST;
    const own = place?.person === each.person;
    if (own && place?.state !== "open") offer.push(each);
    else if (tooOld || (!own && place?.state === "over")) drop.push(each);
  }
  return { offer, drop };
}

async function placesIn(sessions: readonly string[]): Promise<Place[]> {
  const asked = sessions.slice(0, MOST).join(" ");
  const { places } = await post<{ places: Place[] }>("/places/", { sessions: asked });
  return places;
}
