/** The way in, on the wall: QR code, address and code, as large as the screen. */
import { fill, h } from "../dom";
import { drawQr, hostOf } from "./invitation";
import type { Screen } from "./projector_screen";

const SVG = "http://www.w3.org/2000/svg";

/** Draw the way in; without one, say what is waited for. */
export function drawInvitation(screen: Screen, host: HTMLElement): void {
  const { invitation } = screen;
  const { title } = screen.session;
  if (invitation === null) {
    fill(host, h("div", { class: "bm bm-wait" }, h("h1", { class: "serif" }, title), h("p", {}, waiting(screen))));
    return;
  }
  const qr = document.createElementNS(SVG, "svg");
  for (const [name, value] of Object.entries({ class: "qr", role: "img", "shape-rendering": "crispEdges" })) {
    qr.setAttribute(name, value);
  }
  drawQr(qr, invitation);
  const how = h(
    "div",
    { class: "bm-how" },
    h("h1", { class: "serif" }, title),
    h("p", {}, gettext("Scan the code, or go to")),
    h("p", { class: "bm-host" }, hostOf(invitation)),
    h("p", {}, gettext("and fill in this code")),
    h("p", { class: "bm-code" }, ...invitation.shown.split("-").map((each) => h("span", {}, each))),
    h("p", { class: "bm-people" }, people(screen.people)),
  );
  fill(host, h("div", { class: "bm bm-in" }, qr, how));
}

function waiting({ session }: Screen): string {
  if (session.phase === "closed") return gettext("The session is closed.");
  if (session.phase === "draft") return gettext("Wait for the facilitator.");
  return gettext("Nobody can join now.");
}

function people(count: number): string {
  return interpolate(ngettext("%(count)s person is in", "%(count)s people are in", count), { count }, true);
}
