import { setup } from 'xstate'
import { z } from 'zod'
import { byAnyStaff, theCaseworker } from '../../../machines/casefile/authority.ts'
import { gradedPost, post } from '../../../machines/casefile/post.ts'
import { type Casefile, begun as nothing } from '../../../machines/casefile/record.ts'
import { arrowsWith } from '../../../machines/kernel/arrow.ts'
import { addDays, type CalendarDate } from '../../../machines/kernel/calendar.ts'
import type { Deadlines } from '../../../machines/kernel/deadline.ts'
import type { Definition, Definitions, OrganisationId, Stamp, SubmissionOf } from '../../../machines/kernel/definition.ts'
import { type EffectParams, effectActions } from '../../../machines/kernel/effect.ts'
import { neverRun, recordingIn } from '../../../machines/kernel/recording.ts'
import { rulesAbout } from '../../../machines/kernel/rule.ts'
import { act, day, fact, organisationId, plain, type WordsRef, words } from '../../../machines/kernel/words.ts'
import { organisation } from '../../../machines/organisation/machine.ts'
import { rating } from '../../../machines/rating/machine.ts'

/** The smallest casefile in which a lost update would show: it counts, has errands run, writes letters and waits for days. */
export interface Counting extends Casefile {
  readonly count: number
  readonly said: readonly WordsRef[]
  readonly waitUntil?: CalendarDate
  readonly sent: number
  readonly errands: number
  /** The casefiles that had this one told something, as often as they had. */
  readonly toldBy: readonly string[]
  readonly signedOff?: { readonly letters: readonly { readonly id: string; readonly body: WordsRef }[] }
}
const begun: Counting = { ...nothing, count: 0, said: [], sent: 0, errands: 0, toldBy: [] }

const about = words('What is said')
const events = {
  OPEN: act(
    'OPEN',
    { complainedAbout: z.array(organisationId('An organisation')).default([]), complaint: words('Complaint') },
    { title: 'Open', done: 'opened it' },
  ),
  COUNT: act(
    'COUNT',
    {
      said: about.optional(),
      remarks: z.array(z.strictObject({ by: words('By'), of: z.enum(['one', 'two']).default('one') })).default([]),
    },
    { title: 'Count', done: 'counted' },
  ),
  ADD: fact('ADD', { many: z.int().min(1).max(9) }, { title: 'Add', done: 'added some' }),
  WAIT: act('WAIT', { until: day('Until') }, { title: 'Wait', done: 'waited' }),
  RUN_ERRAND: act(
    'RUN_ERRAND',
    { to: organisationId('Whom it is about').optional() },
    { title: 'Have an errand run', done: 'sent somebody' },
  ),
  TELL: fact(
    'TELL',
    {
      casefile: plain('A casefile').meta({ label: 'A casefile', casefile: true }).optional(),
      about: organisationId('An organisation').optional(),
      words: words('Words').optional(),
    },
    { title: 'Have others told', done: 'had others told' },
  ),
  NOTIFY: act('NOTIFY', { remark: words('Remark') }, { title: 'Notify', done: 'sent a notice' }),
  WRITE: act('WRITE', {}, { title: 'Write', done: 'wrote' }),
  SUBMIT: act('SUBMIT', { remark: words('Remark').optional() }, { title: 'Submit', done: 'submitted the letters', composesLetters: true }),
  SIGN: act('SIGN', {}, { title: 'Sign', done: 'signed the letters', composesLetters: ['decision'] }),
  ISSUE: act('ISSUE', {}, { title: 'Issue', done: 'issued the letters as they were signed' }),
  LETTER_SENT: fact('LETTER_SENT', { letter: z.uuid() }, { title: 'Send', done: 'sent a letter', composesLetters: true }),
  DUTY_DONE: act('DUTY_DONE', { duty: z.uuid() }, { title: 'Done', done: 'did a duty' }),
  ASSIGN: act('ASSIGN', { post: gradedPost('Post') }, { title: 'Assign', done: 'assigned it' }),
  SEAL: act('SEAL', { posts: z.array(post('Post')), why: words('Why') }, { title: 'Seal', done: 'sealed it' }),
  RECORDED_IN_ERROR: act(
    'RECORDED_IN_ERROR',
    { transition: z.int().positive(), why: words('Why') },
    { title: 'Correct', done: 'corrected an entry' },
  ),
}
type Submission = SubmissionOf<typeof events>
type Heard = { readonly type: 'ERRAND_RAN' } | { readonly type: 'WAS_TOLD'; readonly reference: string }

