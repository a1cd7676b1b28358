// Three ways to speak about a text. Each says what a socket sends first, how an edit is wrapped, and what a frame
// means. None of them reads the text itself: edits are found by their markers.
import * as encoding from 'lib0/encoding'
import { hasLastWord, scan } from './words.mjs'

const SYNC = 0
const AWARENESS = 1
const AUTH = 2
const SYNC_REPLY = 4
const SYNC_STATUS = 8
const PONG = Buffer.from([10])
const [STEP1, STEP2, UPDATE] = [0, 1, 2]
const NOTHING_KNOWN = new Uint8Array([0])
const NOTHING = new Uint8Array([0, 0])
const PROVIDER = '4.8.0'

function bytes (write) {
  const encoder = encoding.createEncoder()
  write(encoder)
  return Buffer.from(encoding.toUint8Array(encoder))
}

/** Return an awareness message of one person whose caret is nowhere yet. */
export const arrival = (client, name) => bytes(e => {
  encoding.writeVarUint(e, 1)
  encoding.writeVarUint(e, client)
  encoding.writeVarUint(e, 1)
  encoding.writeVarString(e, JSON.stringify({ user: { name, color: '#30bced' } }))
})

/** Frames of kind, step and bytes, behind what `before` writes. */
function framing (before) {
  const sync = (socket, step, data) => bytes(e => {
    before(e, socket)
    encoding.writeVarUint(e, SYNC)
    encoding.writeVarUint(e, step)
    encoding.writeVarUint8Array(e, data)
  })
  const awareness = (socket, data) => bytes(e => {
    before(e, socket)
    encoding.writeVarUint(e, AWARENESS)
    encoding.writeVarUint8Array(e, data)
  })
  return { sync, awareness, edit: (socket, update) => sync(socket, UPDATE, update) }
}

/** Do what a Sync message asks, which begins at `at`. */
function synchronise (socket, buffer, at, end, sync) {
  const step = buffer[at + 1]
  if (step === STEP1) { socket.awaitStatus(); socket.send(sync(socket, STEP2, NOTHING)); return }
  if (step === UPDATE) socket.frames++
  scan(buffer, at + 2, end, socket.seen)
  if (socket.joiner ? hasLastWord(buffer, at, end) : step === STEP2) socket.synced()
}

const named = framing((e, socket) => encoding.writeVarString(e, socket.doc))
/** @hocuspocus/provider, as our own pages speak it: every message begins with the name of its document. */
const hocuspocus = {
  ...named,
  acknowledges: true,
  open (socket) {
    socket.send(bytes(e => {
      encoding.writeVarString(e, socket.doc)
      encoding.writeVarUint(e, AUTH)
      encoding.writeVarUint(e, 0)
      encoding.writeVarString(e, socket.token)
      encoding.writeVarString(e, PROVIDER)
    }))
    socket.send(named.sync(socket, STEP1, NOTHING_KNOWN))
  },
  frame (socket, buffer, start, end) {
    if (end - start === 1) { socket.send(PONG); return } // a ping has no name
    const at = start + 1 + buffer[start] // names here have fewer than 128 signs
    const kind = buffer[at]
    if (kind === SYNC || kind === SYNC_REPLY) synchronise(socket, buffer, at, end, named.sync)
    else if (kind === AWARENESS) socket.awareness++
    else if (kind === SYNC_STATUS) socket.status(buffer[at + 1] === 1)
    else if (kind === AUTH && buffer[at + 1] === 1) socket.failed('denied')
  }
}

const bare = framing(() => {})
/** Plain y-websocket: one document per socket, named by the address. */
const yWebsocket = {
  ...bare,
  acknowledges: false,
  open (socket) { socket.send(bare.sync(socket, STEP1, NOTHING_KNOWN)) },
  frame (socket, buffer, at, end) {
    if (buffer[at] === SYNC) synchronise(socket, buffer, at, end, bare.sync)
    else if (buffer[at] === AWARENESS) socket.awareness++
  }
}

/** Raw broadcast: what is sent goes to everybody else of the same address, and that is all. */
const raw = {
  ...bare,
  acknowledges: false,
  open (socket) { socket.synced() },
  frame (socket, buffer, at, end) {
    socket.frames++
    scan(buffer, at, end, socket.seen)
  }
}

export const protocols = { hocuspocus, 'y-websocket': yWebsocket, raw }
