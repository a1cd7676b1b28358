/** Looks whether this device still keeps text of sessions that are over; light, as it mostly does not. */
import { holdsText } from "../texts/device";

/** Clear what is over; `offering` says whether this page may offer it for copying first. */
export async function clearDevice({ offering }: { offering: boolean }): Promise<void> {
  if (!(await holdsText())) return;
  const { sweepDevice } = await import("../texts/sweeping");
  // Without an answer of the server nothing is known to be over: another page asks again.
  await sweepDevice({ offering }).catch(() => undefined);
}
