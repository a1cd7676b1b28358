#!/usr/bin/env node
// Loads one server that speaks about texts over websockets, and prints what it measured as one line of JSON.
//
//   node load.mjs --target ws://127.0.0.1:8000 --protocol hocuspocus --processes '{"server":[1234]}' --rooms 60 ...
//
// --mode load: people type, after a warm-up; storm: --joiners come into one room at once; ramp: more edits per second,
// stage by stage (--stages, deliveries per second) until the slowest hundredth takes longer than 100 ms or an edit is
// lost. A delivery is one edit that reached one other person. --identities names a file with one JSON line per socket,
// room by room: {"path", "doc", "token", "cookie"}. Only servers on this machine are ever loaded.
import fs from 'node:fs'
import { parseArgs } from 'node:util'
import { between, now, Processes, round, sleep, Times } from './measure.mjs'
import { fill, Socket, Tally } from './rooms.mjs'
import { arrived, deliveriesOf, play, timetable } from './typing.mjs'
import { dice, preparedText } from './words.mjs'

const SEED = 20261123
const SECONDS_TO_ARRIVE = 5
const SECONDS_TO_JOIN = 30
const SETTLED_MS = 250
const SLOWEST_P99 = 100
const FULL_PERCENT = 92
const FULL_LATE_MS = 30

const { values: given } = parseArgs({ options: {
  target: { type: 'string' }, // one per server process, with commas: sockets take turns
  protocol: { type: 'string' },
  origin: { type: 'string', default: '' },
  identities: { type: 'string' },
  processes: { type: 'string', default: '{}' },
  mode: { type: 'string', default: 'load' },
  rooms: { type: 'string', default: '1' },
  people: { type: 'string', default: '15' },
  typists: { type: 'string', default: '0' },
  rate: { type: 'string', default: '4' }, // edits per second of each typist
  warmup: { type: 'string', default: '2' },
  seconds: { type: 'string', default: '6' },
  joiners: { type: 'string', default: '300' },
  signs: { type: 'string', default: '5000' },
  presence: { type: 'boolean', default: false },
  stages: { type: 'string', default: '' }
} })
const number = name => Number(given[name])
const targets = given.target.split(',').map(target => new URL(target))
if (targets.some(({ hostname }) => hostname !== '127.0.0.1')) throw new Error('only servers on this machine')
const run = `${Date.now().toString(36)}${process.pid}`
const processes = new Processes(JSON.parse(given.processes))
const random = dice(SEED)
const tally = new Tally()
const world = {
  targets, tally, protocol: given.protocol, origin: given.origin, presence: given.presence, sockets: [], stopping: false,
  doc: room => `bench-${run}-${room}`,
  identities: given.identities ? fs.readFileSync(given.identities, 'utf8').trim().split('\n').map(line => JSON.parse(line)) : []
}

/** Type for so many seconds after a warm-up and return what was measured of those seconds. */
async function typed (rooms, { rate, warmup, seconds, stage, meanwhile }) {
  tally.begin(stage)
  const table = timetable(rooms, { typists: number('typists'), rate, seconds: warmup + seconds, from: warmup, stage, random })
  const expected = deliveriesOf(table, stage)
  await sleep(SETTLED_MS)
  let start = processes.look()
  const [late] = await Promise.all([play(table, { from: warmup, counting: () => { start = processes.look() } }), meanwhile?.()])
  const end = processes.look()
  const soon = tally.seen.length
  const waited = await arrived(tally, { expected, seconds: SECONDS_TO_ARRIVE })
  // What arrives long after the last edit was sent costs time that must be counted.
  const [last, done] = waited > SETTLED_MS ? [processes.look(), tally.seen.length] : [end, soon]
  return {
    sent: tally.sent, expected, received: tally.seen.length, lost: expected - tally.seen.length, twice: tally.twice,
    unknown: tally.unknown, refused: tally.refused, seen: tally.seen.summary(), kept: tally.kept.summary(),
    late: late.p99, ...between(start, last, done)
  }
}