const { must, normally } = rulesAbout<Counting>()
const rules = {
  byAnyStaff: must('I16', { who: byAnyStaff }),
  byItsCaseworker: must('I16', { who: theCaseworker }),
  fewAtOnce: normally<{ many: number }>('I18', { field: 'many', because: 'At most five at once', holds: (_record, { many }) => many <= 5 }),
  belowTenBefore: must('I16', { because: 'Ten is enough to wait for', holds: ({ count }) => count < 1_000 }),
}
const { all, guards } = arrowsWith(rules, {})
const { on } = recordingIn<Counting, Submission>()
const deadlines: Deadlines = {
  waited: { cites: 'I18', title: 'The day passes', because: 'the day after it', from: ({ waitUntil }: Counting) => waitUntil, days: 1 },
}
const duty =
  (name: string, title: string) =>
  ({ event }: { event: Stamp }) => ({
    name,
    to: 'caseworker' as const,
    title,
    dueOn: addDays(event.today, event.settings.confirmationDays),
    cites: 'I20' as const,
    endsBy: 'acknowledgement' as const,
  })

const notice = {
  type: 'sendFixedLetter',
  params: ({ event }: { event: Stamp }): EffectParams['sendFixedLetter'] => ({
    letter: 'reminder',
    to: { office: 'director' },
    cites: 'C14',
    on: event.happenedOn,
  }),
} as const

const machine = setup({
  types: { context: {} as Counting, events: {} as (Submission | Heard) & Stamp, input: {} as Partial<Counting> | undefined },
  guards,
  delays: neverRun('waited'),
  actions: {
    ...effectActions,
    recordOpening: on('OPEN', ({ casefile }, { complaint, today, by, organisations = {} }) => ({
      complaint,
      casefile: {
        ...casefile,
        receivedOn: today,
        caseworker: by.holdings[0]!.post,
        organisations: Object.entries(organisations).map(([id, facts]) => ({ id, ...facts })),
      },
    })),
    recordCount: on('COUNT', ({ count, said }, event) => ({
      count: count + 1,
      said: [...said, ...(event.said ? [event.said] : []), ...event.remarks.map(({ by }) => by)],
    })),
    recordAdding: on('ADD', ({ count }, { many }) => ({ count: count + many })),
    recordWait: on('WAIT', (_record, { until }) => ({ waitUntil: until })),
    recordPost: on('ASSIGN', ({ casefile }, event) => ({ casefile: { ...casefile, caseworker: event.post } })),
    recordSeal: on('SEAL', (_record, { posts, why }) => ({ sealed: { posts, why } })),
    recordSignature: on('SIGN', (_record, { letters = [] }) => ({
      signedOff: { letters: letters.map(({ id, body }) => ({ id, body: body! })) },
    })),
    recordSending: on('RUN_ERRAND', ({ sent }) => ({ sent: sent + 1 })),
    recordTelling: recordingIn<Counting, Heard>().on('WAS_TOLD', ({ toldBy }, { reference }) => ({ toldBy: [...toldBy, reference] })),
    recordErrand: recordingIn<Counting, Heard>().on('ERRAND_RAN', ({ errands }) => ({ errands: errands + 1 })),
  },
}).createMachine({
  id: 'casefile',
  context: ({ input }) => ({ ...begun, ...input }),
  initial: 'unopened',
  states: {
    unopened: { on: { OPEN: { target: 'open', guard: all('byAnyStaff'), actions: 'recordOpening' } } },
    open: {
      initial: 'idle',
      on: {
        COUNT: { guard: all('byAnyStaff', 'belowTenBefore'), actions: 'recordCount' },
        ADD: { guard: all('byItsCaseworker', 'fewAtOnce'), actions: 'recordAdding' },
        WAIT: { target: '.waiting', guard: all('byAnyStaff'), actions: 'recordWait' },
        RUN_ERRAND: {
          guard: all('byAnyStaff'),
          actions: [
            'recordSending',
            {
              type: 'open',
              params: ({ context, event }) => ({
                machine: 'errand',
                key: `errand-${context.sent}`,
                input: { askedOn: event.today, ...(event.to && { organisation: event.to }) },
              }),
            },
          ],
        },
        ERRAND_RAN: { actions: 'recordErrand' },
        TELL: {
          guard: all('byAnyStaff'),
          actions: {
            type: 'deliver',
            params: ({ event }): EffectParams['deliver'][] => [
              ...(event.casefile ? [{ to: { casefile: event.casefile }, event: { type: 'WAS_TOLD', said: event.words } }] : []),
              ...(event.about ? [{ to: { organisation: event.about }, event: { type: 'REMEDY_ASKED', on: event.happenedOn } }] : []),
            ],
          },
        },
        WAS_TOLD: { actions: 'recordTelling' },
        NOTIFY: { guard: all('byAnyStaff'), actions: notice },
        WRITE: {
          guard: all('byAnyStaff'),
          actions: [
            { type: 'draftLetter', params: { letter: 'decision', to: { party: 'complainant' }, cites: 'I27' } },
            { type: 'createDuty', params: duty('check', 'Check the letter') },
          ],
        },
        SUBMIT: {
          guard: all('byAnyStaff'),
          actions: { type: 'editLetter', params: ({ event }) => (event.letters ?? []).map(({ id, body }) => ({ id, body: body! })) },
        },
        SIGN: { guard: all('byAnyStaff'), actions: 'recordSignature' },
        ISSUE: {
          guard: all('byAnyStaff'),
          actions: {
            type: 'sendLetter',
            params: ({ context, event }) => (context.signedOff?.letters ?? []).map((letter) => ({ ...letter, on: event.today })),
          },
        },
        LETTER_SENT: {
          guard: all('byAnyStaff'),
          actions: {
            type: 'sendLetter',
            params: ({ event }) => ({ id: event.letter, body: event.letters![0]!.body!, on: event.happenedOn }),
          },
        },
        DUTY_DONE: {
          guard: all('byAnyStaff'),
          actions: { type: 'acknowledgeDuty', params: ({ event }) => ({ id: (event.duty as unknown as { id: string }).id }) },
        },
        ASSIGN: { guard: all('byAnyStaff'), actions: 'recordPost' },
        SEAL: { guard: all('byAnyStaff'), actions: 'recordSeal' },
      },
      states: {
        idle: {},
        waiting: {
          after: { waited: { target: 'late', actions: [{ type: 'createDuty', params: duty('late', 'Look why it is late') }, notice] } },
        },
        late: {},
      },
    },
  },
})
const casefile: Definition = {
  name: 'casefile',
  title: 'Counting',
  version: 1,
  machine,
  rules,
  conditions: {},
  deadlines,
  events,
  messages: ['ERRAND_RAN', 'WAS_TOLD'],
}

