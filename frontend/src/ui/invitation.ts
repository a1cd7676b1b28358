/** The code, the QR code and the link that let people in; the door. */
import { h, icon, setText } from "../dom";
import type { Invitation } from "../live/slices";
import { announce } from "./announce";
import { commandButton } from "./command";
import { confirm } from "./dialog";
import { copied } from "../page/copy";
import type { Room } from "./room";

const SVG = "http://www.w3.org/2000/svg";

/** Draw the QR code into the element that the server drew it in. */
export function drawQr(svg: SVGSVGElement, invitation: Invitation): void {
  const { size, path } = invitation.qr;
  svg.setAttribute("viewBox", `0 0 ${size} ${size}`);
  svg.setAttribute("aria-label", qrWords(invitation));
  const paper = document.createElementNS(SVG, "path");
  paper.setAttribute("class", "qr-paper");
  paper.setAttribute("d", `M0 0h${size}v${size}H0z`);
  const modules = document.createElementNS(SVG, "path");
  modules.setAttribute("class", "qr-ink");
  modules.setAttribute("d", path);
  svg.replaceChildren(paper, modules);
}

/** Show the code in two groups; screen readers hear it sign by sign. */
export function drawCode(place: HTMLElement, invitation: Invitation): void {
  const groups = invitation.shown.split("-").map((each) => h("span", {}, each));
  place.replaceChildren(
    h("span", { class: "groups", "aria-hidden": "true" }, ...groups),
    h("span", { class: "vh" }, [...invitation.code].join(" ")),
  );
}

/** The host that people type, without the scheme. */
export function hostOf(invitation: Invitation): string {
  return new URL(invitation.url, location.href).host;
}

/** Copy the link, and say so on the button for a while. */
export function copyLinkButton(room: Room): HTMLElement {
  const words = h("span", {}, gettext("Copy link"));
  const button = h(
    "button",
    { type: "button", class: "btn", "data-focus": "copy-link", onclick: () => void copyLink(room, words) },
    icon("link", { small: true }),
    words,
  );
  return button;
}

async function copyLink(room: Room, words: HTMLElement): Promise<void> {
  const { invitation } = room.state.slices;
  if (invitation === null) return;
  const said = (await copied(invitation.url)) ? gettext("Link copied") : gettext("Copying did not work");
  announce(said);
  setText(words, said);
  setTimeout(() => setText(words, gettext("Copy link")), 3_000);
}

/** Ask, because everybody who still has the old code stands before a shut door. */
export function newCodeButton(room: Room): HTMLElement {
  return h(
    "button",
    { type: "button", class: "btn", "data-focus": "new-code", onclick: () => askNewCode(room) },
    icon("copy", { small: true }),
    gettext("Make new code"),
  );
}

function askNewCode(room: Room): void {
  confirm({
    title: gettext("Make a new code?"),
    body: h("p", {}, gettext("The old code and the old QR code stop working. Who is in already stays in.")),
    yes: gettext("Make new code"),
    task: async () => {
      await room.send("code/");
      announce(gettext("There is a new code."));
    },
  });
}

/** Shut or open the door for newcomers. */
export function doorButton(room: Room): HTMLElement {
  const open = room.state.slices.session.door_open;
  return commandButton(
    { focus: "door", pressed: !open },
    () => room.send("door/", { open: !open }),
    icon("lock", { small: true }),
    gettext("Lock joining"),
  );
}

function qrWords(invitation: Invitation): string {
  return interpolate(
    gettext("QR code to %(host)s, code %(code)s"),
    { host: hostOf(invitation), code: invitation.shown },
    true,
  );
}
