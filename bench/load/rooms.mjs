// Rooms and the sockets in them. A room knows which edits were sent; a socket, which of them it has seen.
import { Client, frameOf } from './client.mjs'
import { now, Times } from './measure.mjs'
import { arrival, protocols } from './protocols.mjs'
import { BLANK } from './words.mjs'

const TOGETHER = 50

/** What is counted over all sockets, of the stage that runs. */
export class Tally {
  begin (stage) {
    Object.assign(this, { stage, seen: new Times(), kept: new Times(), sent: 0, twice: 0, unknown: 0, refused: 0 })
  }

  constructor () { this.ends = {}; this.begin(1) }

  ended (why) { this.ends[why] = (this.ends[why] ?? 0) + 1 }

  get brokenOff () { return Object.values(this.ends).reduce((sum, n) => sum + n, 0) }
}

/** One text and who is in it. Of edit number id: who sent it, when, and in which stage. */
export class Room {
  constructor (number) { Object.assign(this, { number, sockets: [], author: [], sentAt: [], stage: [] }) }

  /** Return the number of a new edit. */
  edit (author, stage) {
    this.author.push(author)
    this.stage.push(stage)
    return this.sentAt.push(NaN) - 1
  }
}

/** One browser in one room. */
export class Socket {
  #waiting = [] // of edits without an answer: when sent, and in which stage
  #known = new Uint8Array(256)
  #resolve
  #reject

  constructor (room, place, { world, number, joiner = false }) {
    const { identities, doc } = world
    const own = identities.length ? identities[number % identities.length] : {}
    Object.assign(this, { room, place, world, joiner, frames: 0, awareness: 0, dead: false })
    this.doc = own.doc ?? doc(room.number)
    this.path = own.path ?? `/${this.doc}`
    this.token = own.token ?? ''
    this.cookie = own.cookie ?? ''
    this.client = 1000000 + number
    this.target = world.targets[number % world.targets.length]
    this.protocol = protocols[world.protocol]
    this.ready = new Promise((resolve, reject) => { this.#resolve = resolve; this.#reject = reject })
    this.ready.catch(() => {})
    this.seen = id => this.#sees(id)
  }

  /** Connect; the promise is kept once the text is there. */
  connect () {
    this.began = now()
    const headers = { ...(this.cookie && { Cookie: this.cookie }), ...(this.world.origin && { Origin: this.world.origin }) }
    this.line = new Client({ host: this.target.hostname, port: this.target.port, path: this.path, headers, on: {
      open: () => {
        this.protocol.open(this)
        if (this.world.presence) this.send(this.protocol.awareness(this, arrival(this.client, `Deelnemer ${this.place}`)))
      },
      frame: (buffer, start, end) => this.protocol.frame(this, buffer, start, end),
      close: why => this.failed(why)
    } })
    return this.ready
  }

  send (payload) { if (!this.dead) this.line.send(payload) }

  /** Send an update that is no typing: not measured, but answered. */
  offer (update) { this.awaitStatus(); this.send(this.protocol.edit(this, update)) }

  frameOf (update) { return frameOf(this.protocol.edit(this, update)) }

  /** Send an edit that was framed before. */
  type (id, frame) {
    const at = now()
    this.room.sentAt[id] = at
    if (this.room.stage[id] === this.world.tally.stage) this.world.tally.sent++
    this.awaitStatus(at, this.room.stage[id])
    this.line.sendFrame(frame)
  }

  awaitStatus (at = NaN, stage = 0) { if (this.protocol.acknowledges) this.#waiting.push(at, stage) }

  /** The server says that the oldest unanswered update is kept, or is not. */
  status (kept) {
    const [at, stage] = this.#waiting.splice(0, 2)
    const { tally } = this.world
    if (!kept) tally.refused++
    else if (stage === tally.stage) tally.kept.add(now() - at)
  }

  synced () {
    this.syncedAt ??= now()
    this.#resolve(this)
  }

  failed (why) {
    if (!this.dead && !this.world.stopping) this.world.tally.ended(why)
    this.dead = true
    this.#reject(new Error(why))
  }

  #sees (id) {
    const { room, world: { tally } } = this
    if (room.author[id] === undefined) { tally.unknown++; return }
    if (room.author[id] === this.place) return
    if (id >= this.#known.length) {
      const larger = new Uint8Array(Math.max(2 * this.#known.length, id + 256))
      larger.set(this.#known)
      this.#known = larger
    }
    if (this.#known[id]++) { tally.twice++; return }
    if (room.stage[id] === tally.stage && !this.joiner) tally.seen.add(now() - room.sentAt[id])
  }
}

/** Make rooms full of sockets, one in each first, which begins the text. */
export async function fill (world, { rooms, people }) {
  const made = Array.from({ length: rooms }, (_, i) => new Room(i))
  for (const room of made) {
    for (let place = 0; place < people; place++) {
      room.sockets.push(new Socket(room, place, { world, number: world.sockets.length }))
      world.sockets.push(room.sockets.at(-1))
    }
  }
  await connect(made.map(room => room.sockets[0]))
  for (const room of made) room.sockets[0].offer(BLANK)
  await connect(made.flatMap(room => room.sockets.slice(1)))
  return made
}

async function connect (sockets) {
  for (let i = 0; i < sockets.length; i += TOGETHER) {
    await Promise.all(sockets.slice(i, i + TOGETHER).map(socket => socket.connect()))
  }
}
