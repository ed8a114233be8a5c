/** What a duty or letter on an arrow says of itself. */
export interface Asked {
  readonly name?: string
  readonly letter?: string
  /** What a duty is called; what depends on the case is left out. */
  readonly title?: string
  readonly cites: string
}

/** How a stand-in reads where a day is written. */
const SOME_DAY = '2026-01-01'

/**
 * What the parameters of an effect cite. Most are worked out from the record and the event when the arrow is taken; here they are asked
 * with a stand-in for both, and what a branch not taken would cite is read from the words of the function.
 */
export function askedOf(params: unknown): readonly Asked[] {
  if (typeof params !== 'function') return citing(params)
  const answered = citing(answerOf(params as (args: unknown) => unknown))
  return [...answered, ...citedInWords(params).filter(({ cites }) => !answered.some((each) => each.cites === cites))]
}

const citing = (params: unknown): readonly Asked[] =>
  [params]
    .flat()
    .flatMap((each) => (typeof (each as Asked | undefined)?.cites === 'string' ? [{ ...(each as Asked), ...titled(each as Asked) }] : []))

const titled = ({ title }: Asked) =>
  typeof title === 'string' ? { title: title.replaceAll(`, ${SOME_DAY}`, '').replaceAll(SOME_DAY, '…') } : {}

function answerOf(params: (args: unknown) => unknown): unknown {
  try {
    return params({ context: standIn(), event: standIn() })
  } catch {
    return undefined // it wanted more of the record than a stand-in has; its words remain
  }
}

/** `name: 'escalate', title: 'Escalate', …, cites: 'I20'`, as compiled; name and title where they are written before. A title that is written once is that of all. */
function citedInWords(params: unknown): readonly Asked[] {
  const said = String(params)
  const ofAll = said.split(/\btitle:/).length === 2 ? titleIn(said) : undefined
  return [...said.matchAll(/((?:(?!\bcites:)[^;])*)\bcites:\s*["'](\w+)["']/g)].map(([, before = '', cites]) => {
    const name = /\b(?:name|letter):\s*["'](\w+)["']/.exec(before)?.[1]
    const title = titleIn(before) ?? ofAll
    return { ...(name && { name }), ...(title && { title }), cites: cites! }
  })
}

const titleIn = (said: string): string | undefined =>
  /\btitle:\s*(["'`])(.+?)\1/
    .exec(said)?.[2]
    ?.replaceAll(/, \$\{[^}]*\}/g, '')
    .replaceAll(/\$\{[^}]*\}/g, '…')

/** Stands for any record or event: every field of it is another, it is a list of one, a function that answers, and reads as a day, or as one where it is counted with. */
function standIn(): unknown {
  return new Proxy(
    Object.assign(() => undefined, { one: true }),
    {
      get: (_target, key) => {
        if (key === Symbol.toPrimitive) return (hint: string) => (hint === 'string' ? SOME_DAY : 1)
        if (key === Symbol.iterator) return () => [standIn()].values()
        return key === 'length' ? 1 : standIn()
      },
      apply: (_target, _self, [first]) => (typeof first === 'function' ? [first(standIn(), 0)] : standIn()),
    },
  )
}
