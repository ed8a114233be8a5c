import { addDays } from '../../../machines/kernel/calendar.ts'
import { trust } from '../../support/file.ts'
import type { At } from '../samples.ts'
import { BEGINS_ON, type World } from '../world.ts'
import { asked, facts } from './facts.ts'

const { id: _, organisation: __, ...action } = asked('apology', addDays(BEGINS_ON, 90))
const { achievable: _a, injustice: _i, by: _b, ...part } = action
const input = { key: 'recommendation-1', casefile: { ...facts, stage: 'investigation' }, organisation: trust, addedOn: BEGINS_ON, action }

const said = ({ today }: At) => ({
  words: 'It writes',
  agreesToAct: true,
  understood: 'To apologise',
  targetDate: addDays(today, 28),
  discussed: 'Four weeks',
})
const items = ({ record }: At) => (record['items'] as readonly { readonly key: string }[]) ?? []

export const recommendation: World = {
  openedBy: ['investigation'],
  begins: [
    { name: 'added', input },
    {
      name: 'the rest of one',
      input: {
        ...input,
        key: 'recommendation-2',
        splitFrom: 'recommendation-1',
        refusals: [{ on: BEGINS_ON, report: 'draft', words: 'Not that' }],
      },
    },
  ],
  only: ['ORGANISATION_ACCEPTED', 'ORGANISATION_PARTLY_ACCEPTED', 'DECIDE'],
  samples: {
    ORGANISATION_ACCEPTED: (at) => [
      said(at),
      { ...said(at), agreesToAct: false },
      { ...said(at), providedOn: at.today, evidence: 'A copy' },
    ],
    ORGANISATION_PARTLY_ACCEPTED: (at) => [{ ...said(at), accepted: part, rest: part, refusal: 'Not that' }],
    DECIDE: () =>
      ['kept', 'changed', 'dropped', 'pursued', 'notPursued'].map((outcome) => ({
        outcome,
        why: 'As the director advises',
        ...(outcome === 'changed' && { change: action }),
      })),
  },
  messages: (at) => [
    { type: 'DRAFT_REPORT_ISSUED', on: at.today },
    { type: 'FINAL_REPORT_ISSUED', on: at.today },
    { type: 'COMPLAINT_NOT_UPHELD' },
    { type: 'INVESTIGATION_DISCONTINUED' },
    ...(at.record['split'] ? [{ type: 'REST_OPENED', key: 'recommendation-3' }] : []),
    ...items(at).flatMap(({ key }) =>
      ['complied', 'notSecured', 'notAccepted'].map((ending) => ({ type: 'ITEM_ENDED', action: key, ending })),
    ),
  ],
  perPlace: 8,
}