async function load () {
  const rooms = await fill(world, { rooms: number('rooms'), people: number('people') })
  return typed(rooms, { rate: number('rate'), warmup: number('warmup'), seconds: number('seconds'), stage: 1 })
}

/** Return what it costs when many come into a room at once, and how long until the last of them has the text. */
async function storm () {
  const [room] = await fill(world, { rooms: 1, people: number('people') })
  for (const update of preparedText({ signs: number('signs'), random })) room.sockets[0].offer(update)
  await within(newcomer(room).connect(), SECONDS_TO_JOIN)
  await sleep(2 * SETTLED_MS)
  const joiners = Array.from({ length: number('joiners') }, () => newcomer(room))
  const come = async () => {
    const start = processes.look()
    await within(Promise.allSettled(joiners.map(socket => socket.connect())), SECONDS_TO_JOIN)
    return between(start, processes.look(), joiners.length)
  }
  let spent
  let typing = {}
  if (number('typists')) {
    const meanwhile = async () => { await sleep(1000); spent = await come() }
    const { seen, kept, lost, expected, late } = await typed([room], { rate: number('rate'), warmup: 0, seconds: number('seconds'), stage: 1, meanwhile })
    typing = { seen, kept, lost, expected, late }
  } else spent = await come()
  const there = joiners.filter(socket => socket.syncedAt)
  const times = new Times()
  for (const socket of there) times.add(socket.syncedAt - socket.began)
  const began = Math.min(...joiners.map(socket => socket.began))
  const settled = await quiet()
  return {
    joiners: joiners.length, missed: joiners.length - there.length, join: times.summary(),
    allIn: there.length === joiners.length ? round(Math.max(...there.map(socket => socket.syncedAt)) - began, 1) : null,
    settledIn: round(settled - began, 0), awareness: world.sockets.reduce((sum, socket) => sum + socket.awareness, 0), ...spent, ...typing
  }
}

function newcomer (room) {
  const socket = new Socket(room, -1, { world, number: world.sockets.length, joiner: true })
  world.sockets.push(socket)
  return socket
}

/** Wait until nobody hears of anybody any more and return when that began. */
async function quiet () {
  const heard = () => world.sockets.reduce((sum, socket) => sum + socket.awareness + socket.frames, 0)
  for (let last = -1, since = now(); ; await sleep(SETTLED_MS)) {
    const count = heard()
    if (count === last) return since
    last = count
    since = now()
  }
}

/** Return every stage, and the last that held. */
async function ramp () {
  const rooms = await fill(world, { rooms: number('rooms'), people: number('people') })
  const perEdit = number('rooms') * number('typists') * (number('people') - 1)
  const stages = []
  for (const target of given.stages.split(',').map(Number)) {
    const stage = await typed(rooms, { rate: target / perEdit, warmup: 0.7, seconds: number('seconds'), stage: stages.length + 1 })
    const full = stage.late > FULL_LATE_MS || stage.generatorPercent > FULL_PERCENT
    const holds = stage.lost === 0 && stage.seen.p99 <= SLOWEST_P99 && tally.brokenOff === 0
    stages.push({ target, holds, full, ...stage })
    if (!holds) break
  }
  const best = stages.filter(stage => stage.holds).at(-1) ?? null
  return { stages, best, otherPercent: Math.max(...stages.map(stage => stage.otherPercent)) }
}

async function within (promise, seconds) {
  const late = sleep(seconds * 1000).then(() => { throw new Error(`not within ${seconds} s: ${JSON.stringify(tally.ends)}`) })
  late.catch(() => {})
  return Promise.race([promise, late])
}

async function measured () {
  try {
    return await { load, storm, ramp }[given.mode]()
  } catch (error) {
    return { error: String(error?.stack ?? error).slice(0, 500) }
  }
}

const result = await measured()
world.stopping = true
const ends = tally.brokenOff ? { ends: tally.ends } : {}
process.stdout.write(JSON.stringify({ mode: given.mode, ...result, ...ends, peakMiB: processes.peak() }) + '\n')
for (const socket of world.sockets) socket.line?.close()
await sleep(SETTLED_MS)
process.exit(0)
