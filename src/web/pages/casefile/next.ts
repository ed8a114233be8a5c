import type { Engine } from '../../../engine/engine.ts'
import { deadlinesForeseen } from '../../../shown/clockwork.ts'
import { dutyShown } from '../../../shown/instance.ts'
import { dutiesOf, type Next, nextIn, unlockingIn } from '../../../shown/next.ts'
import { eventAddress, stepAddress, withReasonAddress } from '../submit-event/addresses.ts'
import type { Opened } from './file.ts'

/** What steps about letters and duties are about. */
type Papers = Pick<Opened['look']['file'], 'duties' | 'letters'>
/** Such steps are on the menu also where there is nothing to take them about: they are shown where there is. */
const wanting: Readonly<Record<string, (papers: Papers) => boolean>> = {
  DUTY_DONE: ({ duties }) => duties.some(({ endsBy }) => endsBy === 'acknowledgement'),
  EDIT_LETTER: ({ letters }) => letters.some(({ sentOn }) => sentOn === undefined),
  LETTER_SENT: ({ letters }) => letters.some(({ sentOn }) => sentOn === undefined),
}

/** The letters of a casefile, and those of its duties that are the reader's. */
export const papersOf = ({ definitions }: Engine, { look }: Pick<Opened, 'look'>): Papers => ({
  letters: look.file.letters,
  duties: dutiesOf(look, definitions),
})

/** What can be done and what not in every lifecycle that has not ended; `here` is one that is asked for all the same. */
export function stepsInFile(
  engine: Engine,
  { looks, directory, organisations, header }: Pick<Opened, 'looks' | 'directory' | 'organisations' | 'header'>,
  here?: string,
): readonly Next[] {
  const ended = new Set(header.lifecycles.filter(({ closed, id }) => closed && id !== here).map(({ id }) => id))
  return looks.filter(({ instance }) => !ended.has(instance.id)).map((each) => nextIn(engine, each, directory, organisations))
}

/**
 * What happens next in a casefile, lifecycle by lifecycle; the one whose step is wanted first stands first. The step before all is the one
 * that ends the reader's most urgent duty, also where the lifecycle that gave it has ended.
 */
export function nextInFile(engine: Engine, { look, looks, directory, organisations, header }: Opened) {
  const all = stepsInFile(engine, { looks, directory, organisations, header })
  const papers = papersOf(engine, { look })
  const shown = all
    .map((next) => lifecycleShown(header.lifecycles.length > 0 ? next : begun(next, beginsWith(header)), all, papers))
    .toSorted((a, b) => rank(a) - rank(b) || soonerDuty(a, b))
  // What ended, or was opened in error, has left duties behind.
  const owing = look.file.instances.filter(
    ({ id }) => papers.duties.some(({ instance }) => instance === id) && !all.some((each) => each.id === id),
  )
  const ended = owing.map((instance) => lifecycleShown(nextIn(engine, { ...look, instance }, directory, organisations), all, papers))
  const [first] = [...shown, ...ended]
    .filter((each) => each.first !== undefined)
    .toSorted((a, b) => urgency(a) - urgency(b) || soonerDuty(a, b))
  return {
    first: first?.first && {
      ...first.first,
      in: first.machine === 'casefile' ? undefined : first.name,
      duty: first.duty,
      stead: first.stead,
      or: first.or,
      and: first.and,
      towards: first.towards,
    },
    /** Whether a duty here is the reader's, whatever can be done about it. */
    owed: papers.duties.length > 0,
    lifecycles: shown,
    ended: header.lifecycles.filter(({ closed }) => closed),
  }
}
/** Of a new casefile the first step is to give it to somebody, and then to open what is to become of it. */
export const beginsWith = ({ lifecycles, caseworker }: Opened['header']): readonly string[] =>
  lifecycles.length > 0 ? [] : ['ASSIGN', 'OPEN_INTERVENTION', 'OPEN_INVESTIGATION'].slice(caseworker ? 1 : 0)
