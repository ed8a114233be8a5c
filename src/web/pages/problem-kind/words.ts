import type { ProblemKind } from '../../../problem.ts'

interface Said {
  /** For whoever meets it on a page. */
  readonly person: string
  /** For whoever wrote a program that meets it. */
  readonly program: string
  /** The members that such an answer has beside the usual ones. */
  readonly members?: readonly (readonly [name: string, what: string])[]
}

/** What to do about each kind of problem. */
export const said: Readonly<Record<ProblemKind, Said>> = {
  invalid: {
    person:
      'Something in the form is missing, or is not what the field takes. Each fault stands at its place and at the top of the page; what you typed is kept.',
    program:
      'The body or the query does not fit its schema, which GET /instances/{id}/actions and the OpenAPI document give. Mend the places that are named, and send it again with the same Idempotency-Key or a fresh one.',
    members: [
      ['errors', 'every fault: `pointer`, a JSON Pointer into the body, or `parameter`, a name of the query; and `detail`, in words'],
    ],
  },
  malformed: {
    person:
      'What was sent broke off or holds characters that mean nothing. Go back and send it again; if an address was typed or pasted, look at it once more.',
    program:
      'The body is not JSON, is not in UTF-8, or holds U+0000 or half a surrogate pair; or the address is not percent-encoded as it should be.',
  },
  'key-missing': {
    person: 'You should never meet this on a page: the forms send what is needed by themselves.',
    program:
      'Every request that changes something has an Idempotency-Key header: 1 to 200 visible ASCII characters without spaces, fresh for each thing you mean to do, and the same when you try that thing again.',
  },
  'not-signed-in': {
    person: 'Sign in, and you are taken to where you were going. If you were signed out while typing, what you typed is kept.',
    program: 'Send a bearer token that is valid now. The answer’s WWW-Authenticate header says how.',
  },
  'not-allowed': {
    person:
      'Your posts do not allow this today. The page says who may; ask one of them, or have the work reassigned. No reason stands in for a post.',
    program: 'The person is known and may not. Do not try again as the same person: posts are dated, so tomorrow may be different.',
  },
  'not-found': {
    person: 'There is no such page or thing, or it is sealed to others: the service does not say which of the two.',
    program: 'It does not exist, or this person may not see it; the two are not told apart, so that nobody learns which.',
  },
  'method-not-allowed': {
    person: 'The address is not a page by itself. Go back, or begin from the head of the page.',
    program: 'The Allow header lists the methods that the address takes.',
  },
  'not-accepted': {
    person:
      'The casefile stands where this step does not exist. Look at what can be done now: the page lists it, and says where the other steps belong.',
    program:
      'The state has no arrow for this event. `accepts` lists the events it has; GET /instances/{id}/actions says which of them are open to the person.',
    members: [['accepts', 'the types of the events that the state takes']],
  },
  'changed-since': {
    person:
      'Somebody changed the casefile while you were at it. The page says who did what, and keeps your text: read it again in that light, and send it again if it still holds.',
    program:
      'The revision in If-Match is not the newest. Read again, decide again, and send with the new ETag and a fresh Idempotency-Key.',
    members: [
      ['by', 'who changed it'],
      ['at', 'when'],
      ['what', 'what was done, in words'],
      ['revision', 'the revision it has now'],
    ],
  },
  'too-large': {
    person: 'What you sent is longer than the service takes. Divide it, or say it shorter.',
    program: 'The body is larger than the service reads. Nothing was kept of it.',
  },
  'not-json': {
    person: 'You should never meet this on a page.',
    program: 'Send Content-Type: application/json, in UTF-8.',
  },
  refused: {
    person:
      'Rules of the guidance stand in the way, each with its paragraph. Where a rule is one that is normally met, write your reason in the box beside it; where it is a must, do first what the page says would help, or ask who may.',
    program:
      'Every rule that does not hold is in `refusals`. Where `reasonWouldHelp`, send `reasons` with a text under the name of the rule; `unlockedBy` names the event that would make it hold. The attempt was noted, and changed nothing. POST /instances/{id}/checks asks the same without that.',
    members: [
      ['refusals', 'every rule: `rule`, `strength`, `cites`, `paragraph`, `because`, `field`, `reasonWouldHelp`, `unlockedBy`'],
      ['whoCould', 'where a rule about people refused: who may, in words, and the people who pass it today'],
    ],
  },
  'upgrade-needed': {
    person: 'It is an address for programs. The pages of the flows show the same, as it happens.',
    program: 'Ask for it with a WebSocket client: the messages come for as long as it is open.',
  },
  'too-many': {
    person: 'You have the same open in many places. Close one that you no longer look at, and load this page again.',
    program: 'Close a stream that you no longer read. GET asks for the same once, and takes no place.',
  },
  'key-reused': {
    person: 'You should never meet this on a page: go back, load the form anew, and send it again.',
    program: 'This key was used for another request of the same casefile. A key belongs to one request: use a fresh one.',
  },
  internal: {
    person: 'Nothing was changed. Try again; if it happens again, report the reference that the page shows.',
    program:
      'Nothing was changed. `reference` finds what happened in the log. Try again with the same Idempotency-Key: if it did happen after all, you get its answer.',
    members: [['reference', 'what to quote when you report it']],
  },
  unavailable: {
    person: 'The service, or its database, is away for a moment. What you typed is still on your page: try again in a few seconds.',
    program:
      'Try again after the seconds in Retry-After, with the same Idempotency-Key: whatever was carried out is not carried out twice.',
  },
}
