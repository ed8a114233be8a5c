import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'

/** What a test claims of a paragraph: read from the test itself, so it is known where the tests have never been run. */
export interface Claim {
  readonly paragraph: string
  /** As it is written; "…" stands where the test fills something in. */
  readonly claim: string
  /** What the tests beside it are about as well: many a claim is the end of a sentence that begins there. */
  readonly about?: string
  readonly file: string
}

/** Where the tests are, below the project's folder. A server may be without. */
const TESTS = 'test'

/** Every claim in the tests of a project, in the order of their files; none where the tests are not kept. */
export function claimsIn(project: string): readonly Claim[] {
  const folder = join(project, TESTS)
  if (!existsSync(folder)) return []
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts'))
    .sort()
    .map((name) => join(folder, name))
    .flatMap((path) =>
      claimsOf(readFileSync(path, 'utf8')).map((each) => ({ ...each, file: relative(project, path).replaceAll('\\', '/') })),
    )
}

const STRING = String.raw`'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|\x60(?:[^\x60\\]|\\.)*\x60`
const PROVES = new RegExp(String.raw`\bproves\(\s*(\[[^\]]*\]|'\w+'),\s*(${STRING})`, 'g')
const TITLED = new RegExp(String.raw`\btest(?:\.each\([\s\S]{0,500}?\))?\(\s*(${STRING})`, 'g')
const ABOUT = new RegExp(String.raw`^([ ]*)describe(?:\.each\([\s\S]{0,500}?\))?\(\s*(${STRING})`, 'gm')
const PARAGRAPHS = /^((?:(?:I\d+|C\d+[a-z]?|CA) )+)(.+)$/s

/** `proves(['I9', 'I10'], 'a specific apology is taken', …)`, and a test whose title begins with its paragraphs. */
export function claimsOf(source: string): readonly Omit<Claim, 'file'>[] {
  const aboutAt = aboutIn(source)
  const proved = [...source.matchAll(PROVES)].map(({ index, 1: ids, 2: claim }) => ({
    ids: ids!.match(/\w+/g) ?? [],
    claim: written(claim!),
    ...aboutAt(index),
  }))
  const titled = [...source.matchAll(TITLED)].flatMap(({ index, 1: title }) => {
    const [, ids, claim] = PARAGRAPHS.exec(written(title!)) ?? []
    return ids ? [{ ids: ids.trim().split(' '), claim: claim!, ...aboutAt(index) }] : []
  })
  return [...proved, ...titled].flatMap(({ ids, ...said }) => ids.map((paragraph) => ({ paragraph, ...said })))
}

/** What the tests at a place of a source are about: a `describe` reaches to the first line that ends one as far to the left. */
function aboutIn(source: string): (at: number) => Pick<Claim, 'about'> {
  const blocks = [...source.matchAll(ABOUT)].map(({ 0: head, index, 1: indent, 2: title }) => {
    const end = source.indexOf(`\n${indent}})`, index + head.length)
    return { title: written(title!), holds: (at: number) => at > index && (end === -1 || at < end) }
  })
  return (at) => {
    const titles = blocks.flatMap(({ title, holds }) => (holds(at) && /\w/.test(title) ? [title] : []))
    return titles.length > 0 ? { about: titles.join(': ') } : {}
  }
}

/** Without quotation marks and escapes, and what is filled in left out. */
const written = (literal: string): string =>
  literal
    .slice(1, -1)
    .replaceAll(/\$\{[^}]*\}|%[sdp]|\$\w+(?:\.\w+)*/g, '…')
    .replaceAll(/\\(.)/g, '$1')

/** A claim with what it is about, for whoever reads it by itself. */
export const inFull = ({ about, claim }: Pick<Claim, 'about' | 'claim'>): string => (about === undefined ? claim : `${about}: ${claim}`)

/** Whether a test that ran made this claim. */
export function isClaimOf({ claim, ...said }: Claim, ran: Claim): boolean {
  if (said.paragraph !== ran.paragraph || said.file !== ran.file) return false
  const parts = claim.split('…')
  return parts.length === 1 ? claim === ran.claim : ran.claim.startsWith(parts[0]!) && ran.claim.endsWith(parts.at(-1)!)
}
