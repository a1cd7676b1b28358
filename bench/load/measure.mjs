// What is read off while it runs: times, and from /proc (Linux) processor time and memory of whole trees of processes.
import fs from 'node:fs'

const TICKS = 100
export const now = () => performance.now()
export const sleep = ms => new Promise(resolve => setTimeout(resolve, ms))
export const round = (value, digits = 2) => value === null || !Number.isFinite(value) ? null : +value.toFixed(digits)

/** Times in milliseconds, as many as there are. */
export class Times {
  #held = new Float32Array(1 << 16)
  length = 0

  add (ms) {
    if (this.length === this.#held.length) {
      const larger = new Float32Array(this.#held.length * 2)
      larger.set(this.#held)
      this.#held = larger
    }
    this.#held[this.length++] = ms
  }

  /** Return the median, the 95th and 99th percentile and the largest; null when there are none. */
  summary () {
    const sorted = this.#held.slice(0, this.length).sort()
    const at = part => sorted.length ? round(sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)]) : null
    return { n: sorted.length, p50: at(0.5), p95: at(0.95), p99: at(0.99), max: at(1) }
  }
}

function fieldsOf (pid) {
  const stat = fs.readFileSync(`/proc/${pid}/stat`, 'latin1')
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')
}

/** Return these processes with all their living descendants. */
function tree (pids) {
  const children = new Map()
  for (const name of fs.readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    try {
      const parent = Number(fieldsOf(name)[1])
      children.set(parent, [...(children.get(parent) ?? []), Number(name)])
    } catch {} // it ended meanwhile
  }
  const found = new Set()
  const waiting = [...pids]
  while (waiting.length) {
    const pid = waiting.pop()
    if (!found.has(pid)) { found.add(pid); waiting.push(...(children.get(pid) ?? [])) }
  }
  return [...found]
}

/** Return the processor seconds of one process, and of its children that ended. */
function secondsOf (pid) {
  try {
    let nanoseconds = 0
    for (const task of fs.readdirSync(`/proc/${pid}/task`)) {
      try { nanoseconds += Number(fs.readFileSync(`/proc/${pid}/task/${task}/schedstat`, 'latin1').split(' ')[0]) } catch {}
    }
    const fields = fieldsOf(pid)
    return nanoseconds / 1e9 + (Number(fields[13]) + Number(fields[14])) / TICKS
  } catch { return 0 }
}

function mebibytes (pids, field) {
  let kib = 0
  for (const pid of tree(pids)) {
    try { kib += Number(new RegExp(`${field}:\\s+(\\d+)`).exec(fs.readFileSync(`/proc/${pid}/status`, 'latin1'))?.[1] ?? 0) } catch {}
  }
  return Math.round(kib / 1024)
}

/** Processes by what they are: {server: [pid], stores: [pid]}. */
export class Processes {
  constructor (groups) { this.groups = groups }

  /** Return processor seconds so far: of each group, of the generator, and of the whole machine. */
  look () {
    const own = process.cpuUsage()
    const machine = fs.readFileSync('/proc/stat', 'latin1').split('\n')[0].trim().split(/\s+/).slice(1).map(Number)
    const seconds = Object.fromEntries(Object.entries(this.groups).map(([name, pids]) =>
      [name, tree(pids).reduce((sum, pid) => sum + secondsOf(pid), 0)]))
    return {
      at: now(),
      seconds,
      own: (own.user + own.system) / 1e6,
      machine: (machine[0] + machine[1] + machine[2] + machine[5] + machine[6]) / TICKS
    }
  }

  /** Return the most memory that each group had, in MiB. */
  peak () { return Object.fromEntries(Object.entries(this.groups).map(([name, pids]) => [name, mebibytes(pids, 'VmHWM')])) }
}

/** Return what was spent between two looks, per delivery where that says something. */
export function between (a, b, deliveries) {
  const wall = (b.at - a.at) / 1000
  const seconds = Object.fromEntries(Object.entries(b.seconds).map(([name, value]) => [name, value - a.seconds[name]]))
  const spent = Object.values(seconds).reduce((sum, value) => sum + value, 0)
  const own = b.own - a.own
  const micros = value => deliveries ? round(value * 1e6 / deliveries) : null
  return {
    seconds: round(wall),
    deliveriesPerSecond: round(deliveries / wall, 0),
    cpuMicros: micros(spent),
    cpuMicrosOf: Object.fromEntries(Object.entries(seconds).map(([name, value]) => [name, micros(value)])),
    serverPercent: round(100 * spent / wall, 1),
    generatorPercent: round(100 * own / wall, 1),
    otherPercent: round(100 * Math.max(0, b.machine - a.machine - spent - own) / wall, 1)
  }
}
