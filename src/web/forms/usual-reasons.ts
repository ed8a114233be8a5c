/**
 * Reasons that are often given, so that a box is not filled with everything: chosen, with a few words where they are needed. They are
 * offered only where the rule itself has usual exceptions; elsewhere a reason is of the one case.
 */
const usual: Readonly<Record<string, readonly string[]>> = {
  apologyAskedFor: ['It has apologised already', 'The complainant does not want an apology'],
  furtherActionsStated: ['We ask for nothing beyond what it has offered'],
  backgroundGiven: ['It knows the background from an earlier approach'],
  discussionOffered: ['The approach is made by telephone, and was discussed there'],
  focalPointFirst: ['It has no focal point or complaints manager', 'Its focal point asked us to write to somebody else'],
  responseWithinFourteenDays: ['The organisation asked for more time and explained why', 'A holiday falls within the fourteen days'],
  answerWithinFourteenDays: ['The organisation asked for more time and explained why', 'A holiday falls within the fourteen days'],
  toldByTelephone: ['The complainant asked to be told in another way', 'We could not reach the complainant by telephone'],
  offerWasCompared: ['There is no similar case to compare it with'],
  remediesCompared: ['There is no similar case to compare it with'],
  clearFromPapersOrSpokenTo: ['We could not reach the complainant', 'The complainant asked not to be called'],
  actedOnWithinFourWeeks: ['The organisation explained why it needs longer', 'The action depends on a meeting of its board'],
  repliesInOneToTwoWeeks: ['The organisation asked for more time and explained why', 'A holiday falls within the two weeks'],
  saysWhichCasefile: ['It showed in general correspondence, not in one casefile'],
}

export const usualReasons = (rule: string): readonly string[] => (Object.hasOwn(usual, rule) ? usual[rule]! : [])
