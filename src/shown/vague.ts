/** Wordings that cannot be seen to be carried out, and what is said of each: worth another look, and no rule. */
interface Wording {
  readonly words: RegExp
  readonly because: string
}

const noun = String.raw`(?<!\b(?:the|an?|its|our|their|her|his|this|that|each|any|email|home|new|old|right|wrong|correct)\s)`
const able = '(?:possible|practicable|feasible|necessary|appropriate|needed|required)'
const meanwhile = String.raw`(?:(?:it|that|is|reasonably|may|be)\s+)*`
const anyOf = (...ways: readonly string[]) => new RegExp(String.raw`\b(?:${ways.join('|')})\b`, 'giu')

const inWhat: readonly Wording[] = [
  {
    words: anyOf(
      `${noun}review(?:s|ing)?`,
      String.raw`(?:carry(?:ing)?\s+out|conduct|undertake|hold)\s+an?\s+(?:\p{L}+\s+)?review`,
      String.raw`(?:examin|assess|evaluat|explor|investigat|discuss|look\s+into|see)(?:e|es|ing|s)?\s+(?:whether|if|how|what)`,
      String.raw`(?:bear|keep)(?:s|ing)?\s+(?:(?:it|this|that|them)\s+)?in\s+mind`,
      String.raw`tak(?:e|es|ing)\s+(?:(?:it|this|that|them)\s+)?(?:on\s+board|into\s+(?:account|consideration)|account\s+of|note\s+of)`,
      String.raw`(?:ha(?:ve|ving|s)|giv(?:e|es|ing)|pay(?:s|ing)?)\s+(?:due\s+|proper\s+)?regard\s+to|be(?:ing)?\s+(?:mindful|aware)\s+of`,
      String.raw`(?:liais(?:e|es|ing)|engag(?:e|es|ing))\s+with`,
    ),
    because: 'no end of this can be seen. Say what should be different afterwards, and how it is shown to us',
  },
  {
    words: anyOf(
      'endeavou?r(?:s|ing)?|try|tries|trying',
      String.raw`(?:(?:seek|aim|attempt|intend)(?:s|ing)?|(?:striv|hop)(?:e|es|ing))\s+to|work(?:s|ing)?\s+towards`,
      String.raw`do\s+(?:its|our|their)\s+best|(?:best|reasonable|every)\s+(?:endeavou?rs|efforts?)`,
    ),
    because: 'an attempt alone would do. Say what is to be done',
  },
  {
    words: anyOf(String.raw`ensur(?:e|es|ing)|mak(?:e|es|ing)\s+(?:sure|certain)|see\s+to\s+it`),
    because: 'this does not say what is done. Name the step, such as “write to”, “train” or “change the form”',
  },
  {
    words: anyOf(
      `improv(?:e|es|ing)|${noun}address(?:es|ing)?|tackl(?:e|es|ing)|resolv(?:e|es|ing)|strengthen(?:s|ing)?|enhanc(?:e|es|ing)`,
      String.raw`learn(?:s|ing)?\s+(?:(?:the|any|some|its)\s+)?lessons?|rais(?:e|es|ing)\s+awareness|deal(?:s|ing)?\s+with|sort(?:s|ing)?\s+(?:\p{L}+\s+)?out`,
      String.raw`do(?:es|ing)?\s+(?:what\s+is\s+right|what’s\s+right|what's\s+right|the\s+right\s+thing)|put(?:s|ting)?\s+(?:it|this|that|things|matters)\s+right`,
    ),
    because: 'this is an aim. Say by what step, so that anybody can see whether it was taken',
  },
  {
    words: anyOf(
      String.raw`(?:where|wherever|if|when|whenever|(?<!\b(?:soon|quickly|early|promptly)\s)as(?:\s+far\s+as)?)\s+${meanwhile}${able}`,
    ),
    because: 'this leaves open whether it is done at all',
  },
  {
    words: anyOf(
      String.raw`as\s+(?:soon|quickly|early|promptly)\s+as\s+${meanwhile}(?:possible|practicable|feasible)|asap|soon|shortly|promptly|timely`,
      String.raw`in\s+due\s+course|in\s+(?:the\s+)?(?:near\s+)?future|going\s+forward|at\s+the\s+earliest\s+(?:opportunity|convenience)|when\s+time\s+(?:allows|permits)`,
    ),
    because: 'this leaves open when. The date says it',
  },
]
const inMeasure: readonly Wording[] = [
  {
    words: anyOf('satisf(?:y|ied|action)|happy|happier|feel(?:s|ing)?|confiden(?:t|ce)|better'),
    because: 'a feeling is hard to see. Name a letter, a payment, a record or a date',
  },
]

const saidOf = (wordings: readonly Wording[], text: string): readonly string[] =>
  wordings.flatMap(({ words, because }) => {
    const found = [...new Set([...text.matchAll(words)].map(([each]) => `“${each}”`))]
    return found.length > 0 ? [`${found.join(' and ')}: ${because}`] : []
  })

/** What is said of an action in vague words; the words that were found come first. */
export const vagueIn = (what: string): readonly string[] => saidOf(inWhat, what)
/** What is said of a measure that nobody can take. */
export const unseenIn = (measure: string): readonly string[] => saidOf(inMeasure, measure)

/** Words that name nothing by themselves, however many of them. */
const empty = new Set(
  (
    'a all an and are as asked agreed be been being by check checked complete completed confirm confirmed do does done fine finished for ' +
    'good had happen happened happens has have i if implement implemented is it its know known later n na no none not nothing of ok okay on ' +
    'once resolved see seen shall sorted sure tba tbc test that the them then there they this to us was we when will with x xx xxx yes you'
  ).split(' '),
)
/** Whether an answer says too little to be one. @param least words that any such answer has */
export function saysTooLittle(text: string, least: number): boolean {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
  return words.length < least || words.every((word) => empty.has(word))
}