function begun(next: Next, types: readonly string[]): Next {
  const first = types.flatMap((type) => next.others.find((each) => each.type === type) ?? []).at(0)
  return { ...next, first, others: next.others.filter((each) => each !== first) }
}

/**
 * A duty of one's own before all else, then what may be done of somebody else's, each the soonest first; the casefile's own steps, which are
 * always possible, stand last.
 */
type Ranked = Pick<Next, 'duty' | 'stead' | 'first' | 'machine'>
const rank = (next: Ranked) => (next.machine === 'casefile' ? 4 : next.duty ? 0 : next.stead ? 1 : next.first ? 2 : 3)
const urgency = (next: Ranked) => (next.duty ? 0 : rank(next))
const dueOn = ({ duty, stead }: Ranked) => (duty ?? stead?.duty)?.dueOn ?? ''
const soonerDuty = (a: Ranked, b: Ranked) => (dueOn(a) === dueOn(b) ? 0 : dueOn(a) < dueOn(b) ? -1 : 1)

/** One lifecycle as the page has it: what leads on, what else can be done, and what cannot, each with all its reasons. */
export function lifecycleShown(next: Next, all: readonly Next[], papers: Papers) {
  const linked = <A extends { readonly type: string; readonly title: string }>(action: A) => ({
    ...action,
    href: stepAddress(next.id, action.type),
  })
  const isWanted = ({ type }: { readonly type: string }) => wanting[type]?.(papers) ?? true
  return {
    ...next,
    first: next.first && { ...next.first, href: addressOf(next.first, next.id) },
    or: next.or.map((step) => ({ ...step, href: addressOf(step, next.id) })),
    and: next.and.map((step) => ({ ...step, href: addressOf(step, next.id) })),
    others: next.others.filter(isWanted).map(linked),
    correction: next.correction && linked(next.correction),
    impossible: next.impossible.filter(isWanted).map((action) => ({
      ...action,
      refusals: action.refusals.map((refusal) => ({ ...refusal, unlocking: unlockingIn(all, next, refusal.unlockedBy) })),
    })),
    elsewhere: byWhom(next.notNow).map((group) => ({ ...group, events: group.events.map(linked) })),
  }
}

/** What other states take, together where it is for the same people by the same paragraphs. */
function byWhom(events: Next['notNow']) {
  const groups = new Map<string, { whoCould: Next['notNow'][number]['whoCould']; cites: readonly string[]; events: Next['notNow'] }>()
  for (const event of events) {
    const { whoCould, cites } = event
    const key = `${whoCould.words} ${cites.join()}`
    groups.set(key, { whoCould, cites, events: [...(groups.get(key)?.events ?? []), event] })
  }
  return [...groups.values()]
}

/** Where the first step is taken: with its box for the reason, where it wants one. */
function addressOf({ type, offered, elsewhere }: NonNullable<Next['first']>, id: string): string {
  if (elsewhere) return `${eventAddress(elsewhere.instance, type)}${elsewhere.query}`
  return offered ? stepAddress(id, type) : withReasonAddress(id, type)
}

/** Every deadline of the casefile, the soonest first, with how its day was reached and what the clock will then do. */
export const datesInFile = (engine: Engine, { looks, names }: Opened) =>
  looks
    .flatMap((look) => {
      const { id } = look.instance
      return deadlinesForeseen(engine, look).map((deadline) => ({ ...deadline, instance: id, name: names.get(id) }))
    })
    .toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))

/** Every open duty, the most urgent first; `mine` are those of whoever looks. */
export function dutiesInFile(engine: Engine, { look, names }: Opened) {
  const mine = dutiesOf(look, engine.definitions)
  return look.file.duties
    .map((duty) => ({ ...dutyShown(duty), mine: mine.includes(duty), lifecycle: names.get(duty.instance) }))
    .toSorted((a, b) => Number(b.mine) - Number(a.mine) || (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
}
