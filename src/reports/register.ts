import { readFileSync, statSync } from 'node:fs'
import type { ParagraphId } from '../../machines/guidance/paragraph.ts'
import {
  asksOf,
  cite,
  isCited,
  isParagraphId,
  isStatement,
  type Kind,
  paragraph,
  paragraphIds,
  type Strength,
} from '../../machines/guidance/paragraph.ts'
import { partsOfReadings } from '../../machines/guidance/reading-parts.ts'
import { type SettingName, settings } from '../../machines/guidance/settings.ts'
import type { Definition } from '../../machines/kernel/definition.ts'
import { type Claim, inFull, isClaimOf } from './claims.ts'
import { type Element, type ElementKind, elementsOf } from './elements.ts'

/** What a paragraph has become: the parts of the machines that carry it out, and the tests that prove it. */
export interface RegisterEntry {
  readonly id: ParagraphId
  readonly citation: string
  readonly title: string
  /** What it asks, in a few sentences of our own. */
  readonly asks: string
  readonly kinds: readonly Kind[]
  readonly strengths: readonly Strength[]
  readonly elements: readonly RegisterElement[]
  readonly tests: readonly RegisterTest[]
  /** Kinds and strengths that no element has yet: "duty", "a normally rule". */
  readonly missing: readonly string[]
}

export interface RegisterTest extends Omit<Claim, 'paragraph' | 'about'> {
  /** Whether it is known to have run and passed here. */
  readonly passed: boolean
}

export interface RegisterElement extends Omit<Element, 'cites'> {
  /** The settings that it carries out: where the paragraph is silent, and it is by our reading. */
  readonly readings: readonly SettingName[]
}

export interface SettingEntry {
  readonly name: SettingName
  /** What one waits for; nothing where the reading is fixed. */
  readonly title?: string
  readonly letter: string
  readonly citations: readonly string[]
  /** The default; nothing where the reading is fixed. */
  readonly days?: number
  readonly reading: string
}

export interface Register {
  readonly paragraphs: readonly RegisterEntry[]
  readonly settings: readonly SettingEntry[]
  /** Citations of paragraphs that do not exist, by an element or by a test. */
  readonly unknown: readonly string[]
}

/** A claim of a test that ran and passed. */
export type Proof = Claim

/**
 * Paragraph by paragraph: which elements of these lifecycles carry it out, and which tests prove it.
 * @param proofs what ran and passed @param claims what the tests say, whether they have run or not
 */
export function register(definitions: readonly Definition[], proofs: readonly Proof[], claims: readonly Claim[] = []): Register {
  const elements = definitions.flatMap(elementsOf)
  return {
    paragraphs: paragraphIds.map((id) => ({
      ...entryOf(
        id,
        elements.filter(({ cites }) => cites === id),
      ),
      tests: testsOf(id, proofs, claims),
    })),
    settings: (Object.keys(settings) as SettingName[]).map(settingEntry),
    unknown: [
      ...elements
        .filter(({ cites }) => !isCited(cites))
        .map(({ machine, kind, name, where, cites }) => `${kind} ${name} of ${machine} (${where.join('; ')}) cites ${cites}`),
      ...proofs
        .filter(({ paragraph }) => !isParagraphId(paragraph))
        .map(({ paragraph, claim, file }) => `${file} cites ${paragraph}: ${claim}`),
    ],
  }
}

/** What must not be: a paragraph that nothing carries out or no test proves, unless it only explains; and a citation of nothing. Each in a sentence. */
export const gapsOf = ({ paragraphs, unknown }: Register): readonly string[] => [
  ...paragraphs
    .filter(({ id }) => !isStatement(id))
    .flatMap(({ id, title, elements, tests }) => [
      ...(elements.length === 0 ? [`${id} (${title}): nothing carries it out`] : []),
      ...(!tests.some(({ passed }) => passed) ? [`${id} (${title}): no test that ran proves it`] : []),
    ]),
  ...unknown,
]

/** Where a run of the tests leaves what it proved, below the project's folder. */
export const PROOFS = 'build/register-tests.json'

/** What the tests proved when they last ran; nothing where they have not been run, as on a server. */
export function proofsIn(file: string): readonly Proof[] {
  try {
    return (JSON.parse(readFileSync(file, 'utf8')) as { tests: readonly Proof[] }).tests
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

/** When what the tests proved was last kept, a moment; null where they have not been run. */
export const provedAt = (file: string): string | null => statSync(file, { throwIfNoEntry: false })?.mtime.toISOString() ?? null

/** Whether the tests that are named have run here says nothing of itself. */
export const aboutTests = (testsFrom: string | null): string =>
  testsFrom === null
    ? 'The tests are named as they are written. They have not been run here: npm test runs them and keeps what they prove for the next start.'
    : `The tests are named as they are written; which of them had passed by ${testsFrom} is said of each.`

/** Every claim made of a paragraph, once; one that ran under words that are in no test is there by those. */
function testsOf(id: ParagraphId, allProofs: readonly Proof[], allClaims: readonly Claim[]): readonly RegisterTest[] {
  const proofs = allProofs.filter(({ paragraph }) => paragraph === id)
  const claims = allClaims.filter(({ paragraph }) => paragraph === id)
  return [
    ...claims.map((each) => ({ ...each, passed: proofs.some((ran) => isClaimOf(each, ran)) })),
    ...proofs.filter((ran) => !claims.some((each) => isClaimOf(each, ran))).map((each) => ({ ...each, passed: true })),
  ].map(({ file, passed, ...said }) => ({ claim: inFull(said), file, passed }))
}

function entryOf(id: ParagraphId, elements: readonly Element[]): Omit<RegisterEntry, 'tests'> {
  const { title, kinds, strengths } = paragraph(id)
  return {
    id,
    citation: cite(id),
    title,
    asks: asksOf(id),
    kinds,
    strengths,
    elements: elements.map(({ cites: _, ...element }) => ({ ...element, readings: readingsOf(id, element) })),
    missing: [
      ...kinds.filter((kind) => kind !== 'statement' && !elements.some((element) => carries[kind].includes(element.kind))),
      ...(kinds.includes('guard') ? strengths : [])
        .filter((strength) => !elements.some((element) => element.strength === strength))
        .map((strength) => `a ${strength} rule`),
    ],
  }
}

/** The settings for this paragraph that a part of a lifecycle carries out. */
const readingsOf = (id: ParagraphId, { machine, name }: Pick<Element, 'machine' | 'name'>): readonly SettingName[] =>
  (Object.keys(partsOfReadings) as SettingName[]).filter(
    (setting) => settings[setting].paragraphs.some((each) => each === id) && partsOfReadings[setting]!.includes(`${machine}.${name}`),
  )

/** A record or a default is kept or proposed by any of these: a rule may ask that it be there. A letter to write is a duty. */
const carries: Readonly<Record<Exclude<Kind, 'statement'>, readonly ElementKind[]>> = {
  guard: ['rule'],
  timer: ['deadline'],
  duty: ['duty', 'letter'],
  record: ['record', 'rule', 'letter'],
  default: ['record', 'rule'],
}

function settingEntry(name: SettingName): SettingEntry {
  const setting = settings[name]
  const { letter, paragraphs, reading } = setting
  return {
    name,
    letter,
    citations: paragraphs.map(cite),
    reading,
    ...(setting.type === 'days' && { title: setting.title, days: setting.days }),
  }
}
