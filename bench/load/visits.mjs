#!/usr/bin/env node
// Opens one text after the other, types in it, waits until that is kept, and leaves.
//
//   node visits.mjs --target http://127.0.0.1:8000 --identities people.jsonl
import fs from 'node:fs'
import { parseArgs } from 'node:util'
import { sleep } from './measure.mjs'
import { Room, Socket, Tally } from './rooms.mjs'
import { BLANK, Typist } from './words.mjs'

const TOGETHER = 20
const EDITS = 20
const PATIENCE_MS = 30000
const { values: given } = parseArgs({ options: { target: { type: 'string' }, identities: { type: 'string' } } })
const target = new URL(given.target)
const tally = new Tally()
const world = {
  targets: [target], tally, protocol: 'hocuspocus', origin: target.origin, presence: false, sockets: [], stopping: false,
  identities: fs.readFileSync(given.identities, 'utf8').trim().split('\n').map(line => JSON.parse(line))
}

async function visit (number) {
  const room = new Room(number)
  const socket = new Socket(room, 0, { world, number })
  room.sockets.push(socket)
  await socket.connect()
  socket.offer(BLANK)
  const typist = new Typist({ client: 20000000 + number, random: Math.random })
  for (let i = 0; i < EDITS; i++) {
    const id = room.edit(0, 1)
    socket.type(id, socket.frameOf(typist.type(id)))
  }
  return socket
}

for (let i = 0; i < world.identities.length; i += TOGETHER) {
  const numbers = world.identities.slice(i, i + TOGETHER).map((_, k) => i + k)
  const sockets = await Promise.all(numbers.map(visit))
  const deadline = performance.now() + PATIENCE_MS
  while (tally.kept.length < (i + numbers.length) * EDITS) {
    if (performance.now() > deadline) throw new Error(`only ${tally.kept.length} edits kept, ${tally.refused} refused`)
    await sleep(5)
  }
  world.stopping = true
  for (const socket of sockets) socket.line.close()
  world.stopping = false
}
process.stdout.write(JSON.stringify({ kept: tally.kept.length }) + '\n')
process.exit(0)
