// A timetable of edits, made and framed before the clock starts, and played on time.
import { randomInt } from 'node:crypto'
import { now, sleep, Times } from './measure.mjs'
import { Typist } from './words.mjs'

const LONGEST_BURST = 2
const LONGEST_REST = 20
// Other writers than those of a run before: what those wrote may still stand there.
const FIRST_CLIENT = randomInt(2 ** 24, 2 ** 31)

/** Return who types in a place of a room, the same each time it is asked. */
function typistOf (socket, random) {
  socket.typist ??= new Typist({ client: FIRST_CLIENT + socket.room.number * 4096 + socket.place, random })
  return socket.typist
}

/** Return edits in order of time: [ms, socket, number of the edit, frame]. Those after `from` seconds count for `stage`. */
export function timetable (rooms, { typists, rate, seconds, from, stage, random }) {
  const gap = 1000 / rate
  const table = []
  for (const room of rooms) {
    for (const socket of room.sockets.slice(0, typists)) {
      for (let at = random() * gap; at < seconds * 1000; at += gap) table.push([at, socket, -1, null])
    }
  }
  table.sort((a, b) => a[0] - b[0])
  for (const row of table) {
    const [at, socket] = row
    row[2] = socket.room.edit(socket.place, at >= from * 1000 ? stage : -1)
    row[3] = socket.frameOf(typistOf(socket, random).type(row[2]))
  }
  return table
}

/** Return how many deliveries the counted edits should make. */
export const deliveriesOf = (table, stage) =>
  table.reduce((sum, [, { room }, id]) => sum + (room.stage[id] === stage ? room.sockets.length - 1 : 0), 0)

/** Play a timetable; `counting` is called when the edits that count begin. Returns how late edits were sent. */
export async function play (table, { from, counting }) {
  const late = new Times()
  const start = now() + LONGEST_REST
  let i = 0
  let begun = false
  while (i < table.length) {
    const at = now() - start
    if (!begun && at >= from * 1000) { begun = true; counting() }
    for (; i < table.length && table[i][0] <= at; i++) {
      const [due, socket, id, frame] = table[i]
      late.add(now() - start - due)
      socket.type(id, frame)
      if (now() - start - at > LONGEST_BURST) { i++; break } // let sockets be read too
    }
    const rest = i < table.length ? table[i][0] - (now() - start) : 0
    await (rest > 1 ? sleep(Math.min(rest, LONGEST_REST)) : new Promise(setImmediate))
  }
  return late.summary()
}

/** Wait until everything has arrived, for so many seconds at most; returns the milliseconds. */
export async function arrived (tally, { expected, seconds }) {
  const start = now()
  while (tally.seen.length < expected && now() - start < seconds * 1000) await sleep(5)
  return now() - start
}
