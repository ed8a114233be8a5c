/** Words that say how, between whoever acts and what is done. */
const adverb = String.raw`(?:(?!reply\b|apply\b|supply\b|comply\b|rely\b)\p{L}+ly\b|(?:again|further|afresh|also|then|now|please|at\s+least)\b)`
const adverbs = String.raw`(?:${adverb}[\s,]+)*`
const auxiliary = 'will|shall|should|would|must|may|might|can|could|is|are|was|has|have|had|do|does'
const readiness = 'willing|prepared|happy|ready|able|going|minded|open|due|expected'
const promises =
  'agree[sd]|undertakes|undertook|undertaken|promise[sd]|commits|committed|offers|offered|intends|plans|planned|propose[sd]|aims|seeks|tries|endeavours|arrange[sd]|confirms|confirmed'
const promise = `${promises}|agree|undertake|promise|commit|offer|intend|plan|propose|aim|seek|try|endeavour|arrange|confirm`

/** Verbs that say only that something is thought about, and the same said with a noun. */
const thinking = String.raw`(?:re-?)?consider(?:ing|ation)?\b|look(?:ing)?\s+${adverbs}(?:at|into|again|further|afresh)\b|think(?:ing)?\s+${adverbs}(?:about|over|again)\b|explor(?:e|ing)\b|reflect(?:ing)?\s+${adverbs}(?:on|upon)\b`
const quality = `(?:some|any|due|full|careful|proper|serious|active|favourable|sympathetic|urgent|fresh|renewed|prompt|early|more|another|new|closer|second|and|${adverb})`
const attention = String.raw`(?:giv(?:e|en|ing)|hav(?:e|ing)|tak(?:e|ing))\s+(?:(?:it|this)\s+)?(?:an?\s+|its\s+|our\s+|their\s+)?(?:${quality}\s+){0,4}(?:(?:re-?)?consideration|thought|look)\b`
const onlyThinks = new RegExp(`^(?:${thinking}|${attention})`, 'iu')
const isOnlyThoughtAbout = new RegExp(
  String.raw`^(?:be|being)\s+${adverbs}(?:(?:(?:re-?)?considered|explored|looked\s+${adverbs}(?:at|into)|thought\s+${adverbs}(?:about|over)|reflected\s+(?:on|upon))\b|${attention})`,
  'iu',
)

/** Whoever acts, as far as the word that says they will. No word of it opens a clause of its own. */
const name = String.raw`[\p{L}\p{N}'’&()/-]+`
const pronoun = 'it|we|they|you|he|she'
const article = 'the|our|its|their|his|her|an?|any|some|each|every|both|all|this|that|these|those'
const clause = String.raw`(?:(?:${pronoun}|who|whom|whose|which|that|this|what|where|when|whether|why|how|if|to|${auxiliary})\b|(?:${promise})\s+(?:to|that)\b)`
const acts = (promising: string) =>
  String.raw`(?=${adverbs}(?:(?:${auxiliary})\b|(?:${promising})\s+(?:to|that)\b|to\s+${adverbs}(?:${thinking}|${attention})))`
/** First words that are no subject but tell somebody to do something: what follows is of another's doing. */
const imperative =
  '(?:apologise|write|pay|repay|refund|award|tell|remind|explain|send|give|train|publish|ensure|make|issue|show|provide|instruct|advise|inform|state|review|revise|change|update|set|put|correct|amend|hold|confirm|remove|record)'

/** What may stand before the verb, in the order in which it is taken off. */
const leads = [
  /^[^\p{L}]+/u,
  new RegExp(String.raw`^(?:${quality}\s+)+(?=(?:re-?)?consideration\b|thought\b)`, 'iu'),
  new RegExp(String.raw`^(?:${adverb}|(?:to|be|been|${auxiliary})\b)[\s,]+`, 'iu'),
  new RegExp(String.raw`^(?:${readiness})\s+(?=to\b)`, 'iu'),
  new RegExp(
    String.raw`^(?:an?\s+|its\s+|the\s+)?(?:${promise}|agreement|undertaking|commitment)\s+(?:(?:itself|ourselves|themselves)\s+)?(?:to|that)\s+`,
    'iu',
  ),
  /^(?:by|within|before|in|on|as|at|after|following|having|where|if|given|subject|because|since|once|when|for)\s[^,;.]{1,120},\s*/iu,
  /^(?:by|within|before|in)\s+\d+\s+\p{L}+(?:\s+\d{4})?\s+/iu,
  new RegExp(String.raw`^(?:${pronoun}|this|that)\s+${acts(promise)}`, 'iu'),
  new RegExp(String.raw`^(?:${article})\s+(?:(?!${clause})${name},?\s+){1,12}?${acts(promise)}`, 'iu'),
  new RegExp(String.raw`^(?!${imperative}\b)(?:(?!${clause}|(?:${article})\b)${name}\s+){1,5}?${acts(promises)}`, 'iu'),
  new RegExp(String.raw`^\p{Lu}${name}\s+(?:(?:\p{Lu}${name}|of|for|and|the|in|on|&)\s+){1,9}?${acts(promises)}`, 'u'),
]

/**
 * Whether the main verb of a sentence only has something considered, whoever is to do it and however it is promised.
 *
 * What stands before that verb is taken off piece by piece: who acts, by when, the auxiliaries and adverbs, and a promise to. What is said
 * after it is not read: an action is stated first, or in words of its own.
 */
export function onlyConsiders(sentence: string): boolean {
  let rest = sentence.replace(/(?<=\p{L})['’]ll\b/gu, ' will')
  for (let before = ''; before !== rest; ) {
    if (onlyThinks.test(rest) || isOnlyThoughtAbout.test(rest)) return true
    before = rest
    rest = leads.reduce((said, lead) => (said === before ? said.replace(lead, '') : said), rest)
  }
  return false
}