export interface Errand {
  readonly askedOn: CalendarDate
  readonly organisation?: OrganisationId
  /** What was read of the world when somebody looked. */
  readonly read?: Pick<Stamp, 'organisations' | 'directorVacant'>
}
const errandEvents = {
  RAN: act('RAN', {}, { title: 'It ran', done: 'ran it' }),
  LOOK: act('LOOK', { at: organisationId('Another').optional() }, { title: 'Look', done: 'looked' }),
}
const errandRules = { byAnyone: rulesAbout<Errand>().must('I16', { who: { atLeast: 'caseworker' } }) }
const errandArrows = arrowsWith(errandRules, {})
const errandMachine = setup({
  types: { context: {} as Errand, events: {} as SubmissionOf<typeof errandEvents> & Stamp, input: {} as Partial<Errand> | undefined },
  guards: errandArrows.guards,
  delays: neverRun('overdue'),
  actions: {
    ...effectActions,
    recordLooking: recordingIn<Errand, SubmissionOf<typeof errandEvents>>().on('LOOK', (_record, { organisations, directorVacant }) => ({
      read: { ...(organisations && { organisations }), ...(directorVacant && { directorVacant }) },
    })),
  },
}).createMachine({
  id: 'errand',
  context: ({ input }) => ({ askedOn: '1970-01-01', ...input }),
  initial: 'asked',
  on: {
    LOOK: { guard: errandArrows.all('byAnyone'), actions: 'recordLooking' },
    RAN: {
      target: '.closed',
      guard: errandArrows.all('byAnyone'),
      actions: { type: 'tell', params: { to: 'parent', event: { type: 'ERRAND_RAN' } } },
    },
  },
  states: { asked: { after: { overdue: 'late' } }, late: {}, closed: { tags: 'closed' } },
})
const errand: Definition = {
  name: 'errand',
  title: 'Errand',
  version: 1,
  machine: errandMachine,
  rules: errandRules,
  conditions: {},
  events: errandEvents,
  messages: [],
  deadlines: {
    overdue: {
      cites: 'I18',
      title: 'Three days pass',
      because: 'three days after it was asked',
      from: ({ askedOn }: Errand) => askedOn,
      days: 3,
    },
  },
}

export const definitions: Definitions = { casefile, errand, organisation, rating }
