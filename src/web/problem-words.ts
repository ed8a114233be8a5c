import type { ProblemKind } from '../problem.ts'

/** What somebody at a page can do about each way a request can fail; what the kinds themselves say is for programs. */
export const whatToDo: Readonly<Record<ProblemKind, string>> = {
  invalid: 'Go back, and look at what was asked for.',
  malformed: 'Go back, load the page again, and send it once more.',
  'key-missing': 'Go back, load the page again, and send it once more.',
  'not-signed-in': 'Sign in, and try again.',
  'not-allowed': 'Somebody whose post it is for can do it.',
  'not-found': 'It does not exist, or it is not yours to see.',
  'method-not-allowed': 'Begin from the head of the page.',
  'not-accepted': 'Go back to the casefile: it shows what can be done now.',
  'changed-since': 'Look at it as it is now, and decide again.',
  'too-large': 'Send less at once: a letter has at most 100,000 characters.',
  'not-json': 'Go back, load the page again, and send it once more.',
  refused: 'What stands in the way is listed here, each with its paragraph.',
  'key-reused': 'Go back, load the page again, and send it once more.',
  'upgrade-needed': 'It is for programs: the pages of the flows show the same.',
  'too-many': 'Close a page that you no longer look at, and load this one again.',
  internal: 'Nothing was changed. Try again; if it happens again, report it.',
  unavailable: 'Nothing was changed. Try again in a moment.',
}
